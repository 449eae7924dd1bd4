{
  // The guest has the menu in front of them while they sit down: the form is sent as soon as it is read, and the table's page takes the
  // place of this one without another load, so that the program, which is on its way by then, is asked for once.
  const root = document.documentElement;
  const taken = [];
  let done;
  /** Once the table's page is here. */
  globalThis.seated = new Promise((resolve) => (done = resolve));
  // Hides the form: it is seen where there are no scripts, and where it could not be sent.
  root.dataset.sits = "";

  /** What an element does, whatever it says: the party's cart changes what is written on a button. */
  const deed = (element) => {
    const { form } = element;
    const said = form && [form.getAttribute("action"), form.elements.product?.value, element.getAttribute("name"), element.getAttribute("value")].join();
    return element.getAttribute("href") ?? said ?? element.getAttribute("aria-label") ?? element.textContent;
  };
  const alike = (within, tag, does) => [...(within ?? document.body).querySelectorAll(tag)].filter((element) => deed(element) === does);
  /** Where an element is: its place among its like, in what has a name. */
  const wayTo = (element) => {
    const within = element.parentElement.closest("[id]");
    const [tag, does] = [element.localName, deed(element)];
    return { within: within?.id, tag, does, nth: alike(within, tag, does).indexOf(element) };
  };
  const find = ({ within, tag, does, nth }) => alike(within && document.getElementById(within), tag, does)[nth];

  // What is tapped meanwhile is seen to be taken, and has its turn at the table, once the program runs: two forms sent by the browser itself
  // would get in each other's way.
  const hold = (event) => {
    const element = event.type === "submit" ? (event.submitter ?? event.target) : event.target.closest?.('a[href]:not([href^="#"]), button:not([popovertarget])');
    if (!element || element.closest("#sit")) return;
    event.preventDefault();
    event.stopPropagation();
    element.setAttribute("aria-busy", "true");
    taken.push(wayTo(element));
  };
  const holds = (on) => ["click", "submit"].forEach((kind) => (on ? addEventListener : removeEventListener)(kind, hold, true));

  const fields = () => document.querySelectorAll("input[name]:not([type=hidden]), textarea");
  /** Puts the page that has come in the place of this one, with what the guest has done to it. */
  const swap = (page, address) => {
    const written = [...fields()].filter((field) => field.value !== field.defaultValue || field.checked !== field.defaultChecked);
    const kept = written.map((field) => [wayTo(field), field.value, field.checked]);
    const open = [...document.querySelectorAll("[popover]:popover-open")].map(({ id }) => id);
    const focused = document.activeElement?.closest("body *");
    const focus = focused && wayTo(focused);
    const [left, top] = [scrollX, scrollY];
    for (const { name, value } of page.documentElement.attributes) root.setAttribute(name, value);
    delete root.dataset.sits;
    document.title = page.title;
    document.body.replaceWith(document.adoptNode(page.body));
    history.replaceState(null, "", address);
    for (const [way, value, checked] of kept) {
      const field = find(way);
      if (field) [field.value, field.checked] = [value, checked];
    }
    for (const id of open) document.getElementById(id)?.showPopover();
    if (focus) find(focus)?.focus({ preventScroll: true });
    scrollTo({ left, top, behavior: "instant" });
    holds(false);
    done();
    for (const way of taken) {
      const element = find(way);
      if (element) dispatchEvent(new CustomEvent("taken", { detail: element }));
    }
  };

  const sit = async () => {
    const form = document.getElementById("sit");
    if (form.dataset.sent) return;
    form.dataset.sent = "true";
    let answer, text;
    try {
      answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
      text = await answer.text();
    } catch {
      // Sent twice it seats one guest. Meanwhile the guest may send it, too.
      delete form.dataset.sent;
      delete root.dataset.sits;
      setTimeout(sit, 2000);
      return;
    }
    const page = new DOMParser().parseFromString(text, "text/html");
    const { pathname, href } = new URL(answer.url);
    // A refusal is the browser's to show; so is a page that asks something, or one of another build.
    if (!answer.redirected) form.submit();
    else if (!answer.ok || pathname !== "/table" || page.documentElement.dataset.build !== root.dataset.build) location.replace(href);
    else
      try {
        swap(page, href);
      } catch (error) {
        console.error("The table’s page could not take this one’s place:", error);
        location.replace(href);
      }
  };

  holds(true);
  const begin = () => {
    if (document.prerendering) document.addEventListener("prerenderingchange", sit, { once: true });
    else sit();
  };
  // Read, but without its styles yet: what comes later would wait for these.
  document.addEventListener("readystatechange", () => document.readyState === "interactive" && begin());
}

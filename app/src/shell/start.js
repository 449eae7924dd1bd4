(function () {
  "use strict";
  var root = document.documentElement;
  var script = document.currentScript;
  var say = JSON.parse(script.getAttribute("data-say"));
  var room = /^\/(waiter|kitchen)/.test(location.pathname);

  function element(name, text, parent) {
    var made = document.createElement(name);
    made.appendChild(document.createTextNode(text));
    parent.appendChild(made);
    return made;
  }
  function supports(property, value) {
    return !!window.CSS && !!CSS.supports && (value ? CSS.supports(property, value) : CSS.supports(property));
  }

  if (!("popover" in HTMLElement.prototype && supports("selector(:has(a))") && supports("color", "oklch(from red l c h)"))) {
    // What follows is read as plain text: no styles, no program.
    document.write("<plaintext hidden>");
    document.addEventListener("DOMContentLoaded", function () {
      var body = document.body;
      body.innerHTML = "";
      body.style.cssText = "margin:0 auto;max-width:34em;padding:2em 1.5em;background:#faf6ef;color:#231f1a;font:1.25em/1.5 sans-serif";
      element("h1", say.old, body).style.cssText = "font-size:1.5em;line-height:1.2";
      element("p", say.update, body);
      element("p", say.needs, body);
      if (!room) element("p", say.waiter, body);
    });
    return;
  }

  // A guest with nothing to answer taps nothing. The form is sent as soon as it is read, before styles and letters have come. A page that the
  // browser prerenders sends it once the guest opens it.
  if (script.hasAttribute("data-sit") && !script.getAttribute("data-program"))
    document.addEventListener("DOMContentLoaded", function () {
      var form = document.getElementById("sit");
      function sit() {
        if (form.dataset.sent) return;
        form.dataset.sent = "true";
        // The page hears of a submission that is requested; browsers that cannot request one send the form at least.
        if (form.requestSubmit) form.requestSubmit();
        else form.submit();
      }
      if (document.prerendering) document.addEventListener("prerenderingchange", sit, { once: true });
      else sit();
    });
  // A page that needs no program.
  if (!script.getAttribute("data-program")) return;

  var note;
  function alive() {
    return root.hasAttribute("data-hydrated");
  }
  function unstarted(why) {
    if (note || alive()) return;
    unmark();
    if (why) console.error("The page’s program did not start:", why);
    note = document.createElement("div");
    note.setAttribute("role", "alert");
    note.className = room ? "unstarted unstarted-room" : "unstarted";
    if (room) {
      element("h1", say.room, note);
      element("p", say.roomText, note);
      element("p", say.roomHelp, note);
    } else {
      element("p", say.still, note);
    }
    var again = element("a", say.again, note);
    again.className = "btn";
    again.href = location.href.split("#")[0];
    root.insertBefore(note, document.body);
  }
  // A moment late: a page that is being left gives its program up, too. WebKit takes it away as soon as the next page is asked for, and
  // the line may be slow: whoever has used a link or a form is told only if the page stays.
  var patience = 1000;
  function soon(event) {
    setTimeout(function () {
      unstarted(event.detail);
    }, patience);
  }
  function leave(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    var way = event.type === "submit" ? event.target : event.target.closest && event.target.closest("a[href]");
    if (!way || way.target === "_blank" || way.hasAttribute("download")) return;
    // A link to a part of this page leaves nothing.
    if (way.hash && way.href.split("#")[0] === location.href.split("#")[0]) return;
    patience = 20000;
  }
  addEventListener("click", leave);
  addEventListener("submit", leave);

  // What is tapped before the program runs is seen to be taken. A form goes its own way; any other button has its turn once the program runs.
  var marked = [];
  var taken = [];
  function take(event) {
    if (alive() || !event.target.closest) return;
    var form = event.type === "submit";
    var button = form ? event.submitter : event.target.closest("button[type=button]:not([popovertarget])");
    if (!button) return;
    mark(button);
    if (!form) taken.push(button);
  }
  function mark(button) {
    button.setAttribute("aria-busy", "true");
    marked.push(button);
  }
  // Taken on the page before.
  addEventListener("taken", function (event) {
    mark(event.detail);
    taken.push(event.detail);
  });
  function unmark() {
    marked.splice(0).forEach(function (button) {
      button.removeAttribute("aria-busy");
    });
  }
  addEventListener("click", take);
  addEventListener("submit", take);
  // Back at a page that was kept.
  addEventListener("pageshow", function (event) {
    patience = 1000;
    if (event.persisted) unmark();
  });
  function started() {
    if (!alive()) return;
    unmark();
    taken.splice(0).forEach(function (button) {
      if (button.isConnected) button.click();
    });
    if (note) root.removeChild(note);
    note = undefined;
    watch.disconnect();
  }
  var watch = new MutationObserver(started);
  watch.observe(root, { attributes: true, attributeFilter: ["data-hydrated"] });

  if (!window.WebAssembly)
    document.addEventListener("DOMContentLoaded", function () {
      unstarted();
    });
  addEventListener("unstarted", soon);
  addEventListener("unhandledrejection", soon);
  addEventListener("load", function () {
    setTimeout(unstarted, 20000);
  });
  addEventListener(
    "error",
    function (event) {
      var gone = event.target;
      if (gone === window) return soon(event);
      if (gone.rel !== "modulepreload") return;
      try {
        if (sessionStorage.anew === gone.href) return;
      } catch (kept) {
        return;
      }
      // A page that is on its way is not called back.
      setTimeout(ask, patience > 1000 ? patience : 0);
      function ask() {
        fetch(gone.href, { method: "HEAD" }).then(
          function (answer) {
            if (answer.status >= 500) return setTimeout(ask, 2000);
            sessionStorage.anew = gone.href;
            location.reload();
          },
          function () {
            setTimeout(ask, 2000);
          }
        );
      }
    },
    true
  );
})();

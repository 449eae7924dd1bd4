{
  // A module runs once the page is read and its styles are there: nothing of this competes with what is seen first.
  const { program, memory, sentences } = document.querySelector("head > script[data-program]").dataset;
  // Says what a browser could not get, where `import` says only that something went wrong.
  const link = document.createElement("link");
  Object.assign(link, { rel: "modulepreload", crossOrigin: "anonymous", href: program });
  document.head.append(link);
  const said = fetch(sentences).then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(`${sentences}: ${answer.status}`))));
  const module = fetch(memory, { priority: "low" });
  // The table's page may still be on its way.
  const seated = Promise.resolve(globalThis.seated).then(() => {
    // The handshake takes as long as the last part of the program: whoever connects first is given this socket.
    if (document.querySelector(".status")) globalThis.socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}/ws?hat=${program.split("/").at(-1).slice(0, -3)}`);
  });
  Promise.all([import(link.href), said, module, seated])
    .then(([program, sentences, module]) => program.default({ module_or_path: module }).then(() => program.hydrate(sentences)))
    .catch((error) => dispatchEvent(new CustomEvent("unstarted", { detail: error })));
}

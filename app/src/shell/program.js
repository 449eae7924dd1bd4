{
  // A module runs once the page is read and its styles are there: nothing of this competes with what is seen first.
  const { program, memory, sentences } = document.querySelector("head > script[data-program]").dataset;
  // Says what a browser could not get, where `import` says only that something went wrong.
  const link = document.createElement("link");
  Object.assign(link, { rel: "modulepreload", crossOrigin: "anonymous", href: program });
  document.head.append(link);
  const said = fetch(sentences).then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(`${sentences}: ${answer.status}`))));
  const module = fetch(memory, { priority: "low" });
  Promise.all([import(link.href), said, module])
    .then(([program, sentences, module]) => program.default({ module_or_path: module }).then(() => program.hydrate(sentences)))
    .catch((error) => dispatchEvent(new CustomEvent("unstarted", { detail: error })));
}

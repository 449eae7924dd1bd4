const [script, memory] = ["modulepreload", "preload"].map((rel) => document.querySelector(`head > link[rel="${rel}"]`).href);
import(script)
  .then((program) => program.default({ module_or_path: memory }).then(() => program.hydrate()))
  .catch((error) => dispatchEvent(new CustomEvent("unstarted", { detail: error })));

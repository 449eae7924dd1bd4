const [script, memory, sentences] = ['rel="modulepreload"', 'type="application/wasm"', 'type="text/plain"'].map((which) => document.querySelector(`head > link[${which}]`).href);
// The sentences come beside the program, and are there before it draws anything.
const said = fetch(sentences).then((answer) => (answer.ok ? answer.text() : Promise.reject(new Error(`${sentences}: ${answer.status}`))));
import(script)
  .then((program) => Promise.all([said, program.default({ module_or_path: memory })]).then(([sentences]) => program.hydrate(sentences)))
  .catch((error) => dispatchEvent(new CustomEvent("unstarted", { detail: error })));

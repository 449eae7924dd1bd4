// Mockups only: "#name" in the address shows that state of the page; "?theme=dark" sets a theme.
const theme = new URLSearchParams(location.search).get("theme");
if (theme) document.documentElement.dataset.theme = theme;
const wanted = location.hash.slice(1);
const states = [...document.querySelectorAll("[data-mock-state]")];
const shown = states.find((s) => s.dataset.mockState === wanted) ?? states[0];
for (const s of states) {
  if (s instanceof HTMLDialogElement) s === shown && s.showModal();
  else s.hidden = s !== shown;
}

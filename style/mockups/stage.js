/* Staff mockups only: ?theme=light|dark|kitchen sets the theme, ?state=… shows one state.
 * An element with data-show="a b" exists in the states a and b; the first state named on the page is the default. */
const query = new URLSearchParams(location.search);
const root = document.documentElement;
if (query.has("theme")) root.dataset.theme = query.get("theme");
if (query.has("dir")) root.dir = query.get("dir");

const staged = [...document.querySelectorAll("[data-show]")];
const state = query.get("state") ?? document.body.dataset.default ?? staged[0]?.dataset.show.split(" ")[0];
for (const el of staged) if (!el.dataset.show.split(" ").includes(state)) el.remove();
if (query.has("layout")) document.querySelector("[data-layout]")?.setAttribute("data-layout", query.get("layout"));
for (const dialog of document.querySelectorAll("dialog[data-modal]")) dialog.showModal();
for (const el of document.querySelectorAll("[data-popover]")) el.showPopover();

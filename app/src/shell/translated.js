{
  const standIns = new WeakMap();
  const putBack = (text, standIn = standIns.get(text)) => {
    standIns.delete(text);
    if (standIn?.isConnected) standIn.replaceWith(text);
  };
  const said = new MutationObserver((changes) => changes.forEach(({ target }) => putBack(target)));
  new MutationObserver((changes) => {
    for (const { addedNodes, removedNodes, previousSibling, nextSibling } of changes)
      for (const text of removedNodes) {
        if (text.nodeType !== Node.TEXT_NODE || text.isConnected) continue;
        const standIn = [...addedNodes, previousSibling, nextSibling].find((node) => node?.nodeName === "FONT");
        if (!standIn) continue;
        if (standIn.closest("[translate=no]")) putBack(text, standIn);
        else {
          standIns.set(text, standIn);
          said.observe(text, { characterData: true });
        }
      }
  }).observe(document, { childList: true, subtree: true });
  const { remove } = CharacterData.prototype;
  CharacterData.prototype.remove = function () {
    standIns.get(this)?.remove();
    remove.call(this);
  };
}

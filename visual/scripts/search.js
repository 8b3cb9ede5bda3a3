// The search box: finds entities by caption, property or source row; Enter goes to the next one.
function matches(node, text) {
  const which = state.masked ? 2 : 1;
  return caption(node).toLowerCase().includes(text) ||
    node.facts.some((fact) => fact[which].toLowerCase().includes(text)) ||
    node.sources.some((row) => row.toLowerCase().includes(text));
}

function startSearch() {
  const box = byId("search");
  let turn = 0;
  const look = () => {
    const text = box.value.trim().toLowerCase();
    state.found = text ? source.nodes.filter((node) => isVisible(node) && matches(node, text)).map((n) => n.id) : [];
    turn = 0;
    byId("found").textContent = !text ? "" : state.found.length ? say("found", state.found.length) : words.found_none;
    network.redraw();
  };
  box.addEventListener("input", look);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { box.value = ""; look(); }
    if (event.key === "Enter" && state.found.length) goTo(state.found[turn++ % state.found.length]);
  });
  listeners.push((what) => { if (what === "visible" || what === "masked") look(); });
}

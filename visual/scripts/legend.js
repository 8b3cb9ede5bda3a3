// The legend: entity types with counts to show or hide, and what outlines and lines mean.
function showTypes() {
  byId("types").replaceChildren(...facts.types.map((type) => {
    const box = make("input", { type: "checkbox" });
    box.checked = !state.hiddenTypes.has(type.label);
    box.addEventListener("change", () => {
      if (box.checked) state.hiddenTypes.delete(type.label);
      else state.hiddenTypes.add(type.label);
      changed("visible");
    });
    return make("label", { class: "row" }, box, badge(type, null, 24),
      make("span", { class: "grow", text: type.plural }), make("span", { class: "soft", text: String(type.count) }));
  }));
}

function toggle(text, name) {
  const box = make("input", { type: "checkbox" });
  box.checked = state[name];
  box.addEventListener("change", () => { state[name] = box.checked; changed("visible"); });
  return make("label", { class: "row" }, box, make("span", { class: "grow", text }));
}

function showKey() {
  const roles = ["centre", "member", "flagged", "context", "group"].filter((role) =>
    source.nodes.some((node) => node.role === role));
  const sample = (role) => types.get(source.nodes.find((node) => node.role === role).type);
  const line = (name) => make("span", { class: "line " + name, "aria-hidden": "true" });
  const rows = roles.length > 1 ? roles.map((role) => make("div", { class: "row" }, badge(sample(role), role, 26),
    make("span", { text: words[role] }))) : [];
  if (source.edges.some((edge) => edge.key)) {
    rows.push(make("div", { class: "row" }, line("key"), make("span", { text: words.key_link })),
      make("div", { class: "row" }, line("other"), make("span", { text: words.other_link })));
  }
  byId("key").replaceChildren(...rows);
  byId("key").parentElement.hidden = !rows.length;
  const some = source.nodes.some(isRing) && source.nodes.some((node) => !isRing(node));
  byId("show").replaceChildren(...(some ? [toggle(words.only_flagged, "onlyFlagged")] : []));
  byId("show").parentElement.hidden = !some;
}

function showCounts() {
  const shown = source.nodes.filter(isVisible);
  const ids = new Set(shown.map((node) => node.id));
  const links = source.edges.filter((edge) => ids.has(edge.from) && ids.has(edge.to)).length;
  const hidden = source.nodes.length - shown.length;
  byId("counts").textContent = hidden ? say("counts_hidden", shown.length, links, hidden)
    : say("counts", shown.length, links);
}
listeners.push((what) => { if (what === "visible") showCounts(); });

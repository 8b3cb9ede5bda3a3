// Puts the page together; runs once, when everything above is defined.
function button(text, act, more) {
  return make("button", { type: "button", text, onclick: act, ...more });
}

function startTools() {
  const back = button(words.undo, undo, { title: "Ctrl+Z" });
  const all = button(words.show_all, () => {
    const before = new Set(state.hiddenNodes);
    state.hiddenNodes.clear();
    remember(() => { state.hiddenNodes = before; });
    changed("visible");
  });
  const labels = make("select", { "aria-label": words.labels, title: words.labels });
  for (const kind of ["key", "all", "none"]) labels.append(make("option", { value: kind, text: `${words.labels}: ${words["labels_" + kind]}` }));
  labels.addEventListener("change", () => { state.labels = labels.value; network.redraw(); });
  const tools = [back, all, button(words.fit, () => fit(true)), button(words.reset, resetPlaces), labels];
  if (!facts.masked) {
    const mask = button(words.mask, () => { state.masked = !state.masked; changed("masked"); }, { "aria-pressed": "false" });
    listeners.push((what) => { if (what === "masked") mask.setAttribute("aria-pressed", String(state.masked)); });
    tools.push(mask);
  }
  tools.push(button(words.print, () => window.print()), button(words.png, savePicture, { class: "main" }));
  byId("tools").append(...tools);
  const buttons = () => { back.disabled = !undoable.length; all.disabled = !state.hiddenNodes.size; };
  listeners.push((what) => { if (what === "undo" || what === "visible") buttons(); });
  buttons();
  const zoom = (by) => () => network.moveTo({ scale: network.getScale() * by, animation: { duration: 150 } });
  byId("zoom").append(button("+", zoom(1.3), { "aria-label": words.zoom_in }), button("−", zoom(1 / 1.3), { "aria-label": words.zoom_out }));
}

function showTitle() {
  const title = facts.title[state.masked ? 1 : 0];
  byId("title").textContent = title;
  document.title = title + " · Ringleader";
}

function startKeys() {
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "z" && event.target.tagName !== "INPUT") { event.preventDefault(); undo(); }
    if (event.key === "Escape" && event.target.tagName !== "INPUT") { state.lit = null; select(null); }
    if (event.key === "Delete" && state.selected && event.target.tagName !== "INPUT") hide([state.selected]);
  });
}

// A page that embeds the picture may ask it to show an entity, a reason or masked names.
function startEmbedded() {
  window.addEventListener("message", (event) => {
    if (event.origin !== window.location.origin || event.source !== window.parent) return;
    const wish = event.data || {};
    if (wish.ringleader === "select" && nodes.has(wish.id)) goTo(wish.id);
    if (wish.ringleader === "light" && facts.cards[wish.card]) light(facts.cards[wish.card]);
  });
}

function start() {
  readTheme();
  startNetwork();
  restorePlaces();
  startTools();
  startSearch();
  startTimeline();
  showTitle(); showTypes(); showKey(); showCounts(); showFigures(); showCards();
  startKeys();
  if (facts.embedded) startEmbedded();
  listeners.push((what) => { if (what === "masked") { showTitle(); network.redraw(); } });
  darkQuery.addEventListener("change", () => { readTheme(); changed("look"); });
  let width = 0;
  new ResizeObserver(([entry]) => { // the first size is only known once the page is laid out
    if (Math.abs(entry.contentRect.width - width) > 40) { width = entry.contentRect.width; network.redraw(); fit(false); }
  }).observe(byId("network"));
  network.once("afterDrawing", () => { // milliseconds since the page was opened
    byId("drawing").remove();
    document.body.dataset.drawn = String(Math.round(performance.now()));
  });
  network.redraw();
}
start();

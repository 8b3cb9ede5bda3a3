// Positions the reader has chosen are kept in this browser under the view's id: ids and numbers
// only, no names. A browser that refuses storage just doesn't keep them.
const place = "ringleader-places-" + facts.id;
function keptPlaces() {
  try { return JSON.parse(window.localStorage.getItem(place)) || {}; } catch { return {}; }
}
function keepPlaces() {
  const places = {};
  for (const node of nodes.values()) {
    const at = network.getPosition(node.id);
    if (Math.round(at.x) !== node.x || Math.round(at.y) !== node.y) places[node.id] = [Math.round(at.x), Math.round(at.y)];
  }
  try {
    if (Object.keys(places).length) window.localStorage.setItem(place, JSON.stringify(places));
    else window.localStorage.removeItem(place);
  } catch { /* not kept */ }
}
function restorePlaces() {
  for (const [id, at] of Object.entries(keptPlaces())) {
    if (nodes.has(id) && Array.isArray(at) && at.every(Number.isFinite)) network.moveNode(id, at[0], at[1]);
  }
}
function resetPlaces() {
  for (const node of nodes.values()) network.moveNode(node.id, node.x, node.y);
  keepPlaces();
  fit(true);
}
listeners.push((what) => { if (what === "moved") keepPlaces(); });

// The view's data, what the reader has changed, and undo. Every text goes in by textContent.
const source = JSON.parse(document.getElementById("case-data").textContent);
const options = JSON.parse(document.getElementById("case-options").textContent);
const facts = source.case;
const words = facts.words;
const nodes = new Map(source.nodes.map((node) => [node.id, node]));
const edges = new Map(source.edges.map((edge) => [edge.id, edge]));
const types = new Map(facts.types.map((type) => [type.label, type]));
const linksOf = new Map(source.nodes.map((node) => [node.id, []]));
for (const edge of edges.values()) {
  linksOf.get(edge.from).push(edge);
  if (edge.to !== edge.from) linksOf.get(edge.to).push(edge);
}

const state = {
  masked: facts.masked,
  hiddenTypes: new Set(),
  hiddenNodes: new Set(),
  onlyFlagged: false,
  months: null, // [first, last] shown, or null for all
  labels: "key",
  selected: null,
  hovered: null,
  lit: null, // {nodes, links} of the card that is open
  found: [],
};

const listeners = [];
function changed(what) {
  for (const listener of listeners) listener(what);
}

function say(name, ...values) {
  return (words[name] || name).replace(/\{(\d)\}/g, (_, index) => String(values[index]));
}

function byId(name) {
  return document.getElementById(name);
}

function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name === "onclick") element.addEventListener("click", value);
    else if (name === "text") element.textContent = value;
    else if (value !== null && value !== false) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

function caption(node) {
  return state.masked ? node.masked : node.label;
}

function isRing(node) {
  return node.role === "member" || node.role === "flagged";
}

function isVisible(node) {
  if (state.hiddenTypes.has(node.type) || state.hiddenNodes.has(node.id)) return false;
  if (state.onlyFlagged && !isRing(node)) return false;
  if (state.months && node.month) {
    return node.month >= state.months[0] && node.month <= state.months[1];
  }
  return true;
}

// Undo keeps functions that restore what was; hiding, moving and isolating can be taken back.
const undoable = [];
function remember(restore) {
  undoable.push(restore);
  changed("undo");
}
function undo() {
  const restore = undoable.pop();
  if (restore) restore();
  changed("visible");
  changed("undo");
}
function hide(ids) {
  const before = new Set(state.hiddenNodes);
  for (const id of ids) state.hiddenNodes.add(id);
  if (ids.includes(state.selected)) select(null);
  remember(() => { state.hiddenNodes = before; });
  changed("visible");
}

function select(id) {
  state.selected = id;
  changed("selected");
}

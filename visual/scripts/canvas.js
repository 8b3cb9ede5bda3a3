// vis-network with our own drawing of entities and labels; positions come from the server.
let network = null;
const nodeSet = new vis.DataSet();
const edgeSet = new vis.DataSet();

function edgeLook(edge) {
  const chosen = state.lit ? state.lit.links.has(edge.id)
    : state.selected ? edge.from === state.selected || edge.to === state.selected : null;
  const strong = edge.key || chosen;
  const colour = edge.key ? theme.keyLink : chosen ? theme.ink : theme.link;
  return {
    width: (edge.key ? 1.9 : 1.1) + (chosen ? 0.8 : 0) + Math.min(3, Math.log2(edge.count)),
    color: { color: colour, hover: colour, highlight: colour,
             opacity: chosen === false ? 0.13 : strong ? 0.95 : 0.75 },
  };
}

function visNode(node) {
  return {
    id: node.id, x: node.x, y: node.y, shape: "custom", size: node.size,
    hidden: !isVisible(node),
    ctxRenderer: ({ ctx, id, x, y, state: at }) => ({
      drawNode: () => drawNode(ctx, nodes.get(id), x, y, at.selected || at.hover),
      nodeDimensions: { width: node.size * 2, height: node.size * 2 },
    }),
  };
}

function visEdge(edge) {
  const smooth = edge.bend
    ? { enabled: true, type: edge.bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(edge.bend) }
    : false;
  return {
    id: edge.id, from: edge.from, to: edge.to, smooth,
    arrows: { to: { enabled: true, scaleFactor: 0.38, type: "arrow" } },
    arrowStrikethrough: false, hoverWidth: 0, selectionWidth: 0, ...edgeLook(edge),
  };
}

function onScreen() {
  const spots = [];
  const scale = network.getScale();
  for (const node of nodes.values()) {
    if (!isVisible(node)) continue;
    const at = network.canvasToDOM(network.getPosition(node.id));
    spots.push({ node, x: at.x, y: at.y, r: node.size * scale + (isRing(node) ? 3 : 0) });
  }
  const where = new Map(spots.map((spot) => [spot.node.id, spot]));
  const lines = [], labelled = [], said = new Set();
  for (const edge of edges.values()) {
    const a = where.get(edge.from), b = where.get(edge.to);
    if (!a || !b || a === b) continue;
    const drawn = network.body.edges[edge.id];
    const at = (t) => network.canvasToDOM(drawn.edgeType.getPoint(t));
    const line = { ax: a.x, ay: a.y, bx: b.x, by: b.y, at, key: edge.key, text: edge.title_text };
    if (edge.count > 1) line.text += ` ×${edge.count}`;
    lines.push(line);
    const asked = state.lit ? state.lit.links.has(edge.id)
      : state.selected ? edge.from === state.selected || edge.to === state.selected
      : state.labels === "all" || (state.labels === "key" && edge.key);
    const twin = `${edge.from} ${edge.to} ${line.text}`;
    if (asked && state.labels !== "none" && !said.has(twin)) labelled.push(line);
    said.add(twin);
  }
  labelled.sort((a, b) => Number(b.key) - Number(a.key));
  return { spots, lines, labelled };
}

function afterDrawing(ctx) {
  const ratio = ctx.canvas.width / ctx.canvas.clientWidth;
  const { spots, lines, labelled } = onScreen();
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  const bounds = { x: 0, y: 0, w: ctx.canvas.clientWidth, h: ctx.canvas.clientHeight };
  drawLabels(ctx, placeLabels(ctx, spots, lines, labelled, bounds));
  ctx.restore();
}

function refresh() {
  nodeSet.update([...nodes.values()].map((node) => ({ id: node.id, hidden: !isVisible(node) })));
  edgeSet.update([...edges.values()].map((edge) => ({ id: edge.id, ...edgeLook(edge) })));
}

function fit(animated) {
  const shown = [...nodes.values()].filter(isVisible).map((node) => node.id);
  if (!shown.length) return;
  network.fit({ nodes: shown, animation: animated ? { duration: 250 } : false, maxZoomLevel: 1.3 });
}

function startNetwork() {
  nodeSet.add([...nodes.values()].map(visNode));
  edgeSet.add([...edges.values()].map(visEdge));
  network = new vis.Network(byId("network"), { nodes: nodeSet, edges: edgeSet }, options);
  network.on("afterDrawing", afterDrawing);
  network.on("click", (event) => {
    state.lit = null;
    select(event.nodes.length ? event.nodes[0] : null);
  });
  network.on("hoverNode", (event) => { state.hovered = event.node; network.redraw(); });
  network.on("blurNode", () => { state.hovered = null; });
  let moving = null;
  network.on("dragStart", (event) => {
    moving = event.nodes.map((id) => [id, network.getPosition(id)]);
  });
  network.on("dragEnd", (event) => {
    if (!event.nodes.length || !moving) return;
    const before = moving;
    remember(() => { for (const [id, at] of before) network.moveNode(id, at.x, at.y); changed("moved"); });
    changed("moved");
  });
  fit(false);
}
listeners.push((what) => { if (what === "visible" || what === "selected") refresh(); });
listeners.push((what) => { if (what === "look") { refresh(); network.redraw(); } });

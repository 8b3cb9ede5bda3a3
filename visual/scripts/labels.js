// Places labels as a map does: the telling ones first, each where it covers nothing, else not at
// all at this zoom. Sizes are in screen pixels, so that text stays readable at any zoom.
const LINE = 15;
const widths = new Map();
function textWidth(ctx, text, font) {
  const key = font + text;
  if (!widths.has(key)) {
    ctx.font = font;
    widths.set(key, ctx.measureText(text).width);
  }
  return widths.get(key);
}

class Taken {
  constructor() { this.cells = new Map(); }
  *near(box) {
    for (let cx = Math.floor(box.x / 64); cx <= Math.floor((box.x + box.w) / 64); cx++) {
      for (let cy = Math.floor(box.y / 64); cy <= Math.floor((box.y + box.h) / 64); cy++) {
        yield* this.cells.get(cx * 100003 + cy) || [];
      }
    }
  }
  add(box) {
    for (let cx = Math.floor(box.x / 64); cx <= Math.floor((box.x + box.w) / 64); cx++) {
      for (let cy = Math.floor(box.y / 64); cy <= Math.floor((box.y + box.h) / 64); cy++) {
        const key = cx * 100003 + cy;
        if (!this.cells.has(key)) this.cells.set(key, []);
        this.cells.get(key).push(box);
      }
    }
  }
  covered(box, own) { // area of other nodes below the box
    let area = 0;
    for (const other of new Set(this.near(box))) {
      if (other.own === undefined || other.own === own) continue;
      area += Math.max(0, Math.min(box.x + box.w, other.x + other.w) - Math.max(box.x, other.x)) *
        Math.max(0, Math.min(box.y + box.h, other.y + other.h) - Math.max(box.y, other.y));
    }
    return area;
  }
  free(box, own, overNodes) {
    for (const other of this.near(box)) {
      if (other.own !== undefined && (overNodes || other.own === own)) continue;
      if (box.x < other.x + other.w && other.x < box.x + box.w &&
          box.y < other.y + other.h && other.y < box.y + box.h) return false;
    }
    return true;
  }
}

function crosses(box, line) {
  const [x1, y1, x2, y2] = line;
  let from = 0, to = 1;
  const dx = x2 - x1, dy = y2 - y1;
  for (const [p, q] of [[-dx, x1 - box.x], [dx, box.x + box.w - x1],
                        [-dy, y1 - box.y], [dy, box.y + box.h - y1]]) {
    if (p === 0) { if (q < 0) return false; continue; }
    const t = q / p;
    if (p < 0) from = Math.max(from, t); else to = Math.min(to, t);
    if (from > to) return false;
  }
  return true;
}

function rankOf(node) {
  if (node.id === state.selected || node.id === state.hovered) return 0;
  if (state.found.includes(node.id)) return 1;
  if (state.lit && state.lit.nodes.has(node.id)) return 1;
  if (state.selected && isNeighbour(node.id, state.selected)) return 1;
  if (node.role === "context" && linksOf.get(node.id).length >= 5) return 3; // a hub explains a lot
  return { centre: 1, member: 2, flagged: 3, group: 3, context: 5 }[node.role];
}

function seats(x, y, r, w) {
  return [
    [x - w / 2, y + r + 5], [x - w / 2, y - r - LINE - 4],
    [x + r + 4, y - LINE / 2], [x - r - 4 - w, y - LINE / 2],
    [x + r * 0.6 + 4, y + r * 0.7 + 2], [x - r * 0.6 - 4 - w, y + r * 0.7 + 2],
    [x + r * 0.6 + 4, y - r * 0.7 - LINE], [x - r * 0.6 - 4 - w, y - r * 0.7 - LINE],
  ].map(([bx, by]) => ({ x: bx, y: by, w, h: LINE }));
}

// spots: [{node, x, y, r}] and lines: [{edge, box ends, at(t)}] on the screen.
function placeLabels(ctx, spots, lines, labelled, bounds) {
  const taken = new Taken();
  for (const spot of spots) {
    const r = spot.r + 2;
    taken.add({ x: spot.x - r, y: spot.y - r, w: 2 * r, h: 2 * r, own: spot.node.id });
  }
  const few = spots.length <= 220;
  const ends = few ? lines.map((line) => [line.ax, line.ay, line.bx, line.by]) : [];
  const placed = [];
  const inside = (box) => (box.x > bounds.x && box.y > bounds.y &&
    box.x + box.w < bounds.x + bounds.w && box.y + box.h < bounds.y + bounds.h);
  const waiting = spots.map((spot) => ({ spot, rank: rankOf(spot.node) }));
  waiting.sort((a, b) => a.rank - b.rank || linksOf.get(b.spot.node.id).length -
    linksOf.get(a.spot.node.id).length || (a.spot.node.id < b.spot.node.id ? -1 : 1));
  const telling = waiting.filter((one) => one.rank <= 3).length;
  const seat = ({ spot, rank }) => {
    if (dimmed(spot.node) && rank > 1) return;
    const bold = rank <= 2;
    const font = `${bold ? 600 : 400} 12px ${theme.font}`;
    const text = caption(spot.node).length > 30 ? caption(spot.node).slice(0, 29) + "…" : caption(spot.node);
    const w = textWidth(ctx, text, font) + 4;
    let best = null, least = Infinity;
    seats(spot.x, spot.y, spot.r, w).forEach((box, index) => {
      if (!inside(box) || !taken.free(box, spot.node.id)) return;
      let cost = index * 0.35;
      for (const line of ends) if (crosses(box, line)) cost += 1;
      if (cost < least) { least = cost; best = box; }
    });
    const must = rank <= 1 || (rank <= 3 && telling <= 60); // over a node, not left out
    const over = !best;
    if (!best && must) {
      const most = rank <= 2 ? Infinity : 0.3 * w * LINE; // how much of other nodes it may cover
      for (const box of seats(spot.x, spot.y, spot.r, w)) {
        if (!inside(box) || !taken.free(box, spot.node.id, true)) continue;
        const covered = taken.covered(box, spot.node.id);
        if (covered < least && covered <= most) { least = covered; best = box; }
      }
    }
    if (!best && rank === 0) best = seats(spot.x, spot.y, spot.r, w)[0];
    if (!best) return;
    taken.add(best);
    placed.push({ ...best, text, font, over, soft: rank > 3 });
  };
  waiting.filter((one) => one.rank <= 3).forEach(seat);
  const font = `500 10.5px ${theme.font}`;
  for (const line of labelled) {
    const w = textWidth(ctx, line.text, font) + 8;
    if (Math.hypot(line.ax - line.bx, line.ay - line.by) < w + 26) continue;
    for (const t of [0.5, 0.4, 0.6, 0.3, 0.7]) {
      const at = line.at(t);
      const box = { x: at.x - w / 2, y: at.y - 7, w, h: 14 };
      if (!inside(box) || !taken.free(box)) continue;
      taken.add(box);
      placed.push({ ...box, text: line.text, font, link: true, key: line.key });
      break;
    }
  }
  waiting.filter((one) => one.rank > 3).forEach(seat);
  return placed;
}

function drawLabels(ctx, placed) {
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  ctx.lineJoin = "round";
  for (const label of placed) {
    ctx.font = label.font;
    const x = label.x + (label.link ? 4 : 2), y = label.y + label.h / 2;
    if (label.link || label.over) {
      ctx.fillStyle = theme.ground;
      ctx.beginPath(); ctx.roundRect(label.x, label.y, label.w, label.h, 4); ctx.fill();
    }
    if (label.link) {
      ctx.fillStyle = label.key ? theme.keyLink : theme.soft;
    } else {
      ctx.strokeStyle = theme.ground; ctx.lineWidth = 3.5; ctx.strokeText(label.text, x, y);
      ctx.fillStyle = label.soft ? theme.soft : theme.ink;
    }
    ctx.fillText(label.text, x, y);
  }
}

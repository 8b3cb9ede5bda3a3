// Draws an entity: its type's shape and colour, its pictogram, and the ring around members.
const paths = new Map();
for (const type of types.values()) if (type.path) paths.set(type.label, new Path2D(type.path));

function outline(ctx, shape, x, y, r) {
  ctx.beginPath();
  if (shape === "diamond") {
    const d = r * 1.22;
    ctx.moveTo(x, y - d); ctx.lineTo(x + d, y); ctx.lineTo(x, y + d); ctx.lineTo(x - d, y);
  } else if (shape === "hexagon") {
    for (let i = 0; i < 6; i++) {
      const a = (Math.PI / 3) * i;
      ctx.lineTo(x + r * 1.13 * Math.cos(a), y + r * 1.13 * Math.sin(a));
    }
  } else if (shape === "triangle") {
    ctx.moveTo(x, y - r * 1.3); ctx.lineTo(x + r * 1.28, y + r * 0.92);
    ctx.lineTo(x - r * 1.28, y + r * 0.92);
  } else if (shape === "box") {
    ctx.roundRect(x - r * 1.12, y - r * 0.88, r * 2.24, r * 1.76, r * 0.5);
  } else if (shape === "square") {
    ctx.roundRect(x - r * 0.94, y - r * 0.94, r * 1.88, r * 1.88, r * 0.3);
  } else {
    ctx.arc(x, y, r, 0, 2 * Math.PI);
  }
  ctx.closePath();
}

function pictogram(ctx, type, x, y, r) {
  ctx.fillStyle = theme.sign;
  const path = paths.get(type.label);
  if (path) {
    const scale = (r * (type.shape === "triangle" ? 1.0 : type.shape === "diamond" ? 1.22 : 1.3)) / 24;
    ctx.save();
    ctx.translate(x - 12 * scale, y - 12 * scale + (type.shape === "triangle" ? r * 0.2 : 0));
    ctx.scale(scale, scale);
    ctx.fill(path, "evenodd");
    ctx.restore();
  } else {
    ctx.font = `600 ${Math.round(r)}px ${theme.font}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillText(type.glyph, x, y);
  }
}

function dimmed(node) {
  if (state.lit) return !state.lit.nodes.has(node.id);
  if (state.selected) return node.id !== state.selected && !isNeighbour(node.id, state.selected);
  return false;
}

function isNeighbour(id, other) {
  return linksOf.get(id).some((edge) => edge.from === other || edge.to === other);
}

function drawNode(ctx, node, x, y, emphasis) {
  const type = types.get(node.type);
  const r = node.size;
  ctx.save();
  ctx.globalAlpha = dimmed(node) ? 0.22 : 1;
  if (node.role === "member") {
    ctx.fillStyle = theme.glow;
    ctx.beginPath(); ctx.arc(x, y, r + 11, 0, 2 * Math.PI); ctx.fill();
  }
  if (emphasis || state.found.includes(node.id)) {
    ctx.fillStyle = theme.mark;
    ctx.beginPath(); ctx.arc(x, y, r + 9, 0, 2 * Math.PI); ctx.fill();
  }
  if (node.role === "group") { // a second shape behind: there are several
    outline(ctx, type.shape, x + 4, y - 4, r);
    ctx.fillStyle = theme.ground; ctx.fill();
    ctx.strokeStyle = colourOf(type); ctx.lineWidth = 1.5; ctx.stroke();
  }
  outline(ctx, type.shape, x, y, r);
  ctx.fillStyle = theme.ground; ctx.fill(); // so that links don't shine through a dimmed one
  ctx.fillStyle = colourOf(type); ctx.fill();
  if (isRing(node)) {
    const member = node.role === "member";
    outline(ctx, type.shape, x, y, r + (member ? 3.4 : 2.6));
    ctx.strokeStyle = theme.member;
    ctx.lineWidth = member ? 3 : 1.7;
    if (!member) ctx.setLineDash([3.5, 2.5]);
    ctx.stroke();
    ctx.setLineDash([]);
  }
  if (node.role === "centre") {
    outline(ctx, type.shape, x, y, r + 4);
    ctx.strokeStyle = theme.main; ctx.lineWidth = 3; ctx.stroke();
  }
  pictogram(ctx, type, x, y, r);
  ctx.restore();
}

// The same shape and pictogram as a small drawing for the panels.
function badge(type, role, size) {
  const scale = window.devicePixelRatio || 1;
  const canvas = make("canvas", { width: size * scale, height: size * scale, "aria-hidden": "true" });
  canvas.style.width = canvas.style.height = size + "px";
  canvas.className = "badge";
  const paint = () => {
    const ctx = canvas.getContext("2d");
    ctx.setTransform(scale, 0, 0, scale, 0, 0);
    ctx.clearRect(0, 0, size, size);
    const r = size * (role ? 0.3 : 0.37);
    outline(ctx, type.shape, size / 2, size / 2, r);
    ctx.fillStyle = colourOf(type); ctx.fill();
    if (role === "member" || role === "flagged") {
      outline(ctx, type.shape, size / 2, size / 2, r + 2.2);
      ctx.strokeStyle = theme.member;
      ctx.lineWidth = role === "member" ? 2.2 : 1.4;
      if (role === "flagged") ctx.setLineDash([2.5, 2]);
      ctx.stroke();
      ctx.setLineDash([]);
    }
    if (role === "centre") {
      outline(ctx, type.shape, size / 2, size / 2, r + 2.2);
      ctx.strokeStyle = theme.main; ctx.lineWidth = 2.2; ctx.stroke();
    }
    pictogram(ctx, type, size / 2, size / 2, r);
  };
  paint();
  darkQuery.addEventListener("change", () => { readTheme(); paint(); });
  return canvas;
}

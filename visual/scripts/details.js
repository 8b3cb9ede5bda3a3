// The details panel: what is known of the chosen entity, where it comes from, what it links to.
function factList(facts_) {
  const list = make("dl", {});
  for (const [title, value, masked] of facts_) {
    list.append(make("dt", { text: title }), make("dd", { text: state.masked ? masked : value }));
  }
  return list;
}

function sourceList(sources) {
  if (!sources.length) return make("p", { class: "soft", text: words.no_sources });
  return make("ul", { class: "sources" }, ...sources.map((text) => make("li", { text })));
}

function linkRow(edge, id) {
  const other = nodes.get(edge.from === id ? edge.to : edge.from);
  const arrow = edge.from === id ? "→" : "←";
  const title = edge.title_text + (edge.count > 1 ? ` ×${edge.count}` : "");
  const button = make("button", { type: "button", class: "link", onclick: () => goTo(other.id) },
    badge(types.get(other.type), null, 18),
    make("span", { text: caption(other) }));
  const row = make("li", { class: edge.key ? "key" : "" },
    make("span", { class: "soft", text: `${arrow} ${title}` }), button);
  const small = edge.facts.map(([t, v, m]) => `${t} ${state.masked ? m : v}`);
  if (small.length || edge.sources.length) {
    row.append(make("small", { text: [...small, ...edge.sources].join(" · ") }));
  }
  return row;
}

function goTo(id) {
  state.lit = null;
  select(id);
  if (isVisible(nodes.get(id))) network.focus(id, { scale: Math.max(network.getScale(), 0.8), animation: { duration: 250 } });
}

function showDetails() {
  const panel = byId("details");
  const node = state.selected && nodes.get(state.selected);
  panel.hidden = !node;
  panel.replaceChildren();
  if (facts.embedded) {
    window.parent.postMessage({ ringleader: "selected", id: node && node.role !== "group" ? node.id : null }, window.location.origin);
    return;
  }
  if (!node) return;
  const type = types.get(node.type);
  const role = { member: words.member, flagged: words.flagged, centre: words.centre, context: words.context, group: words.group }[node.role];
  const near = () => {
    const keep = new Set([node.id, ...linksOf.get(node.id).flatMap((e) => [e.from, e.to])]);
    hide([...nodes.keys()].filter((id) => !keep.has(id)));
    fit(true);
  };
  const acts = make("div", { class: "acts" },
    make("button", { type: "button", text: words.hide, onclick: () => hide([node.id]) }),
    make("button", { type: "button", text: words.hide_others, onclick: near }));
  if (facts.served && node.role !== "group") {
    acts.append(make("a", { class: "button", href: "/entities/" + encodeURIComponent(node.id), target: "_top", text: words.open }));
  }
  panel.append(
    make("div", { class: "whose" }, badge(type, node.role, 40),
      make("div", {}, make("h2", { text: caption(node) }),
        make("p", { class: "soft", text: `${type.title} · ${role}` })),
      make("button", { type: "button", class: "close", "aria-label": words.close, text: "×", onclick: () => { state.lit = null; select(null); } })),
    acts);
  if (node.facts.length) panel.append(make("h3", { text: words.properties }), factList(node.facts));
  const links = linksOf.get(node.id);
  if (links.length) {
    panel.append(make("h3", { text: `${words.links} (${links.length})` }),
      make("ul", { class: "links" }, ...links.map((edge) => linkRow(edge, node.id))));
  }
  panel.append(make("h3", { text: words.sources }), sourceList(node.sources));
  byId("right").scrollTop = 0;
}
listeners.push((what) => { if (what === "selected" || what === "masked") showDetails(); });

// Figures, reasons and what speaks against; a card lights up the entities and links it names.
function showFigures() {
  byId("figures").replaceChildren(...facts.figures.map(([title, value]) =>
    make("div", { class: "figure" }, make("b", { text: value }), make("span", { text: title }))));
}

function light(card) {
  const same = state.lit && state.lit.card === card;
  state.lit = same ? null : { card, nodes: new Set(card.nodes), links: new Set(card.links) };
  state.selected = null;
  changed("selected");
  changed("cards");
}

function cardElement(card) {
  const which = state.masked ? 1 : 0;
  const lit = state.lit && state.lit.card === card;
  const element = make("article", { class: `card ${card.kind}${lit ? " lit" : ""}` });
  const text = make(card.nodes.length ? "button" : "p", { class: "words", type: card.nodes.length ? "button" : null, text: card.text[which] });
  if (card.nodes.length) text.addEventListener("click", () => light(card));
  element.append(text);
  if (card.points !== null) element.append(make("span", { class: "points", text: say("points", card.points.toFixed(2)) }));
  if (card.lines.length) {
    element.append(make("details", {},
      make("summary", { text: say("lines", card.lines.length) }),
      make("ul", { class: "sources" }, ...card.lines.map((line) => make("li", { text: line[which] })))));
  }
  return element;
}

function showCards() {
  for (const [kind, name] of [["reason", "reasons"], ["against", "against"], ["note", "notes"]]) {
    const section = byId(name);
    section.querySelectorAll(".card, p").forEach((old) => old.remove());
    const cards = facts.cards.filter((card) => card.kind === kind);
    section.append(...cards.map(cardElement));
    if (name === "notes") {
      section.append(...facts.notes.map((text) => make("p", { class: "note", text })));
      if (facts.made_from) section.append(make("p", { class: "soft", text: `${words.made_from}: ${facts.made_from}` }));
    }
    section.hidden = section.children.length < 2;
  }
}
listeners.push((what) => { if (what === "masked" || what === "cards") showCards(); });
listeners.push((what) => {
  if (what !== "selected" || !state.selected) return;
  if (document.querySelector(".card.lit")) showCards();
});

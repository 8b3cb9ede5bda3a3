// Claims by month of loss; drag over the bars to show only those months, press again for all.
function monthsBetween(first, last) {
  const months = [];
  let [year, month] = first.split("-").map(Number);
  while (months.length < 600) {
    const name = `${year}-${String(month).padStart(2, "0")}`;
    months.push(name);
    if (name >= last) break;
    if (++month > 12) { month = 1; year++; }
  }
  return months;
}

function startTimeline() {
  const dated = source.nodes.filter((node) => /^\d{4}-\d{2}$/.test(node.month));
  if (dated.length < 2) return;
  const panel = byId("timeline");
  const all = dated.map((node) => node.month).sort();
  const months = monthsBetween(all[0], all[all.length - 1]);
  const counts = new Map(months.map((month) => [month, { all: 0, flagged: 0 }]));
  for (const node of dated) {
    const count = counts.get(node.month);
    if (!count) continue;
    count.all += node.count;
    if (isRing(node)) count.flagged += node.count;
  }
  const most = Math.max(...[...counts.values()].map((count) => count.all));
  const reset = make("button", { type: "button", text: words.all_months, onclick: () => { state.months = null; apply(); } });
  const bars = make("div", { class: "bars" });
  let start = null;
  const apply = () => { mark(); changed("visible"); };
  const mark = () => {
    reset.disabled = !state.months;
    for (const bar of bars.children) {
      const out = state.months && (bar.dataset.month < state.months[0] || bar.dataset.month > state.months[1]);
      bar.classList.toggle("out", Boolean(out));
    }
  };
  const range = (a, b) => { state.months = a < b ? [a, b] : [b, a]; mark(); };
  months.forEach((month, index) => {
    const count = counts.get(month);
    const bar = make("button", { type: "button", class: "bar", "data-month": month, title: say("claims_in", month, count.all, count.flagged), "aria-label": say("claims_in", month, count.all, count.flagged) });
    const other = make("i", { class: "other" }), flagged = make("i", { class: "flagged" });
    other.style.height = ((count.all - count.flagged) / most) * 44 + "px";
    flagged.style.height = (count.flagged / most) * 44 + "px";
    const every = months.length > 60 ? 12 : months.length > 26 ? 6 : months.length > 14 ? 3 : 1;
    const named = (Number(month.slice(5)) - 1) % every === 0 || index === 0;
    bar.append(other, flagged, make("span", { text: named ? month : "" }));
    bar.addEventListener("pointerdown", (event) => { start = month; range(month, month); bar.releasePointerCapture(event.pointerId); });
    bar.addEventListener("pointerenter", () => { if (start) range(start, month); });
    bar.addEventListener("keydown", (event) => { if (event.key === "Enter" || event.key === " ") { range(month, month); apply(); } });
    bars.append(bar);
  });
  document.addEventListener("pointerup", () => { if (start) { start = null; apply(); } });
  panel.append(make("div", { class: "timehead" }, make("h2", { text: words.claims_by_month }), reset), bars);
  panel.hidden = false;
  mark();
}

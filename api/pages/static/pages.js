// Joins a picture (an iframe of our own) and the panel beside it. Pages work without this.
"use strict";
(function () {
  const frame = document.querySelector("iframe.view");
  if (!frame) return;
  const panel = document.getElementById("panel");
  const empty = panel ? [...panel.childNodes].map((node) => node.cloneNode(true)) : [];
  const ask = (wish) => frame.contentWindow.postMessage(wish, window.location.origin);
  window.addEventListener("message", (event) => {
    if (event.origin !== window.location.origin || event.source !== frame.contentWindow) return;
    if (!event.data || event.data.ringleader !== "selected" || !panel) return;
    if (event.data.id) {
      window.htmx.ajax("GET", "/entities/" + encodeURIComponent(event.data.id) + "/panel", { target: "#panel", swap: "innerHTML" });
    } else {
      panel.replaceChildren(...empty.map((node) => node.cloneNode(true)));
    }
  });
  document.addEventListener("click", (event) => {
    const lit = event.target.closest("[data-light]");
    if (lit) {
      ask({ ringleader: "light", card: Number(lit.dataset.light) });
      frame.scrollIntoView({ behavior: "smooth", block: "nearest" });
    }
    const shown = event.target.closest("[data-select]");
    if (shown) ask({ ringleader: "select", id: shown.dataset.select });
  });
})();

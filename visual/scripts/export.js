// A picture of what is on the screen, with title, legend and the INVENTED mark, as a PNG file.
function picture() {
  const shown = byId("network").querySelector("canvas");
  const ratio = shown.width / shown.clientWidth;
  const width = shown.clientWidth, top = 64, bottom = 46;
  const sheet = document.createElement("canvas");
  sheet.width = shown.width;
  sheet.height = (shown.clientHeight + top + bottom) * ratio;
  const ctx = sheet.getContext("2d");
  ctx.fillStyle = theme.ground;
  ctx.fillRect(0, 0, sheet.width, sheet.height);
  ctx.drawImage(shown, 0, top * ratio);
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.textBaseline = "middle";
  ctx.fillStyle = theme.ink;
  ctx.font = `600 17px ${theme.font}`;
  ctx.fillText(facts.title[state.masked ? 1 : 0], 18, 24, width - 36);
  ctx.fillStyle = theme.soft;
  ctx.font = `12px ${theme.font}`;
  const second = [byId("counts").textContent, state.masked ? words.masked : ""].filter(Boolean).join(" · ");
  ctx.fillText(second, 18, 47, width - 36);
  if (facts.invented) {
    ctx.fillStyle = theme.member;
    ctx.textAlign = "right";
    ctx.font = `600 12px ${theme.font}`;
    ctx.fillText(words.invented, width - 18, 47, width / 2);
    ctx.textAlign = "left";
  }
  let x = 18;
  const y = shown.clientHeight + top + bottom / 2;
  for (const type of facts.types) {
    outline(ctx, type.shape, x + 9, y, 8);
    ctx.fillStyle = colourOf(type); ctx.fill();
    pictogram(ctx, type, x + 9, y, 8);
    ctx.font = `12px ${theme.font}`;
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    ctx.fillStyle = theme.ink;
    ctx.fillText(type.plural, x + 24, y);
    x += 44 + ctx.measureText(type.plural).width;
  }
  return sheet;
}

function savePicture() {
  picture().toBlob((blob) => {
    const address = URL.createObjectURL(blob);
    const link = make("a", { href: address, download: facts.id.replace(/[^\w-]+/g, "_") + ".png" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  });
}

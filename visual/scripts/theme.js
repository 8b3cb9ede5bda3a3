// Colours of the canvas, read from the style sheet so that light and dark are written once.
const darkQuery = window.matchMedia("(prefers-color-scheme: dark)");
let theme = {};
function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue("--" + name).trim();
  theme = {
    dark: darkQuery.matches,
    ground: colour("ground"), ink: colour("ink"), soft: colour("soft"), member: colour("member"),
    link: colour("link"), keyLink: colour("key-link"), glow: colour("glow"), mark: colour("mark"),
    faint: colour("faint"), main: colour("main"), sign: colour("sign"),
  };
  theme.font = getComputedStyle(document.body).fontFamily;
}
function colourOf(type) {
  return theme.dark ? type.dark : type.light;
}

"""Colours that stay readable: a type's colour adjusted to a light and a dark background.

Contrast is that of WCAG 2.2 (1.4.11 asks 3:1 for graphics). Colour is never the only sign: each
type also has its shape and pictogram, so that a colour-blind reader loses nothing.
"""

LIGHT = "#ffffff"
DARK = "#0f1720"
_ENOUGH = 3.2
_DARK_ENOUGH = 5.0


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Relative luminance of '#rrggbb', 0 (black) to 1 (white)."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def mix(colour: str, other: str, share: float) -> str:
    """`colour` moved by `share` (0 to 1) towards `other`."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def on_background(colour: str, background: str) -> str:
    """The nearest mix of `colour` that stands out from `background` as graphics must."""
    away, enough = ("#ffffff", _DARK_ENOUGH) if background == DARK else ("#000000", _ENOUGH)
    for step in range(21):
        candidate = mix(colour, away, step / 20)
        if contrast(candidate, background) >= enough:
            return candidate
    return away

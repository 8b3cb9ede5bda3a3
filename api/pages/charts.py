"""Small bar charts as inline SVG; the numbers always stand beside the bars."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

_WIDTH = 200


def parts(column: Mapping[str, Any], width: int = _WIDTH) -> list[tuple[str, str, str]]:
    """(class, x, width) of a column's cells: usable, refused, empty; nothing for no rows."""
    rows = column["rows"]
    counts = (
        ("usable", column["usable"]),
        ("refused", column["filled"] - column["usable"]),
        ("empty", rows - column["filled"]),
    )
    found, at = [], 0.0
    for name, count in counts:
        if count:
            size = width * count / rows
            found.append((name, f"{at:.2f}", f"{size:.2f}"))
            at += size
    return found


def chart(lines: Sequence[Mapping[str, Any]], label: str, number: str, beside: str = "") -> Markup:
    """A bar a line, the longest as wide as the chart; label and number are text beside it.

    `label`, `number` and `beside` (said after the label) are keys of the lines.
    """
    most = max((line[number] for line in lines), default=0) or 1
    rows = Markup("").join(
        Markup(
            '<div class="bar"><span class="label">{} <span class="soft">{}</span></span>'
            '<svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
            '<rect width="{}" height="8"/></svg>'
            "<b>{:,}</b></div>"
        ).format(
            escape(line[label]),
            line.get(beside) or "",
            f"{100 * line[number] / most:.2f}",
            line[number],
        )
        for line in lines
    )
    return Markup('<div class="chart">{}</div>').format(rows)

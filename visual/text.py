"""Turns whatever a graph holds into JSON types and safe text for a page."""

import datetime
import math
from collections.abc import Mapping
from typing import Any


def plain(value: object) -> Any:
    """`value` in JSON types: ids and dates as text, numpy scalars as numbers, no NaN, no broken
    characters; anything else as its text."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        items = sorted(value, key=str) if isinstance(value, (set, frozenset)) else value
        return [plain(item) for item in items]
    item = getattr(value, "item", None)  # numpy scalars
    if callable(item) and not isinstance(value, (int, float)):
        return plain(item())
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else None
    return plain(str(value))

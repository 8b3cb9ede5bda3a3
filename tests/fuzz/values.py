"""Fuzzes all value types with their hints."""

import sys

import atheris

with atheris.instrument_imports(include=["graph.values", "stdnum"]):
    from graph.values import VALUE_TYPES
from tests.fuzz.runner import fuzz
from tests.graph.values.promises import check

_NAMES = tuple(VALUE_TYPES)
_COMMON = ("US", "CN", "NO", "ES", "NZ", "DD/MM/YYYY", "JPY", "KWD", ",", "上海", "IL", "01001")
_WRITTEN = (
    "+1 212 555 0123",
    "GB82 WEST 1234 5698 7654 32",
    "2024年2月9日",
    "¥1,234.50",
    "99990119900307005X",
    "上海市浦东新区张江路100弄5号302室",
    "123 North Main St. Apt 4B, Springfield, IL 62701",
    "京A·D12345",
    "1M8GDM9AXKP042788",
    "jane+x@xn--mnchen-3ya.example",
    "Dr 欧阳小明 Xiao-Ming",
)


def target(data: bytes) -> None:
    """One type, some hints, one text."""
    given = atheris.FuzzedDataProvider(data)
    name = _NAMES[given.ConsumeIntInRange(0, len(_NAMES) - 1)]
    hints = {}
    for hint in VALUE_TYPES[name].hints:
        choice = given.ConsumeIntInRange(0, len(_COMMON) + 1)
        if choice < len(_COMMON):
            hints[hint] = _COMMON[choice]
        elif choice == len(_COMMON):
            hints[hint] = given.ConsumeUnicode(12)
    # Real texts as they are: a fuzzer seldom finds UTF-8 of many characters by itself.
    text = given.ConsumeBytes(given.remaining_bytes()).decode("utf-8", "replace")
    try:
        check(name, text, hints)
    except Exception:
        print(f"{name}: {text!r} with {hints}", file=sys.stderr)  # noqa: T201
        raise


if __name__ == "__main__":
    # Numbers are taken from the end: each text once for every type, without and with hints.
    every = [(text, number) for text in _WRITTEN for number in range(len(_NAMES))]
    fuzz(target, [f"{text}{chr(len(_COMMON) + 1) * 4}{chr(n)}".encode() for text, n in every])

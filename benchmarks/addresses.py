"""How well the key of addresses joins writings of one place, and whether it joins two places.

    python -m benchmarks.addresses

Invented writings (tests/graph/values/addresses.yaml) under four keys: plain folding, the libraries
as they come (cpca.transform for China, usaddress.tag elsewhere), and the key of the value type.
"""

import itertools
import time
import warnings
from collections.abc import Callable, Mapping

from benchmarks.report import report
from graph.values import value_type
from graph.values.model import compact, tidy
from tests.graph.values.places import Writing, places

Key = Callable[[str, Mapping[str, str]], object]


def letters(line: str, hints: Mapping[str, str]) -> object:
    """All letters and digits of line, city and postcode in a row."""
    parts = (line, hints.get("city", ""), hints.get("postcode", "").lstrip("0"))
    return tuple(compact(tidy(part).casefold()) for part in parts)


def library(line: str, hints: Mapping[str, str]) -> object:
    """What cpca (lines with Chinese characters) or usaddress makes of it, folded."""
    where = [hints.get(name, "") for name in ("region", "city")]
    if not line.isascii() and any("\u4e00" <= sign <= "\u9fff" for sign in line):
        import cpca

        row = cpca.transform(["".join([*where, line])]).iloc[0]
        return row["adcode"], compact(str(row["地址"])), hints.get("postcode")
    import usaddress

    text = ", ".join(filter(None, (line, *reversed(where), hints.get("postcode"))))
    try:
        return tuple(sorted((k, compact(v)) for k, v in usaddress.tag(text)[0].items()))
    except usaddress.RepeatedLabelError:
        return text


def ours(line: str, hints: Mapping[str, str]) -> object:
    """The key of the value type."""
    kind = value_type("address")
    return kind.key(kind.clean(line, **hints), **hints)


METHODS: Mapping[str, Key] = {"letters and digits": letters, "library": library, "key": ours}


def measure(country: list[list[Writing]], key: Key) -> dict[str, int]:
    """Pairs of writings of one place with one key, all such pairs, and pairs of two places."""
    keys = [[key(*writing) for writing in place] for place in country]
    pairs = [pair for place in keys for pair in itertools.combinations(place, 2)]
    flat = [(found, at) for at, place in enumerate(keys) for found in place]
    wrong = sum(a == b and i != j for (a, i), (b, j) in itertools.combinations(flat, 2))
    return {"joined": sum(a == b for a, b in pairs), "of": len(pairs), "wrong": wrong}


def microseconds(country: list[list[Writing]], key: Key) -> float:
    """Mean time of one key, when the library is loaded."""
    writings = [writing for place in country for writing in place]
    key(*writings[0])  # loads the library
    began = time.perf_counter()
    for line, hints in writings:
        key(line, hints)
    return (time.perf_counter() - began) / len(writings) * 1e6


def main() -> None:
    """Print the table."""
    warnings.simplefilter("ignore")
    rows = [
        {
            "country": country,
            "method": name,
            **measure(found, key),
            "microseconds": round(microseconds(found, key)),
        }
        for country, found in places().items()
        for name, key in METHODS.items()
    ]
    report("Keys of addresses", rows, {"rows": rows})


if __name__ == "__main__":
    main()

"""Ranges of ids or digests in which many lines are worked on: groups and joins of all need more
memory than we have, and DuckDB spills groups badly. Sorts it spills well, but for the 150 million
lines of a file of 5 GB.
"""

import itertools
import math

from graph.provenance.place import quoted

SLICE = 500_000  # lines that are grouped or joined at once
SORTED = 10  # times as many are sorted at once
_DIGITS = 4
_MOST = 16**_DIGITS
_BITS = 64
_ONCE = """
SELECT {columns} FROM (SELECT *, {before} FROM ({query}) WINDOW w AS (ORDER BY {order}))
WHERE {differs} ORDER BY {keys}
"""
_KINDS = """
SELECT split_part({key}, '-', 1) AS kind, count(*) FROM {lines} GROUP BY kind ORDER BY kind
"""

IdRange = tuple[str, str]
"""Ids from the first on and before the second."""

EVERY: IdRange = ("", "~")
"""All ids: they have letters, digits and '-'."""


def slices(lines: int) -> int:
    """How many slices so many lines are grouped or joined in."""
    halvings = max(math.ceil(math.log2(max(lines, 1) / SLICE)), 0)
    return int(min(1 << halvings, _MOST))


def id_ranges(kind: str, lines: int) -> list[IdRange]:
    """All ids of one kind, in ranges of about equal size for so many lines.

    Ids end in a digest, so ranges of its first digits are about equal; '.' follows '-'.
    """
    count = slices(lines)
    bounds = [f"{kind}-{_MOST * at // count:0{_DIGITS}x}" for at in range(1, count)]
    return list(itertools.pairwise([f"{kind}-", *bounds, f"{kind}."]))


def kinds(key: str, lines: str) -> str:
    """The query for the kinds of ids in a column of `lines` (a table or query), sorted, and how
    many lines there are of each.
    """
    return _KINDS.format(key=key, lines=lines)


def within(column: str, ids: IdRange) -> str:
    """The condition that ids are in the range."""
    return f"{column} >= {quoted(ids[0])} AND {column} < {quoted(ids[1])}"


def digest_slices(digest: str, lines: int) -> list[str]:
    """Conditions on a digest of 64 bits (a column, or an expression), one for each slice of so
    many lines; each digest fulfils one of them.
    """
    count = slices(lines)
    bounds = [(at << _BITS) // count for at in range(count + 1)]
    return [
        f"{digest} BETWEEN {first}::UBIGINT AND {end - 1}::UBIGINT"
        for first, end in itertools.pairwise(bounds)
    ]


def once(query: str, keys: str, order: str = "") -> str:
    """The lines of a query sorted by its columns `keys` ('a, b'; the first is never null), of
    lines with equal keys the first by `order`: as DISTINCT, but by a sort, which spills well.
    """
    names = keys.split(", ")
    was = [f"was_{at}" for at in range(1, len(names) + 1)]
    return _ONCE.format(
        columns=f"* EXCLUDE ({', '.join(was)})",
        before=", ".join(f"lag({n}) OVER w AS {w}" for n, w in zip(names, was, strict=True)),
        query=query,
        keys=keys,
        order=f"{keys}, {order}" if order else keys,
        differs=" OR ".join(f"{n} IS DISTINCT FROM {w}" for n, w in zip(names, was, strict=True)),
    )

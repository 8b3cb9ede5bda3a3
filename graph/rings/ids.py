"""Ring numbers: stable hashes of members, kept over runs by overlap of members."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
OVERLAP = 0.5


def ring_number(members: Iterable[str], taken: Collection[str] = ()) -> str:
    """'R-' and six letters of Crockford's base 32 from the members' ids; never one of `taken`."""
    text = "\x1f".join(sorted(members))
    for salt in range(1000):
        digest = hashlib.sha256(f"{salt}\x1f{text}".encode()).digest()
        value = int.from_bytes(digest[:4], "big") >> 2
        number = "R-" + "".join(CROCKFORD[(value >> shift) & 31] for shift in range(25, -1, -5))
        if number not in taken:
            return number
    raise AssertionError("A thousand hashes can't all be taken.")


def overlap(first: Collection[str], second: Collection[str]) -> float:
    """Jaccard index of two sets of members, 0 to 1."""
    one, other = set(first), set(second)
    return len(one & other) / len(one | other) if one or other else 0.0


def match_numbers(
    rings: Sequence[Sequence[str]], previous: Mapping[str, Sequence[str]]
) -> list[str]:
    """Number of each ring: that of the earlier ring with half its members or more, else a new one.

    Best overlaps are matched first and each earlier number is given once.
    """
    holders: dict[str, list[str]] = {}
    for number, members in sorted(previous.items()):
        for member in members:
            holders.setdefault(member, []).append(number)
    pairs = []
    for at, members in enumerate(rings):
        for number in {n for member in members for n in holders.get(member, ())}:
            share = overlap(members, previous[number])
            if share >= OVERLAP:
                pairs.append((-share, at, number))
    given: dict[int, str] = {}
    used: set[str] = set()
    for _, at, number in sorted(pairs):
        if at not in given and number not in used:
            given[at] = number
            used.add(number)
    for at, members in enumerate(rings):
        if at not in given:
            given[at] = ring_number(members, used | set(previous))
            used.add(given[at])
    return [given[at] for at in range(len(rings))]

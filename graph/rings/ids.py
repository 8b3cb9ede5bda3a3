"""Ring numbers: stable hashes of members, kept over runs by overlap of members."""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
OVERLAP = 0.5
DESCENT = 0.5  # share of the smaller ring's people that makes one ring come of another


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


def shared(
    before: Mapping[str, Iterable[str]], now: Mapping[str, Iterable[str]]
) -> Mapping[tuple[str, str], int]:
    """Members that an earlier and a present ring have in common, where they have any."""
    holders: dict[str, list[str]] = {}
    for number, members in before.items():
        for member in set(members):
            holders.setdefault(member, []).append(number)
    return Counter(
        (old, number)
        for number, members in now.items()
        for member in set(members)
        for old in holders.get(member, ())
    )


def match_numbers(
    rings: Sequence[Sequence[str]], previous: Mapping[str, Sequence[str]]
) -> list[str]:
    """Number of each ring: that of the earlier ring that it continues, else a new one.

    First by half of all members or more (Jaccard), the best overlap first; then by half of the
    smaller ring's, two people at least, the most people first: so a ring that more than doubles,
    or loses most of its people, goes on. Each earlier number is given once.
    """
    now = {str(at): members for at, members in enumerate(rings)}
    close, near = [], []
    for (number, place), count in shared(previous, now).items():
        at, sizes = int(place), (len(set(now[place])), len(set(previous[number])))
        jaccard = count / (sum(sizes) - count)
        if jaccard >= OVERLAP:
            close.append((-jaccard, at, number))
        elif count >= 2 and count >= DESCENT * min(sizes):
            near.append((-count, at, number))
    given: dict[int, str] = {}
    taken: set[str] = set()
    for _, at, number in [*sorted(close), *sorted(near)]:
        if at not in given and number not in taken:
            given[at] = number
            taken.add(number)
    taken.update(previous)
    for at, members in enumerate(rings):
        if at not in given:
            given[at] = ring_number(members, taken)
            taken.add(given[at])
    return [given[at] for at in range(len(rings))]

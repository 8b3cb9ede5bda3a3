"""What it costs to say what fraud is known around a party, with verdicts on a share of claims.

    python -m benchmarks.known [--people N ...] [--verdicts SHARE]

On the people of benchmarks.analysis, in memory: what an analysis works out and keeps for it, and
what the page of a party then takes: reading what is kept once, and a look-up; of 2,000 random
people and of the providers and agents with most claims.
"""

import argparse
import datetime
import time

import numpy as np

from benchmarks.report import Stopwatch, report
from benchmarks.world import World
from graph.projection.holdings import holdings
from graph.rings.known_fraud import KnownClaims
from graph.rings.known_network import KINDS, KnownParties, unpacked

_DAY = datetime.date(2026, 1, 2)
_LOOKED = 2_000


def looked_up(known: KnownParties, at: list[int]) -> list[float]:
    """Milliseconds of each look-up."""
    taken = []
    for name in known.ids[at].tolist():
        started = time.perf_counter()
        found = known.party(name.decode(), "", "")
        taken.append(1000 * (time.perf_counter() - started))
        if found is None:
            raise AssertionError("A party that is kept must be found.")
    return taken


def measured(people: int, share: float) -> dict[str, object]:
    """One size."""
    world, watch = World(people), Stopwatch()
    evidence = world.evidence()
    held, verdicts = holdings(evidence), world.verdicts(share, _DAY)
    with watch.step("worked out by the analysis s"):
        claims = KnownClaims(evidence, held, verdicts, _DAY)
    with watch.step("packed s"):
        packed = claims.parties().packed()
    with watch.step("read and first look-up s"):
        known = unpacked(packed)
        if known is None:
            raise AssertionError("What is kept must come back.")
        looked_up(known, [0])
    random = np.random.default_rng(1)
    anybody = np.flatnonzero(known.kind == KINDS.index("people"))
    some = looked_up(known, random.choice(anybody, min(_LOOKED, len(anybody))).tolist())
    sizes = [np.diff(known.network.parties[kind].indptr) for kind in KINDS]
    of_all = np.array([sizes[k][r] for k, r in zip(known.kind, known.row, strict=True)])
    busiest = np.argsort(-of_all)[:20].tolist()
    return {
        "people": people,
        "claims": evidence.count("Claim"),
        "confirmed": int(known.network.confirmed.sum()),
        "parties with claims": len(known.ids),
        **watch.seconds,
        "kept MB": len(packed) / 1e6,
        "look-up of a person ms, median": float(np.median(some)),
        "look-up of a person ms, most": max(some),
        "claims of the busiest": int(of_all[busiest[0]]),
        "look-up of the busiest ms, most": max(looked_up(known, busiest)),
    }


def main() -> None:
    """Run and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[100_000, 200_000])
    parser.add_argument("--verdicts", type=float, default=0.05)
    options = parser.parse_args()
    rows = [measured(people, options.verdicts) for people in options.people]
    report("Known fraud around a party", rows, {"runs": rows})


if __name__ == "__main__":
    main()

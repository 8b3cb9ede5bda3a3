"""Pair precision and recall of the search for doubles on the sample, by kind of double.

    python -m benchmarks.same [--claims N ...] [--seed N ...]

Rules alone (what is joined without a person) and with candidates (what a person is shown).
"""

import argparse
import resource
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks.report import Stopwatch, report
from benchmarks.same_truth import sample_people
from ingest.same.candidates import find_candidates
from ingest.same.model import LEAST_WEIGHT
from ingest.same.rules import JOINING, rule_pairs
from ingest.sample import write_sample
from ingest.sample.labels import read_labels

Pairs = set[tuple[str, str]]


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def measure(claims: int, seed: int, folder: Path) -> dict[str, object]:
    """One row of the report: a sample of this size and seed."""
    made = write_sample(folder / f"sample-{claims}-{seed}", claims=claims, seed=seed)
    kinds = {
        (min(d.first, d.second), max(d.first, d.second)): d.kind
        for d in read_labels(made.labels).doubles
    }
    people, watch = sample_people(made.directory), Stopwatch()
    with watch.step("rules"):
        found = rule_pairs(people.people, people.held["document"], people.held["phone"])
    rules = [(row["a"], row["b"], row["rule"]) for row in found.pairs.to_pylist()]
    with watch.step("candidates"):
        search = find_candidates(people, rules)
    joined: Pairs = {(a, b) for a, b, rule in rules if rule in JOINING}
    shown: Pairs = joined | {(c.a, c.b) for c in search.candidates}
    row: dict[str, object] = {
        "claims": claims,
        "seed": seed,
        "people": len(people),
        "doubles": len(kinds),
        "threshold bits": LEAST_WEIGHT,
        "pairs compared": search.compared,
        "rules: joined": len(joined),
        "rules: precision": _share(len(joined & set(kinds)), len(joined)),
        "rules: recall": _share(len(joined & set(kinds)), len(kinds)),
        "shown": len(shown),
        "shown: precision": _share(len(shown & set(kinds)), len(shown)),
        "shown: recall": _share(len(shown & set(kinds)), len(kinds)),
    }
    planted = Counter(kinds.values())
    for kind in sorted(planted):
        of_kind = {pair for pair, other in kinds.items() if other == kind}
        hits = f"{len(joined & of_kind)} / {len(shown & of_kind)} of {planted[kind]}"
        row[f"{kind}: rules / shown"] = hits
    row["rules s"], row["candidates s"] = watch.seconds["rules"], watch.seconds["candidates"]
    row["peak MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return row


def main() -> None:
    """Run the sizes and seeds asked for and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, action="append")
    parser.add_argument("--seed", type=int, action="append")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ringleader-bench-") as name:
        rows = [
            measure(claims, seed, Path(name))
            for claims in options.claims or [2_000, 10_000]
            for seed in options.seed or [7, 1, 2]
        ]
    report("Same person, twice, on the invented sample", rows, {"runs": rows})


if __name__ == "__main__":
    main()

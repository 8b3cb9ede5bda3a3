"""Rings of the invented sample beside simple methods: python -m benchmarks.detection sample

On seeds that nothing was tuned on; measures only: no store, no typologies. To reach: .80 of R rings
planted found in the top R, .65 of those on common providers, at most .10 false, no household, call
centre, hospital or fleet named, and nothing above the alarm line in shuffled links.
"""

from collections.abc import Sequence

from benchmarks.detection_shown import Part, Shown, at_least, at_most, show
from benchmarks.sample_rings import BASELINES, Sample, measure
from graph.rings.parameters import RingParameters
from ingest.sample.score import SampleScore

SAMPLES = tuple((10_000, seed) for seed in range(9801, 9805)) + tuple(
    (2_000, seed) for seed in range(9901, 9907)
)
SHUFFLES = range(5)
HUBS = (0.0, 0.4, 0.7, 1.0)
CARE = (0.2, 0.4, 0.6, 0.8, 0.9)
CURVE = (5_000, (9751, 9752))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _row(name: str, scores: Sequence[SampleScore]) -> list[str]:
    planted = sum(s.planted for s in scores)
    hits = sum(s.found for s in scores)
    matched = [m for s in scores for m in s.matches if m.overlap >= 0.5]
    wrong = sum(m.wrongly_included for m in matched)
    named, honest = sum(s.named for s in scores), sum(s.honest_named for s in scores)
    return [
        name,
        str(planted),
        f"{_share(hits, planted):.2f}",
        f"{_share(sum(s.shared_found for s in scores), sum(s.shared_planted for s in scores)):.2f}",
        f"{_share(sum(s.false for s in scores), sum(s.considered for s in scores)):.2f}",
        str(sum(len(s.honest_flagged) for s in scores)),
        f"{_share(wrong, len(matched)):.1f}",
        f"{100 * _share(honest, named):.1f}",
    ]


_HEAD = [
    "",
    "planted R",
    "found in top R",
    "on shared hubs",
    "false in top R",
    "households, call centres, hospitals, fleets",
    "wrong members a ring",
    "honest of 100 named",
]


def _kinds(samples: Sequence[Sample]) -> Shown:
    rows: dict[str, list[int]] = {}
    for sample in samples:
        for kind in sample.methods["ringleader"].by_kind:
            row = rows.setdefault(kind.kind, [0, 0])
            row[0] += kind.found
            row[1] += kind.planted
    lines = [[kind, f"{found}/{planted}"] for kind, (found, planted) in sorted(rows.items())]
    return Shown("Recall by kind", [["kind", "found/planted"], *lines])


def _curve() -> Shown:
    claims, seeds = CURVE
    rows = []
    settings = [(hubs, 0.5) for hubs in HUBS] + [(0.4, care) for care in CARE]
    for hubs, care in settings:
        found = [measure(claims, s, hub_sharing=hubs, carefulness=care) for s in seeds]
        rows.append(_row(f"hubs {hubs}, care {care}", [f.methods["ringleader"] for f in found]))
    return Shown(f"Where it breaks ({claims:,} claims, {len(seeds)} seeds)", [_HEAD, *rows])


def run() -> Part:
    """All samples, the curve, the alarm line."""
    alarm = RingParameters().alarm
    samples = {
        (claims, seed): measure(claims, seed, shuffles=SHUFFLES, baselines=tuple(BASELINES))
        for claims, seed in SAMPLES
    }
    tables = []
    for claims in dict.fromkeys(claims for claims, _ in SAMPLES):
        some = [sample for (size, _), sample in samples.items() if size == claims]
        rows = [_row(name, [s.methods[name] for s in some]) for name in some[0].methods]
        tables.append(Shown(f"{claims:,} claims, {len(some)} seeds", [_HEAD, *rows]))
    every = list(samples.values())
    ours = [sample.methods["ringleader"] for sample in every]
    planted = sum(s.planted for s in ours)
    found = _share(sum(s.found for s in ours), planted)
    hubs = _share(sum(s.shared_found for s in ours), sum(s.shared_planted for s in ours))
    false = _share(sum(s.false for s in ours), sum(s.considered for s in ours))
    reached = _share(sum(x >= alarm for s in every for x in s.line), planted)
    shuffles = [score for sample in every for score in sample.shuffled]
    named = sum(len(s.honest_flagged) for s in ours)
    targets = [
        at_least("found in the top R", found, 0.80),
        at_least("found on shared hubs", hubs, 0.65),
        at_most("false in the top R", false, 0.10),
        at_most("look-alikes named in the top R", named, 0),
        at_least("in one component before pruning", min(s.together for s in every), 0.80),
        at_least("rings on shared hubs", min(s.on_hubs for s in every), 0.33),
        at_least(f"recall at the alarm line of {alarm:.2f}", reached, 0.80),
        at_most("shuffles with a ring at the line", sum(x >= alarm for x in shuffles), 0),
    ]
    above, wrong = sum(s.alarmed for s in every), sum(s.alarmed_false for s in every)
    linked = sum(s.linked for s in every)
    mixed = sum(sum(s.linked_by_chance) for s in every) / len(SHUFFLES)
    notes = [
        f"Above the line: {above} rings, {wrong} of them match no planted one.",
        f"Best score in {len(shuffles)} shuffles: {max(shuffles):.3f}.",
        f"Pairs of households linked by what they share: {linked}, in shuffles {mixed:.1f}.",
    ]
    figures = {target.name: round(target.measured, 4) for target in targets}
    return Part("sample", [*tables, _kinds(every), _curve()], targets, notes, figures)


def main() -> None:
    """Measure and print."""
    show(run())


if __name__ == "__main__":
    main()

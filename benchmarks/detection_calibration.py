"""What ring scores mean on samples: calibrated on verdicts of some, checked on the others' rings.

A third of all claims are decided: confirmed where they belong to a planted ring, else cleared. The
line is fitted on the rings of LEARN together, as a store of years would have them.
"""

import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.detection_shown import Part, Shown, at_most, show
from benchmarks.sheets_evidence import SheetSource, read_sheets
from graph.learning.measure import calibration
from graph.learning.rings import Judged, calibrate, judged_rings
from graph.measures.outcomes import Decided
from graph.rings.detect import detect
from graph.rings.find import explain
from graph.rings.parameters import RingParameters
from graph.rings.words import sentence
from ingest.sample import write_sample
from ingest.sample.labels import read_labels

CLAIMS = 5_000
LEARN = tuple(range(601, 609))
CHECK = tuple(range(701, 709))
DECIDED = 1 / 3
_DAY = datetime.date(2026, 1, 1)
_QUICK = RingParameters(stability_runs=2)


def judged(seed: int) -> Judged:
    """The rings of one sample with the verdicts on a third of its claims."""
    with TemporaryDirectory() as place:
        directory = Path(place) / "s"
        summary = write_sample(directory, claims=CLAIMS, seed=seed)
        planted = {c for ring in read_labels(summary.labels).rings for c in ring.claims}
        source = SheetSource(directory)
        rings, _ = explain(detect(read_sheets(directory), _QUICK), source, (), _QUICK, {})
    random = np.random.default_rng(seed)
    verdicts = {}
    for line in sorted(
        {c.id: c for ring in rings for c in ring.claims}.values(), key=lambda c: c.id
    ):
        if random.random() < DECIDED:
            word = "confirmed" if line.number in planted else "cleared"
            verdicts[line.id] = Decided(word, _DAY)
    return judged_rings(rings, verdicts, _QUICK.half_score)


def _together(seeds: tuple[int, ...]) -> Judged:
    every = [judged(seed) for seed in seeds]
    return Judged(
        np.concatenate([one.scores for one in every]),
        np.concatenate([one.confirmed for one in every]),
    )


def run() -> Part:
    """Fit, then hold what is said of the other samples' rings against their verdicts."""
    learned, other = _together(LEARN), _together(CHECK)
    found = calibrate(learned, _DAY)
    if found.curve is None and found.why_not is not None:
        return Part("calibration", skipped=sentence(found.why_not, "en"))
    said = np.array([one.share if (one := found.read(s)) else np.nan for s in other.scores])
    truth = other.confirmed.astype(np.float64)
    base = float(learned.confirmed.mean())
    brier, plain = float(((said - truth) ** 2).mean()), float(((base - truth) ** 2).mean())
    rows = [["rings", "said", "confirmed", "95%"]]
    for line in calibration(other.confirmed, said, 5):
        interval = f"{line.true.low:.2f}-{line.true.high:.2f}"
        rows.append([str(line.claims), f"{line.said:.2f}", f"{line.true.value:.2f}", interval])
    notes = [
        f"Fitted on {len(learned.scores)} judged rings ({int(learned.confirmed.sum())} confirmed) "
        f"of {len(LEARN)} samples of {CLAIMS:,} claims; checked on {len(truth)} "
        f"({int(truth.sum())} confirmed) of {len(CHECK)} others.",
        f"Brier {brier:.3f}; of the base rate {plain:.3f}.",
    ]
    if found.trial:
        out = found.trial
        notes.append(f"Left-out rings of the fit: {out.brier:.3f}, {out.brier_base:.3f}.")
    targets = [at_most("Brier on other samples over that of the base rate", brier / plain, 1.0)]
    figures = {"brier": round(brier, 4), "brier_base": round(plain, 4), "rings": len(truth)}
    return Part("calibration", [Shown("said and true", rows)], targets, notes, figures)


def main() -> None:
    """Measure and print."""
    show(run())


if __name__ == "__main__":
    main()

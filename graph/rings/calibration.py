"""What a ring's score has come to mean: of judged rings scored like it, how many were confirmed.

Fitted by graph.learning.rings, kept as JSON beside the claim model, and told of every ring since.
Rank and score stay what they are: their parts add up, and a calibration is a reading of them.
"""

import datetime
import hashlib
import json
import math
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from graph.durable import write_new
from graph.rings.model import Calibrated, Frozen, Ring, RingRun, Sentence
from graph.rings.score import squash

FROM_VERDICTS = frozenset({"watch_list", "bulletin", "phoenix_provider"})
"""Reasons that rest on what an authority or a verdict says: left out of what is calibrated."""
_Z = 1.959963984540054  # 95% of a normal distribution lie within
_LEAST = 1e-4  # a score of 0 has no logarithm
_NOTES = ("rings.note.calibrated", "rings.note.uncalibrated", "rings.calibration.")


class Curve(Frozen):
    """Log-odds of being confirmed = slope * ln(score / (1 - score)) + offset, within 95% bounds.

    `variance` is that of slope and offset, then their covariance (inverse Fisher information); a
    score below `low` or above `high`, between which rings were judged, is read like that one.
    """

    slope: float
    offset: float
    variance: tuple[float, float, float]
    low: float
    high: float


class Reliability(Frozen):
    """Judged rings of similar prediction: what was said of them, and what share was confirmed."""

    rings: int
    said: float
    true: float
    true_low: float  # Wilson's 95% interval
    true_high: float


class RingTrial(Frozen):
    """How predictions for left-out rings did, beside those that only know the base rate."""

    brier: float  # mean squared difference to 0 or 1; smaller is better
    brier_base: float
    gain: tuple[float, float, float]  # of the base rate's over it: value and 95% bounds
    auc: float
    reliability: tuple[Reliability, ...]


class Calibration(Frozen):
    """What was learned of ring scores from verdicts known on a day; without a curve, why not."""

    format: int = 1
    as_of: datetime.date  # verdicts given later were not known
    confirmed: int  # judged rings more than half of whose verdicts confirm fraud
    cleared: int  # the other judged rings
    parameters: str  # stands for the parameters by which the rings were scored
    curve: Curve | None = None
    trial: RingTrial | None = None
    why_not: Sentence | None = None
    digest: str = ""

    def sealed(self) -> "Calibration":
        """The same with its digest: SHA-256 of everything else."""
        text = json.dumps(self.model_dump(mode="json", exclude={"digest"}), sort_keys=True)
        return self.model_copy(update={"digest": hashlib.sha256(text.encode()).hexdigest()})

    def read(self, score: float) -> Calibrated | None:
        """What a score has meant; None without a curve.

        Never surer than the judged rings can bear: Platt's targets are the bounds.
        """
        if self.curve is None:
            return None
        curve, rings = self.curve, self.confirmed + self.cleared
        at = log_odds(min(max(score, curve.low), curve.high))
        of_slope, of_offset, both = curve.variance
        middle = curve.slope * at + curve.offset
        wide = _Z * math.sqrt(max(of_slope * at * at + 2 * both * at + of_offset, 0.0))
        low, share, high = (_probability(middle + side * wide) for side in (-1, 0, 1))
        least, most = 1 / (self.cleared + 2), (self.confirmed + 1) / (self.confirmed + 2)
        return Calibrated(
            share=round(min(max(share, least), most), 4),
            low=round(low, 4),
            high=round(high, 4),
            rings=rings,
            as_of=self.as_of.isoformat(),
        )


def log_odds(score: float) -> float:
    """ln(score / (1 - score)): the logarithm of the raw score, but for a constant."""
    inside = min(max(score, _LEAST), 1 - _LEAST)
    return math.log(inside / (1 - inside))


def _probability(odds: float) -> float:
    return 1 / (1 + math.exp(-min(max(odds, -30.0), 30.0)))


def score_without_verdicts(ring: Ring, half: float) -> float:
    """The score that the ring would have without reasons that rest on verdicts and lists.

    A verdict on the ring's own claims must not be what its calibration is fitted on, or read from.
    """
    if not any(reason.typology in FROM_VERDICTS for reason in ring.reasons) or not ring.score:
        return ring.score
    counted = sum(r.points for r in ring.reasons if r.typology not in FROM_VERDICTS) / ring.score
    return squash(half * ring.score / (1 - ring.score) * counted, half)


def parameters_digest(parameters: Mapping[str, Any]) -> str:
    """Stands for the parameters that rings were scored by: other ones need a new calibration."""
    text = json.dumps(dict(parameters), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def calibration_path(data: Path) -> Path:
    """Where the calibration of a data directory is."""
    return data / "learning" / "rings.json"


def save_calibration(data: Path, found: Calibration) -> Path:
    """Write the calibration; what was there is replaced in one step."""
    path = calibration_path(data)
    text = json.dumps(found.model_dump(mode="json"), indent=1, ensure_ascii=False) + "\n"
    write_new(path, text.encode())
    return path


def load_calibration(data: Path) -> Calibration | None:
    """The kept calibration, None where there is none.

    One that isn't whole says so in `why_not`: rings are found all the same.
    """
    try:
        found = Calibration.model_validate_json(calibration_path(data).read_bytes())
    except FileNotFoundError:
        return None
    except ValidationError:
        found = None
    if found is None or found.digest != found.sealed().digest:
        why = Sentence(message="rings.calibration.damaged", parameters={})
        nothing = Calibration(
            as_of=datetime.date.min, confirmed=0, cleared=0, parameters="", why_not=why
        )
        return nothing.sealed()
    return found


def calibration_digest(data: Path) -> str:
    """Digest of the kept calibration, '' where there is none; the same file is read once."""
    try:
        file = calibration_path(data).stat()
    except FileNotFoundError:
        return ""
    return _digest_of(data, file.st_ino, file.st_mtime_ns, file.st_size)


@lru_cache(maxsize=4)
def _digest_of(data: Path, *_: int) -> str:
    """The digest of the file that has this number, time and size: a new one is a new file."""
    found = load_calibration(data)
    return found.digest if found else ""


def _fitting(run: RingRun, found: Calibration | None) -> tuple[Calibration | None, Sentence | None]:
    """The calibration where it can be read for this run, else why it can't."""
    if found is None:
        return None, None
    if found.curve is None:
        return None, found.why_not
    if found.parameters != parameters_digest(run.parameters):
        return None, Sentence(message="rings.calibration.parameters", parameters={})
    return found, None


def calibrated(run: RingRun, found: Calibration | None) -> RingRun:
    """The run with what each ring's score has meant, and a note that says so, or why not.

    What an earlier calibration said is replaced; ranks, scores and digest stay.
    """
    used, why_not = _fitting(run, found)
    half = float(run.parameters.get("half_score", 0.0))
    rings = tuple(
        ring.model_copy(
            update={"calibrated": used.read(score_without_verdicts(ring, half)) if used else None}
        )
        for ring in run.rings
    )
    notes = [note for note in run.notes if not note.message.startswith(_NOTES)]
    if any(not ring.weak for ring in rings):
        notes[:0] = _said(used, why_not)
    digest = found.digest if found else ""
    return run.model_copy(update={"rings": rings, "notes": tuple(notes), "calibration": digest})


def _said(used: Calibration | None, why_not: Sentence | None) -> list[Sentence]:
    if used is None:
        plain = Sentence(message="rings.note.uncalibrated", parameters={})
        return [plain, why_not] if why_not else [plain]
    parameters = {
        "rings": used.confirmed + used.cleared,
        "confirmed": used.confirmed,
        "day": used.as_of.isoformat(),
    }
    return [Sentence(message="rings.note.calibrated", parameters=parameters)]


def calibrated_sentence(ring: Ring) -> Sentence | None:
    """What the ring's score has meant, in words; None where nothing is calibrated."""
    if (found := ring.calibrated) is None:
        return None
    return Sentence(
        message="rings.calibrated",
        parameters={
            "share": round(100 * found.share),
            "low": round(100 * found.low),
            "high": round(100 * found.high),
            "rings": found.rings,
            "day": found.as_of,
        },
    )

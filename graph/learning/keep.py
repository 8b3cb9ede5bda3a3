"""Keeps the claim model (JSON that a person can read) and the scores in the data directory."""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pydantic import ValidationError

from graph.durable import write_new
from graph.errors import InputError, NotFoundError
from graph.language import failure
from graph.learning.model import ClaimModel
from graph.learning.train import Scored

FOLDER = "learning"
_GROUP = 10_000  # rows read to find one claim


def model_path(data: Path) -> Path:
    """Where the model of a data directory is."""
    return data / FOLDER / "model.json"


def scores_path(data: Path) -> Path:
    """Where its scores are."""
    return data / FOLDER / "scores.parquet"


@dataclass(frozen=True)
class Part:
    """What one feature adds to the log-odds of a claim."""

    feature: str
    value: float | None
    added: float


@dataclass(frozen=True)
class ClaimScore:
    """One claim's probability with the parts that it is the sum of: log_odds = base + parts."""

    claim: str
    kind: str
    verdict: str  # the claim's own, '' where there is none; it did not enter
    probability: float
    log_odds: float
    base: float
    rank: int  # 1: highest, among claims without a verdict; 0 for the others
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class ScoresInfo:
    """What a file of scores is of."""

    as_of: datetime.date
    stamp: str
    model: str  # digest
    claims: int
    open: int  # claims without a verdict


def save_model(data: Path, model: ClaimModel) -> Path:
    """Write the model; what was there is replaced in one step."""
    text = json.dumps(model.model_dump(mode="json"), indent=1, ensure_ascii=False) + "\n"
    path = model_path(data)
    write_new(path, text.encode())
    return path


def load_model(data: Path) -> ClaimModel:
    """Read the model; NotFoundError when there is none, InputError when it isn't whole."""
    path = model_path(data)
    try:
        model = ClaimModel.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        raise failure(NotFoundError, "learning.error.no_model", folder=path.parent) from None
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"]) or "its first character"
        raise failure(InputError, "learning.error.broken_model", path=path, where=where) from None
    if model.digest != model.computed_digest():
        raise failure(InputError, "learning.error.changed_model", path=path)
    return model


def save_scores(data: Path, scored: Scored) -> Path:
    """Write all scores, sorted by claim."""
    open_ones = np.array([not verdict for verdict in scored.verdicts], bool)
    rank = np.zeros(len(scored.ids), np.int64)
    order = np.lexsort((np.arange(len(scored.ids)), -scored.log_odds))
    order = order[open_ones[order]]
    rank[order] = np.arange(1, len(order) + 1)
    features = [f.name for f in scored.model.features]
    table = pa.table(
        {
            "claim": pa.array(scored.ids, pa.string()),
            "kind": pa.array(scored.kinds, pa.string()),
            "verdict": pa.array(scored.verdicts, pa.string()),
            "rank": pa.array(rank),
            "probability": pa.array(np.round(scored.probability, 4)),
            "log_odds": pa.array(scored.log_odds),
            **{f"value:{n}": pa.array(scored.values[:, at]) for at, n in enumerate(features)},
            **{f"added:{n}": pa.array(scored.added[:, at]) for at, n in enumerate(features)},
        }
    )
    about = {
        "as_of": scored.as_of.isoformat(),
        "stamp": scored.stamp,
        "model": scored.model.digest,
        "base": scored.model.base,
        "features": features,
        "open": len(order),
    }
    table = table.replace_schema_metadata({"ringleader": json.dumps(about)})
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, row_group_size=_GROUP, compression="zstd")
    path = scores_path(data)
    write_new(path, sink.getvalue().to_pybytes())
    return path


class Scores:
    """The kept scores of a data directory."""

    def __init__(self, data: Path) -> None:
        path = scores_path(data)
        try:
            self._file = pq.ParquetFile(path)
            self._about = json.loads(self._file.schema_arrow.metadata[b"ringleader"])
        except FileNotFoundError:
            raise failure(NotFoundError, "learning.error.no_scores", folder=path.parent) from None
        except (pa.ArrowInvalid, KeyError, TypeError, ValueError):
            raise failure(InputError, "learning.error.broken_scores", path=path) from None
        self._path = path

    @property
    def info(self) -> ScoresInfo:
        """What the scores are of."""
        return ScoresInfo(
            as_of=datetime.date.fromisoformat(self._about["as_of"]),
            stamp=self._about["stamp"],
            model=self._about["model"],
            claims=self._file.metadata.num_rows,
            open=self._about["open"],
        )

    def top(self, limit: int, *, decided: bool = False) -> list[ClaimScore]:
        """Highest first; claims with a verdict only when asked for."""
        short = pq.read_table(self._path, columns=["claim", "log_odds", "rank"])
        if not decided:
            short = short.filter(pc.field("rank") > 0)
        order = pc.sort_indices(short, [("log_odds", "descending"), ("claim", "ascending")])
        wanted = short["claim"].take(order[:limit]).to_pylist()
        found = {one.claim: one for one in self.of(wanted)}
        return [found[claim] for claim in wanted]

    def of(self, claims: Sequence[str]) -> list[ClaimScore]:
        """The scores of these claims, sorted by id; those that have none are left out."""
        if not claims:
            return []
        rows = pq.read_table(self._path, filters=[("claim", "in", list(claims))]).to_pylist()
        return [self._score(row) for row in rows]

    def _score(self, row: dict[str, object]) -> ClaimScore:
        parts = []
        for name in self._about["features"]:
            value, added = row[f"value:{name}"], row[f"added:{name}"]
            known = value is not None and value == value  # NaN isn't itself
            parts.append(Part(name, float(str(value)) if known else None, float(str(added))))
        return ClaimScore(
            claim=str(row["claim"]),
            kind=str(row["kind"]),
            verdict=str(row["verdict"]),
            probability=float(str(row["probability"])),
            log_odds=float(str(row["log_odds"])),
            base=float(self._about["base"]),
            rank=int(str(row["rank"])),
            parts=tuple(parts),
        )

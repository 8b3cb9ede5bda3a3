"""The labels file: what was planted and who is honest; only tests and the score read it."""

import json
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from graph.errors import InputError
from graph.language import failure
from ingest.sample.model import World


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RingLabel(_Strict):
    """A planted ring: person, claim, agent and organisation ids as in the sheets."""

    name: str
    kind: str
    shares_hubs: bool
    members: tuple[str, ...]
    claims: tuple[str, ...]
    agents: tuple[str, ...]
    providers: tuple[str, ...]


class HonestLabel(_Strict):
    """An honest look-alike: its kind, the hub it is about, and the people around it."""

    kind: str
    id: str
    people: tuple[str, ...]


class DoubleLabel(_Strict):
    """One person entered twice: both person ids, and how the second entry differs."""

    first: str
    second: str
    kind: str


class Labels(_Strict):
    """Everything that is true about a sample and that ringleader must find out by itself."""

    seed: int
    rings: tuple[RingLabel, ...]
    honest: tuple[HonestLabel, ...]
    doubles: tuple[DoubleLabel, ...]


def labels_path(directory: Path) -> Path:
    """The labels file of a sample: beside its directory, so that no load reads it."""
    return directory.with_name(f"{directory.name}.labels.json")


def write_labels(path: Path, world: World) -> None:
    """Write the labels of a world whose claims are numbered."""
    labels = Labels(
        seed=world.seed,
        rings=tuple(
            RingLabel(
                name=ring.name,
                kind=ring.kind,
                shares_hubs=ring.shares_hubs,
                members=tuple(ring.members),
                claims=tuple(sorted(c.claim_number for c in ring.claims)),
                agents=tuple(sorted(ring.agents)),
                providers=tuple(sorted(ring.providers)),
            )
            for ring in world.rings
        ),
        honest=tuple(HonestLabel(kind=g.kind, id=g.id, people=g.people) for g in world.honest),
        doubles=tuple(
            DoubleLabel(first=d.first, second=d.second, kind=d.kind) for d in world.doubles
        ),
    )
    text = json.dumps(labels.model_dump(mode="json"), ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def read_labels(path: Path) -> Labels:
    """Read a labels file; InputError when it is missing or is none."""
    try:
        return Labels.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        raise failure(InputError, "ingest.error.no_labels", path=path) from None
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"]) or "its first character"
        raise failure(InputError, "ingest.error.labels", path=path, where=where) from None

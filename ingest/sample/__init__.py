"""The bundled sample: an invented portfolio with planted rings, for tests and drills."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from graph.errors import InputError
from graph.language import failure
from ingest.sample.claims import make_claims
from ingest.sample.honest import make_family_accounts, make_look_alikes
from ingest.sample.households import make_households
from ingest.sample.hubs import employ, make_agents, make_organisations
from ingest.sample.identifiers import Identifiers
from ingest.sample.labels import labels_path, write_labels
from ingest.sample.lists import remove_lists, write_lists
from ingest.sample.model import World
from ingest.sample.numbering import renumber
from ingest.sample.planting import plant
from ingest.sample.policies import make_fleets, make_policies
from ingest.sample.score import SampleScore, score_sample
from ingest.sample.writer import MARK, write_sheets

__all__ = ["SampleScore", "SampleSummary", "score_sample", "write_sample"]

END = date(2025, 12, 31)
_PEOPLE_PER_CLAIM = 2.1
_CLAIMS_PER_RING = 330
_LEAST_CLAIMS = 200


@dataclass(frozen=True)
class SampleSummary:
    """What was written: where, rows of each sheet, people, claims, rings planted."""

    directory: Path
    labels: Path
    rows: dict[str, int]
    people: int
    claims: int
    rings: int
    rings_on_shared_hubs: int


def _check(claims: int, rings: int, hub_sharing: float, carefulness: float) -> None:
    if claims < _LEAST_CLAIMS:
        raise failure(InputError, "ingest.error.sample_claims", least=_LEAST_CLAIMS, claims=claims)
    if not 0 <= rings <= claims // 60:
        raise failure(
            InputError, "ingest.error.sample_rings", rings=rings, claims=claims, most=claims // 60
        )
    for name, share in (("hub_sharing", hub_sharing), ("carefulness", carefulness)):
        if not 0 <= share <= 1:
            raise failure(InputError, "ingest.error.sample_share", name=name, share=share)


def _refuse_foreign_files(directory: Path) -> None:
    """A sample overwrites only a sample: never sheets that somebody filled in."""
    mark = directory / MARK
    ours = mark.is_file() and "invented: true" in mark.read_text(encoding="utf-8", errors="replace")
    if directory.is_dir() and not ours and any(directory.iterdir()):
        raise failure(InputError, "ingest.error.sample_directory", directory=directory)


def write_sample(
    directory: Path,
    *,
    claims: int = 2000,
    seed: int = 7,
    rings: int | None = None,
    hub_sharing: float = 0.4,
    carefulness: float = 0.5,
    end: date = END,
    lists: bool = False,
    progress: Callable[[str], None] | None = None,
) -> SampleSummary:
    """Write an invented portfolio as sheets into `directory`, its labels beside the directory.

    The same arguments give the same bytes. `rings` defaults to one for 330 claims, at least one of
    each kind; `hub_sharing` is the share of rings on common garages, doctors and lawyers;
    `carefulness` (0 to 1) is how much rings avoid sharing phones, accounts and devices; `end` is
    the last day of the data; `lists` adds a watch list, a bulletin and past verdicts. `progress`
    is called with the message id of each step that begins. InputError when a number can't be met
    or the directory can't be used.
    """
    if rings is None:
        rings = max(7, claims // _CLAIMS_PER_RING) if claims >= 7 * 60 else claims // 60
    _check(claims, rings, hub_sharing, carefulness)
    _refuse_foreign_files(directory)
    say = progress or (lambda _: None)
    world = World(seed, end, carefulness)
    ids = Identifiers(world.random("identifiers"))
    say("sample.step.households")
    people = round(claims * _PEOPLE_PER_CLAIM)
    make_organisations(world, claims, ids)
    make_households(world, people, ids)
    employ(world)
    say("sample.step.policies")
    make_agents(world, people, ids)
    make_policies(world, ids)
    fleets = make_fleets(world, ids)
    say("sample.step.rings")
    plant(world, ids, rings, hub_sharing)
    say("sample.step.claims")
    make_family_accounts(world)
    make_claims(world, claims - len(world.claims), fleets)
    make_look_alikes(world, ids)
    say("sample.step.sheets")
    renumber(world)
    labels = labels_path(directory)
    try:
        rows = write_sheets(directory, world)
        remove_lists(directory)
        if lists:
            rows |= write_lists(directory, world)
        write_labels(labels, world)
    except OSError as error:
        raise failure(
            InputError,
            "ingest.error.sample_unwritten",
            directory=directory,
            reason=error.strerror,
        ) from None
    return SampleSummary(
        directory=directory,
        labels=labels,
        rows=rows,
        people=len(world.people),
        claims=len(world.claims),
        rings=len(world.rings),
        rings_on_shared_hubs=sum(ring.shares_hubs for ring in world.rings),
    )

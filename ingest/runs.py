"""Past runs of ingest, as the store remembers them."""

from dataclasses import dataclass

from pydantic import ValidationError

from graph.errors import InputError, NotFoundError
from graph.language import failure
from graph.store import Store
from ingest.report import RunReport

_SHORTEST = 4  # signs of an id that may stand for it


@dataclass(frozen=True)
class PastRun:
    """One run: when it was, and its report when it came to its end."""

    id: str
    source: str
    started: str  # UTC ISO time
    finished: str | None
    complete: bool  # False: under way, or broken off
    invented: bool
    report: RunReport | None


def past_runs(store: Store, source: str | None = None) -> list[PastRun]:
    """All runs, or those of one source, newest first."""
    names = ("source", "started", "finished", "complete", "invented", "report")
    held = store.nodes("IngestRun", names)
    lines = zip(held["id"], *(held[name] for name in names), strict=True)
    found = [
        PastRun(
            str(identifier),
            str(of_source),
            str(started or ""),
            str(finished) if finished else None,
            bool(complete),
            bool(invented),
            read_report(report),
        )
        for identifier, of_source, started, finished, complete, invented, report in lines
        if source in (None, of_source)
    ]
    return sorted(found, key=lambda run: (run.started, run.id), reverse=True)


def find_run(store: Store, reference: str) -> PastRun:
    """The run with this id, or whose id begins so; NotFoundError or InputError otherwise."""
    wanted = reference.strip().lower().removeprefix("ingestrun-")
    runs = past_runs(store)
    fits = [run for run in runs if run.id.removeprefix("ingestrun-").startswith(wanted)]
    if len(wanted) < _SHORTEST or not fits:
        raise failure(NotFoundError, "ingest.error.no_run", reference=reference)
    if len(fits) > 1:
        names = ", ".join(run.id for run in fits[:5])
        raise failure(
            InputError,
            "ingest.error.run_ambiguous",
            reference=reference,
            count=len(fits),
            names=names,
        )
    return fits[0]


def read_report(text: object) -> RunReport | None:
    """A stored report; None where there is none, or another version wrote it."""
    try:
        return RunReport.model_validate_json(str(text)) if text else None
    except ValidationError:
        return None

"""Keeps analyses in the store: one RingRun node and a Ring node for each of its rings."""

import hashlib
import json
from collections.abc import Callable
from datetime import date, datetime
from typing import cast

from graph.errors import NotFoundError
from graph.language import failure
from graph.measures.notices import standing
from graph.rings.calibration import calibrated, load_calibration
from graph.rings.history import change_rows, changes_of
from graph.rings.model import Ring, RingRun
from graph.schema.ids import entity_id
from graph.store import Row, Store, Transaction
from queries import load


def evidence_stamp(store: Store, today: date) -> str:
    """Stands for what an analysis on that day sees: complete loads, or the digest of the evidence
    when there is none; who counts as one person; notices that have expired or lie ahead."""
    loads = store.read(load("rings/complete_loads"))
    seen: list[object] = [[row["id"], row["finished"]] for row in loads] or [store.digest()]
    same = [sorted(map(str, cast("list[object]", row["ids"]))) for row in _accepted(store)]
    text = json.dumps([seen, same, standing(store, today)], default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _accepted(store: Store) -> list[Row]:
    return store.read(load("projection/accepted"))


def save_run(store: Store, run: RingRun, now: datetime) -> str:
    """Save the run as the latest, in one transaction; returns its id. Saving twice is once.

    Its changes are added to the history, which nothing overwrites: the same run as one of long ago
    is a new entry there.
    """
    identifier = entity_id("RingRun", f"{run.stamp}:{run.digest}:{_parameters(run)}")
    latest = store.read(load("rings/latest"))
    number = int(str(latest[0]["number"] or 0)) if latest else 0
    if not latest or latest[0]["id"] != identifier:
        number += 1
    document = run.model_copy(update={"rings": (), "changes": ()}).model_dump_json()
    rows = [
        {
            "id": entity_id("Ring", f"{identifier}:{ring.id}"),
            "ring": ring.id,
            "ring_run": identifier,
            "rank": ring.rank,
            "score": ring.score,
            "members": [member.id for member in ring.members],
            "document": ring.model_dump_json(),
        }
        for ring in run.rings
    ]

    def work(transaction: Transaction) -> None:
        transaction.run(load("rings/set_not_latest"))
        transaction.run(
            load("rings/merge_run"),
            id=identifier,
            at=now.isoformat(),
            digest=run.digest,
            stamp=run.stamp,
            number=number,
            document=document,
        )
        transaction.run(load("rings/merge_rings"), rings=rows)
        transaction.run(load("rings/merge_changes"), changes=change_rows(run.changes, number, now))

    store.transact(work)
    return identifier


def _parameters(run: RingRun) -> str:
    return json.dumps(dict(run.parameters), sort_keys=True)


def load_run(store: Store) -> RingRun | None:
    """The latest run with its rings by rank, or None when the store has none."""
    rows = store.read(load("rings/latest"))
    if not rows:
        return None
    run = RingRun.model_validate_json(str(rows[0]["document"]))
    rings = store.read(load("rings/of_run"), run=rows[0]["id"])
    found = tuple(Ring.model_validate_json(str(row["document"])) for row in rings)
    changes = changes_of(store, int(str(rows[0]["number"] or 0)))
    return run.model_copy(update={"rings": found, "changes": changes})


def ring_by_id(run: RingRun, number: str) -> Ring:
    """The ring with this number, in any letter case; NotFoundError says what to do."""
    for ring in run.rings:
        if ring.id == number.strip().upper():
            return ring
    raise failure(NotFoundError, "rings.error.no_ring", ring=number)


def reuse_or_compute(
    store: Store,
    compute: Callable[[RingRun | None], RingRun],
    parameters: dict[str, object],
    now: datetime,
    *,
    full: bool = False,
) -> RingRun:
    """The latest run while evidence and parameters are unchanged, else a new one, saved.

    `compute` gets the latest run. If a `full` one is asked for, an incremental one doesn't do. A
    calibration fitted since then is read for the rings that there are.
    """
    latest, today = load_run(store), now.date()
    wanted = json.dumps(parameters, sort_keys=True)
    if (
        latest
        and not (full and latest.incremental)
        and latest.stamp == evidence_stamp(store, today)
        and _parameters(latest) == wanted
    ):
        run = calibrated(latest, load_calibration(store.data))
        if run.calibration == latest.calibration:
            return latest
    else:
        run = compute(latest)
    save_run(store, run, now)
    return run

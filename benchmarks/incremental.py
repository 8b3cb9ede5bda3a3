"""Seconds of an incremental analysis beside a full one, after some links have changed.

    python -m benchmarks.incremental [--people N] [--changed SHARE ...] [--claims N] [--only PART]

On the embedded store, filled with the people of benchmarks.analysis: a load brings new people or
new things to the given shares of people (0.1% and 1% when not given); then a full analysis, an
incremental one and one of everything under the same epoch are made, and the last two must be equal;
the fastest of three is told by steps. In memory, on the same people: of all links of people the
given share gets another person at random, and the same is timed. Then the samples: by how much
scores move when frozen figures are as far off as an incremental analysis bears.
"""

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import inf
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa

from benchmarks.analysis import NoFacts, Row, loaded
from benchmarks.main_job import Steps
from benchmarks.report import Stopwatch, report
from benchmarks.sheets_evidence import read_sheets
from benchmarks.world import World
from graph.projection.evidence import Evidence, Key, LinkTable
from graph.projection.ids import Ids
from graph.provenance import Provenance
from graph.rings.detect import Detection, detect, gather, group, projected
from graph.rings.drift import borne, drift, pairs_off
from graph.rings.epoch import Epoch
from graph.rings.find import analyse, digest_of, explain
from graph.rings.incremental import frozen_by
from graph.rings.measured import RING
from graph.rings.memory import Memory
from graph.rings.parameters import RingParameters
from graph.rings.pieces import GROUP
from graph.rings.score import squash
from graph.settings import Settings
from graph.store import Store
from ingest.sample import write_sample

PARAMETERS = RingParameters()


def rewired(evidence: Evidence, share: float, seed: int = 5) -> Evidence:
    """The evidence with this share of the links of people at other people; they get new ids."""
    random = np.random.default_rng(seed)
    links: dict[Key, LinkTable] = {}
    for key, table in evidence.links.items():
        if key[1] != "Person" or key[2] == "Person":
            links[key] = table
            continue
        moved = random.random(len(table)) < share
        sources = table.sources.copy()
        sources[moved] = random.integers(0, evidence.count("Person"), int(moved.sum()))
        ids = np.array(list(table.ids), object)
        ids[moved] = [f"{i}+" for i in ids[moved]]
        order = np.lexsort((ids, table.targets, sources))
        links[key] = LinkTable(
            Ids(pa.array(ids[order].tolist(), pa.string())),
            sources[order],
            table.targets[order],
            None if table.values is None else table.values[order],
        )
    return Evidence(evidence.nodes, links)


@dataclass(frozen=True)
class Outcome:
    """What one analysis found, for comparing."""

    detection: Detection
    digest: str


def analysed(
    evidence: Evidence, watch: Stopwatch, name: str, epoch: Epoch | None, memory: Memory
) -> Outcome:
    """One analysis from arrays to explained rings, its steps timed."""
    with watch.step(f"{name}: arrays s"):
        found = gather(evidence, PARAMETERS)
    with watch.step(f"{name}: projection s"):
        linked = projected(found, PARAMETERS, epoch)
    with watch.step(f"{name}: groups s"):
        detection = group(found, linked, PARAMETERS, memory=memory)
    with watch.step(f"{name}: explaining s"):
        rings, _ = explain(
            detection,
            NoFacts(),
            [],
            PARAMETERS,
            {},
            processes=Settings().processes,
            memory=memory,
        )
    return Outcome(detection, digest_of(rings, ()))


def compared(people: int, share: float) -> Row:
    """Full, incremental, and everything under the same epoch, after a change of this share."""
    evidence, watch = World(people).evidence(), Stopwatch()
    first = Memory()
    frozen = frozen_by(analysed(evidence, watch, "before", None, first).detection, PARAMETERS)
    changed = rewired(evidence, share)
    memory = Memory(first.entries)
    full = analysed(changed, watch, "full", None, Memory())
    incremental = analysed(changed, watch, "incremental", frozen, memory)
    everything = analysed(changed, watch, "same epoch", frozen, Memory())
    if incremental.digest != everything.digest:
        raise AssertionError("The incremental analysis differs from one of everything.")
    now, found = full.detection, gather(changed, PARAMETERS)
    linked = projected(found, PARAMETERS, frozen)
    with watch.step("incremental: pairs tested again s"):
        off = pairs_off(found, linked, now.figures, PARAMETERS)
    moved = drift(frozen, now.items, now.figures, PARAMETERS.weights)
    seconds = {
        name: sum(value for step, value in watch.seconds.items() if step.startswith(name))
        for name in ("full", "incremental")
    }
    groups, rings = memory.work(GROUP), memory.work(RING)
    return {
        "people": people,
        "links changed": share,
        **watch.seconds,
        "full s": seconds["full"],
        "incremental s": seconds["incremental"],
        "times as fast": seconds["full"] / seconds["incremental"],
        "groups anew": f"{groups.anew} of {groups.parts}",
        "rings measured anew": f"{rings.anew} of {rings.parts}",
        "drift": moved.share,
        "a full one asked for": (moved.why or off) is not None,
    }


def _scores(evidence: Evidence, epoch: Epoch | None) -> dict[frozenset[int], float]:
    """Scores of all candidates, by measures alone, by their people."""
    found = detect(evidence, PARAMETERS, epoch=epoch).candidates
    half = PARAMETERS.half_score
    return {frozenset(ring.people.tolist()): squash(ring.raw, half) for ring in found}


def load_more(store: Store, world: World, people: int, name: str) -> None:
    """So many people get something new: every other one is new, with an address of their own; half
    of all a phone, a quarter each an account or an e-mail; one in ten uses another's account."""
    random = np.random.default_rng([world.seed, people])
    known = world.ids["Person"].astype(str)
    ids = [f"person-{name}{number:06d}" for number in range(people)]
    ids[1::2] = [str(person) for person in random.choice(known, people // 2, replace=False)]
    store.load_nodes("Person", {"id": ids[::2]})
    shares = (("LIVES_AT", "Address", ids[::2]), ("HAS_PHONE", "Phone", ids[: people // 2]))
    rest = ids[people // 2 :]
    more = (("OWNS_ACCOUNT", "Account", rest[::2]), ("HAS_EMAIL", "Email", rest[1::2]))
    for kind, label, who in (*shares, *more):
        own = [f"{label.lower()}-{name}{number:06d}" for number in range(len(who))]
        store.load_nodes(label, {"id": own})
        _link(store, kind, label, who, own)
    accounts = world.ids["Account"].astype(str)
    used = [str(account) for account in random.choice(accounts, people // 10)]
    _link(store, "OWNS_ACCOUNT", "Account", ids[: len(used)], used)


def _link(store: Store, kind: str, label: str, people: list[str], items: list[str]) -> None:
    links = [f"link-{person}-{item}" for person, item in zip(people, items, strict=True)]
    store.load_links(kind, "Person", label, {"id": links, "source": people, "target": items})


def on_store(people: int, shares: Sequence[float]) -> list[Row]:
    """After each load: a full analysis, an incremental one under the first's epoch, their steps."""
    world, rows = World(people), list[Row]()
    with (
        TemporaryDirectory(prefix="ringleader-bench-") as folder,
        loaded("embedded", world, Path(folder), {}) as store,
    ):
        provenance, before = Provenance(store.kept), Memory()
        first = analyse(store, provenance, memory=before)
        for at, share in enumerate(sorted(shares)):
            load_more(store, world, round(share * people), f"new{at}")
            row: Row = {"people": people, "people changed": share}
            seconds = {"full": inf, "incremental": inf}
            # First unmeasured: the store's first reads after a load are slower.
            everything = analyse(store, provenance, epoch=first.epoch).run
            for name in (*seconds, *seconds, *seconds):
                epoch = None if name == "full" else first.epoch
                memory, steps = Memory(before.entries if epoch else None), Steps()
                started = time.perf_counter()
                made = analyse(store, provenance, progress=steps, epoch=epoch, memory=memory).run
                taken = time.perf_counter() - started
                steps.close()
                if taken < seconds[name]:
                    row.update({f"{name}: {step}": each for step, each in steps.seconds.items()})
                    row[f"{name} s"] = seconds[name] = taken
            if not (made.incremental and made.digest == everything.digest):
                raise AssertionError("The incremental analysis differs from one of everything.")
            groups, rings = memory.work(GROUP), memory.work(RING)
            row["times as fast"] = seconds["full"] / seconds["incremental"]
            row["groups anew"] = f"{groups.anew} of {groups.parts}"
            row["rings measured anew"] = f"{rings.anew} of {rings.parts}"
            row["drift"] = made.drift.share if made.drift else 0.0
            rows.append(row)
    return rows


def _off(count: int, way: int) -> int:
    return round(count * (1 + way * borne(count)))


def at_the_bound(claims: int, seed: int) -> Row:
    """What becomes of a sample's rings when households and links are off by the bound."""
    with TemporaryDirectory() as folder:
        evidence = read_sheets(write_sample(Path(folder) / "s", claims=claims, seed=seed).directory)
    epoch = frozen_by(detect(evidence, PARAMETERS), PARAMETERS)
    plain, figures = _scores(evidence, None), epoch.figures
    moved, other, crossed = [0.0], 0, 0
    for households, links in product((-1, 0, 1), repeat=2):
        off = replace(
            figures,
            households=_off(figures.households, households),
            links=tuple(_off(count, links) for count in figures.links),
            parts=_off(figures.parts, links),
        )
        found = _scores(evidence, replace(epoch, figures=off))
        same = plain.keys() & found.keys()
        moved += [abs(plain[people] - found[people]) for people in same]
        line = PARAMETERS.alarm
        crossed = max(crossed, sum((plain[p] < line) != (found[p] < line) for p in same))
        other = max(other, len(plain.keys() - found.keys()))
    return {
        "claims": claims,
        "seed": seed,
        "rings": len(plain),
        "largest move of a score": max(moved),
        "mean": float(np.mean(moved)),
        "rings that cross the line, at most": crossed,
        "rings with other people, at most": other,
    }


def main() -> None:
    """Run and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--changed", type=float, nargs="+", default=[0.01, 0.001])
    parser.add_argument("--claims", type=int, default=5_000)
    parser.add_argument("--only", choices=("store", "memory", "bound"))
    options = parser.parse_args()
    if options.only in (None, "store"):
        rows = on_store(options.people, options.changed)
        report("Incremental analysis of the embedded store", rows, {"runs": rows})
    if options.only in (None, "memory"):
        rows = [compared(options.people, share) for share in options.changed]
        report("Incremental analysis in memory", rows, {"runs": rows})
    if options.only in (None, "bound"):
        rows = [at_the_bound(options.claims, seed) for seed in (101, 102, 103)]
        report("Figures off by the bound of drift", rows, {"runs": rows})


if __name__ == "__main__":
    main()

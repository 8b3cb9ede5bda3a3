"""The analysis over a store, on both engines: same rings, kept, loaded, recomputed on change."""

from datetime import UTC, date, datetime
from typing import cast

import pytest

from graph.errors import NotFoundError
from graph.projection.reader import read_evidence
from graph.provenance import Provenance
from graph.rings import (
    RingParameters,
    analyse,
    current_run,
    load_run,
    ring_by_id,
    save_run,
    sentence,
)
from graph.store import Store, Value
from tests.graph.small_world import SmallWorld

NOW = datetime(2026, 1, 5, 9, 30, tzinfo=UTC)
NAMES = "Ann Bob Cid Dan Eve"


def mule_world() -> SmallWorld:
    """Five claimants paid to Ann's account who all used one device, among strangers."""
    world = SmallWorld()
    world.crowd(60)
    world.person("Ann", account="mule")
    world.people(NAMES, device="d")
    for number, name in enumerate(NAMES.split()):
        world.policy(f"P{number}", holder=name)
        world.claim(f"C{number}", policy=f"P{number}", claimant=name, paid_to="mule")
    world.link("SAME_AS", "person-Ann", "person-stranger00001", False)
    return world


def _claims(ids: list[str]) -> dict[str, list[Value]]:
    """Properties of claims of 100.00 CNY that are still open."""
    return {
        "number": [i.removeprefix("claim-") for i in ids],
        "claimed": [10_000 for _ in ids],
        "currency": ["CNY" for _ in ids],
        "status": ["open" for _ in ids],
        "loss_date": [date(2025, 3, 1) for _ in ids],
    }


def _values(kind: str, values: list[Value]) -> dict[str, list[Value]]:
    """Properties of links of this type; 40.00 CNY is paid on each claim."""
    if kind == "INVOLVED_IN":
        return {"role": values}
    if kind == "SAME_AS":
        return {"accepted": values}
    if kind == "PAID_TO":
        each = len(values)
        return {"amount": [4_000] * each, "currency": ["CNY"] * each, "status": ["paid"] * each}
    return {}


def fill(store: Store, world: SmallWorld) -> None:
    """Load a small world into a store."""
    store.prepare()
    label_of = {i: label for label, ids in world.nodes.items() for i in ids}
    for label, names in sorted(world.nodes.items()):
        ids = sorted(names)
        more = _claims(ids) if label == "Claim" else {}
        store.load_nodes(label, {"id": ids, **more})
    tables: dict[tuple[str, str, str], list[tuple[str, str, str, object]]] = {}
    for kind, source, target, identifier, value in world.links:
        key = (kind, label_of[source], label_of[target])
        tables.setdefault(key, []).append((identifier, source, target, value))
    for (kind, source, target), rows in sorted(tables.items()):
        columns: dict[str, list[Value]] = {
            "id": [row[0] for row in rows],
            "source": [row[1] for row in rows],
            "target": [row[2] for row in rows],
            **_values(kind, [cast("Value", row[3]) for row in rows]),
        }
        store.load_links(kind, source, target, columns)


def test_the_reader_gives_the_same_columns_as_plain_rows(store: Store) -> None:
    world = mule_world()
    fill(store, world)
    read, plain = read_evidence(store), world.evidence()
    assert {label: ids for label, ids in read.nodes.items() if ids} == plain.nodes
    assert read.links.keys() == plain.links.keys()
    for key, table in read.links.items():
        assert table.ids == plain.links[key].ids
        assert table.sources.tolist() == plain.links[key].sources.tolist()
        assert table.targets.tolist() == plain.links[key].targets.tolist()


def test_rings_are_found_kept_and_found_again(store: Store) -> None:
    fill(store, mule_world())
    steps: list[str] = []
    run = analyse(store, Provenance(store.kept), progress=lambda step, _: steps.append(step)).run
    (ring,) = run.rings
    assert sorted(m.id for m in ring.members) == sorted(f"person-{n}" for n in NAMES.split())
    (total,) = ring.money
    assert (total.claimed, total.paid, total.payable) == (50_000, 20_000, 30_000)
    assert "shared_account" in {reason.typology for reason in ring.reasons}
    assert all(sentence(reason.sentence, "zh") for reason in ring.reasons)
    assert steps[0] == "rings.step.read"
    assert steps[-1] == "rings.step.explain"

    assert load_run(store) is None
    save_run(store, run, NOW)
    save_run(store, run, NOW)
    assert load_run(store) == run
    assert ring_by_id(run, ring.id.lower()) == ring
    with pytest.raises(NotFoundError, match="ringleader rings"):
        ring_by_id(run, "R-000000")


def test_the_current_run_is_computed_anew_only_when_evidence_or_parameters_change(
    embedded_store: Store,
) -> None:
    store, provenance = embedded_store, Provenance(embedded_store.kept)
    world = mule_world()
    fill(store, world)
    computed: list[str] = []

    def current(parameters: RingParameters | None = None) -> str:
        before = len(computed)
        run = current_run(
            store,
            provenance,
            now=NOW,
            parameters=parameters,
            progress=lambda step, _: computed.append(step),
        )
        fresh = len(computed) > before
        return f"{len(run.rings[0].members)} members, {'fresh' if fresh else 'kept'}"

    assert current() == "5 members, fresh"
    number = load_run(store).rings[0].id  # type: ignore[union-attr]
    assert current() == "5 members, kept"
    assert current(RingParameters(seed=8)) == "5 members, fresh"
    more = SmallWorld()
    more.person("Fay", device="d", account="mule")
    fill(store, more)
    assert current() == "6 members, fresh"
    assert load_run(store).rings[0].id == number  # type: ignore[union-attr]


def test_both_engines_give_one_digest(both_stores: tuple[Store, Store]) -> None:
    digests = set()
    for store in both_stores:
        fill(store, mule_world())
        digests.add(analyse(store, Provenance(store.kept)).run.digest)
    assert len(digests) == 1


def test_an_empty_store_has_no_rings_and_says_why(embedded_store: Store) -> None:
    embedded_store.prepare()
    run = analyse(embedded_store, Provenance(embedded_store.kept)).run
    assert run.rings == ()
    assert [note.message for note in run.notes] == ["rings.note.empty"]

"""What every typology promises, on both engines: it fires, spares the honest, ends in time."""

import time

import pytest

from graph.language import catalog, fill, parameters_of
from graph.measures.context import Context
from graph.store import Store
from graph.typologies import TYPOLOGIES, Finding, Typology, run_typology
from graph.typologies.model import Measure
from graph.typologies.registry import FOLDER
from queries import Query

HUB, SECONDS = 20_000, 10.0  # a rule ends in this time in spite of such a hub
NAMES = tuple(TYPOLOGIES)
MEASURED = {name for name in NAMES if isinstance(TYPOLOGIES[name].rule, Measure)}


def build(store: Store, typology: str, case: str) -> None:
    """Put the typology's hit or miss graph into the store."""
    text = (FOLDER / typology / f"{case}.cypher").read_text(encoding="utf-8")
    store.write(Query(f"tests/{typology}/{case}", case, text, (), ()))


def set_retired(store: Store, link: str, stamp: str | None) -> None:
    """Retire a link as a newer load would, or bring it back."""
    text = "MATCH ()-[link {id: $id}]->() SET link.retired = $stamp"
    store.write(Query("tests/retire", "Retire", text, ("id", "stamp"), ()), id=link, stamp=stamp)


def findings(store: Store, typology: Typology) -> tuple[Finding, ...]:
    return run_typology(store, typology, {}).findings


@pytest.mark.parametrize("name", NAMES)
def test_hit_fires_with_a_sentence_in_both_languages(name: str, store: Store) -> None:
    typology = TYPOLOGIES[name]
    build(store, name, "hit")
    (found,) = findings(store, typology)
    assert found.subjects
    assert set(found.subjects) < set(found.nodes)
    assert set(found.claims) < set(found.nodes)
    assert parameters_of(typology.sentence.en) <= set(found.figures)
    assert all(set(ids) <= set(found.nodes) for ids in found.roles.values())
    for lang in ("en", "zh"):
        assert fill(typology.sentence.of(lang), lang, found.figures)
        assert all(f"rings.role.{role}" in catalog()[lang] for role in found.roles)


@pytest.mark.parametrize("name", NAMES)
def test_miss_does_not_fire(name: str, store: Store) -> None:
    build(store, name, "miss")
    assert findings(store, TYPOLOGIES[name]) == ()


def spread(links: tuple[str, ...], most: int) -> tuple[str, ...]:
    """At most so many of them, evenly spread."""
    return links[:: -(-len(links) // most)]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("most", [5, pytest.param(1000, marks=pytest.mark.slow)])
def test_a_reason_never_rests_on_a_retired_link(name: str, most: int, store: Store) -> None:
    typology = TYPOLOGIES[name]
    if name in MEASURED and store.engine.name != "embedded":
        pytest.skip("a measure sees arrays, which both engines give alike")
    build(store, name, "hit")
    (before,) = findings(store, typology)
    assert before.links
    for link in spread(before.links, most):
        set_retired(store, link, "run-2")
        assert all(link not in after.links for after in findings(store, typology)), link
        set_retired(store, link, None)
    assert findings(store, typology) == (before,)


def test_both_engines_find_and_skip_the_same(both_stores: tuple[Store, Store]) -> None:
    embedded, neo4j = both_stores
    for case in ("hit", "miss"):
        for name in NAMES:
            for one in both_stores:
                wipe_graph(one)
                build(one, name, case)
            typology = TYPOLOGIES[name]
            assert run_typology(embedded, typology, {}) == run_typology(neo4j, typology, {})


def wipe_graph(store: Store) -> None:
    store.write(Query("tests/wipe", "Delete everything", "MATCH (n) DETACH DELETE n", (), ()))


_HUB_GRAPH = (
    "UNWIND range(1, $count) AS i CREATE (person:Person {id: 'person-' + i}) "
    "CREATE (person)-[:INVOLVED_IN {id: 'link-i' + i, role: 'claimant'}]->"
    "(:Claim {id: 'claim-' + i})",
    "UNWIND range(1, $count) AS i CREATE (:Policy {id: 'policy-' + i})",
    "CREATE (:Agent {id: 'agent-hub'})-[:HAS_PHONE {id: 'link-own'}]->(:Phone {id: 'phone-hub'}), "
    "(:Account {id: 'account-hub'}), (:Vehicle {id: 'vehicle-hub'})",
    "MATCH (hub:Phone) MATCH (n:Person) CREATE (n)-[:HAS_PHONE {id: 'link-t' + n.id}]->(hub)",
    "MATCH (hub:Account) MATCH (n:Claim) CREATE (n)-[:PAID_TO {id: 'link-p' + n.id}]->(hub)",
    "MATCH (hub:Vehicle) MATCH (n:Claim) CREATE (n)-[:INVOLVES {id: 'link-v' + n.id}]->(hub)",
    "MATCH (hub:Agent) MATCH (n:Policy) CREATE (hub)-[:SOLD {id: 'link-s' + n.id}]->(n)",
    "UNWIND range(1, 10) AS i MATCH (person:Person {id: 'person-' + i}) "
    "MATCH (policy:Policy {id: 'policy-' + i}) MATCH (claim:Claim {id: 'claim-' + i}) "
    "CREATE (person)-[:HOLDS {id: 'link-h' + i}]->(policy)<-[:UNDER {id: 'link-u' + i}]-(claim)",
)
"""$count people, claims and policies on one phone, account, vehicle and agent; but for the hub the
rules would fire on ten of them."""


def build_hub(store: Store, size: int) -> None:
    for text in _HUB_GRAPH:
        given = {"count": size} if "$count" in text else {}
        store.write(Query("tests/hub", "A hub", text, tuple(given), ()), **given)


@pytest.mark.parametrize("size", [5_200, pytest.param(HUB, marks=pytest.mark.slow)])
def test_a_hub_is_skipped_in_time_and_reported(store: Store, size: int) -> None:
    build_hub(store, size)
    hubs = {}
    context = Context(store)
    assert context.homes.count == size
    for name, typology in TYPOLOGIES.items():
        start = time.monotonic()
        result = run_typology(store, typology, {}, context)
        assert size < HUB or time.monotonic() - start < SECONDS, name
        assert result.findings == (), name
        hubs[name] = {(hub.id, hub.holders) for hub in result.skipped}
    assert hubs["shared_account"] == {("account-hub", size)}
    assert hubs["shared_contact"] == {("phone-hub", size)}
    assert hubs["early_claims_agent"] == {("agent-hub", size)}
    assert hubs["agents_own_contact"] == {("phone-hub", size + 1)}
    assert hubs["recycled_vehicle"] == {("vehicle-hub", size)}
    assert hubs["identity_web"] == {("phone-hub", size)}

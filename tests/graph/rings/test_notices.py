"""Watch lists, bulletins and outcomes on rings: what counts, what is only said, what matches."""

import datetime
from pathlib import Path

import pytest

from graph.explore import path as path_between
from graph.measures.notices import read_listings
from graph.measures.outcomes import known_outcomes
from graph.projection.reader import read_evidence
from graph.provenance import Provenance
from graph.rings import analyse, current_run, sentence
from graph.rings.known_fraud import known_sentence
from graph.rings.model import Ring
from graph.schema.ids import entity_id
from graph.store import Store
from tests.conftest import wipe
from tests.lists_example import (
    NAMES,
    NOW,
    VIN,
    account,
    claim,
    entry,
    listed,
    load,
    load_all,
    person,
    write,
    write_insurer,
    write_lists,
)

TODAY = NOW.date()


@pytest.fixture(scope="module")
def digests() -> dict[str, str]:
    """What the shared stores say when they hold the sheets and the lists."""
    return {}


@pytest.fixture(params=["embedded", "neo4j"])
def listed_store(request: pytest.FixtureRequest, digests: dict[str, str], tmp_path: Path) -> Store:
    """Each engine in turn with sheets and lists; loaded anew only where a test changed them."""
    return with_lists(request.getfixturevalue(f"_{request.param}"), digests, tmp_path)


def with_lists(store: Store, digests: dict[str, str], directory: Path) -> Store:
    if store.digest() != digests.get(store.engine.name):
        wipe(store)
        load_all(store, directory)
        digests[store.engine.name] = store.digest()
    return store


def the_ring(store: Store, today: datetime.date = TODAY) -> Ring:
    (ring,) = analyse(store, Provenance(store.data), today=today).run.rings
    return ring


def test_what_counts_is_a_reason_and_the_rest_is_said(store: Store, tmp_path: Path) -> None:
    load(store, write_insurer(tmp_path / "insurer"))
    plain = the_ring(store)
    assert (plain.notices, plain.outcomes) == ((), ())
    load_all(store, tmp_path)
    ring = the_ring(store)
    assert {m.id for m in ring.members} == {person(name) for name in NAMES}

    by_number = {n.document: n for n in ring.notices}
    assert set(by_number) == {
        "IAI-7",
        "IP-2025-1",
        "IP-2025-2",
        "IP-2025-3",
        "IP-2025-4",
        "IP-2025-7",
    }
    uncounted = {d: n.not_counted.message for d, n in by_number.items() if n.not_counted}
    assert uncounted == {
        "IP-2025-2": "rings.uncounted.expired",
        "IP-2025-3": "rings.uncounted.hub",
    }
    reasons = {
        r.sentence.parameters["document"]: r
        for r in ring.reasons
        if "listed" in r.sentence.message or "bulletin" in r.sentence.message
    }
    assert set(reasons) == {"IAI-7", "IP-2025-1", "IP-2025-4", "IP-2025-7"}
    money = reasons["IP-2025-1"]
    assert sentence(money.sentence, "en") == (
        "On the list of Invented Police, document IP-2025-1 of 2025-02-01: one account, which 5 "
        "people of this group use."
    )
    assert "Invented Police" in sentence(money.sentence, "zh")
    assert {listed("1"), account, *ring_people()} <= set(money.nodes)
    assert set(money.links) & set(by_number["IP-2025-1"].links)
    assert money.origins > 1
    assert sentence(reasons["IP-2025-4"].sentence, "en").endswith(
        "same name and birth date as 1 person of this group."
    )
    assert plain.score < ring.score < plain.score + 0.15
    assert sum(reason.points for reason in ring.reasons) == pytest.approx(ring.score)


def ring_people() -> set[str]:
    return {person(name) for name in NAMES}


def test_an_entry_counts_from_its_day_to_its_last_day(listed_store: Store) -> None:
    store = listed_store

    def said(day: str) -> str | None:
        ring = the_ring(store, datetime.date.fromisoformat(day))
        (notice,) = (n for n in ring.notices if n.id == listed("2"))
        return sentence(notice.not_counted, "en") if notice.not_counted else None

    assert said("2025-01-31") == "does not count yet: dated 2025-02-01"
    assert said("2025-02-01") is None
    assert said("2025-05-01") is None
    assert said("2025-05-02") == "does not count: expired on 2025-05-01"


def test_a_name_alone_means_nobody(listed_store: Store) -> None:
    store = listed_store
    listings = read_listings(store)
    assert {m.entity for m in listings.by_notice[listed("4")]} == {person("Eve")}
    assert listed("5") not in listings.by_notice
    assert listed("6") not in listings.by_notice


def test_a_plate_means_the_vehicle_known_by_its_vin(listed_store: Store) -> None:
    store = listed_store
    matches = read_listings(store).by_notice[listed("7")]
    assert (entity_id("Vehicle", VIN), "same_plate") in {(m.entity, m.how) for m in matches}


def test_outcomes_are_known_from_their_day_and_speak_against(listed_store: Store) -> None:
    store = listed_store
    early = known_outcomes(store, datetime.date(2025, 4, 30))
    assert set(early.confirmed) == {claim("Ann"), person("Bob")}
    assert early.confirmed[claim("Ann")].basis == "judgment"
    assert early.cleared == {}
    late = known_outcomes(store, TODAY)
    assert set(late.confirmed) == {claim("Ann")}
    assert set(late.cleared) == {claim("Bob"), claim("Cid"), person("Bob")}
    assert known_outcomes(store, datetime.date(2025, 4, 9)).lines == ()

    ring = the_ring(store)
    said = [(o.about_caption, o.verdict, o.basis) for o in ring.outcomes]
    assert ("C-Ann", "confirmed", "judgment") in said
    assert said.count(("Bob Example", "cleared", "internal_finding")) == 1
    assert sentence(ring.against[0], "en") == (
        "Cleared by an earlier verdict: 1 of 5 members, 2 of 5 claims."
    )
    assert the_ring(store, datetime.date(2025, 4, 1)).outcomes == ()


def test_both_engines_say_the_same(
    request: pytest.FixtureRequest, digests: dict[str, str], tmp_path: Path
) -> None:
    found = set()
    for name in ("_embedded", "_neo4j"):
        store = with_lists(request.getfixturevalue(name), digests, tmp_path / name)
        found.add((store.digest(), analyse(store, Provenance(store.data)).run.digest))
    assert len(found) == 1


def test_notices_link_nobody(listed_store: Store) -> None:
    store = listed_store
    evidence = read_evidence(store)
    assert not {"WatchEntry", "Bulletin", "Outcome"} & set(evidence.nodes)
    assert not {"NAMES", "CONCERNS"} & {kind for kind, _, _ in evidence.links}
    stranger = person("S59")
    assert path_between(store, person("Ann"), stranger) is None
    store.load_links(
        "NAMES",
        "WatchEntry",
        "Account",
        {
            "id": ["link-1"],
            "source": [listed("1")],
            "target": [entity_id("Account", "TESTBANK/2000S597")],
        },
    )
    assert path_between(store, person("Ann"), stranger) is None
    assert {m.id for m in the_ring(store).members} == ring_people()


def test_a_retired_entry_does_not_count(listed_store: Store) -> None:
    store = listed_store
    store.load_nodes("WatchEntry", {"id": [listed("1")], "retired": ["run-2"]})
    assert listed("1") not in {n.id for n in the_ring(store).notices}


def test_names_that_only_sound_alike_mean_nobody(store: Store, tmp_path: Path) -> None:
    born = {"birth_date": "1980-01-01"}
    people = {"P1": "张伟", "P2": "章伟", "P3": "Wei Zhang"}
    rows = [{"person_id": i, "name": name, **born} for i, name in people.items()]
    write(tmp_path / "insurer", "people", rows)
    write(tmp_path / "list", "watch_list", [entry("1", name="张 伟", **born)])
    load(store, tmp_path / "insurer", "sheets")
    load(store, tmp_path / "list", "watch_list")
    assert [match.entity for match in read_listings(store).matches] == [person("P1")]


def test_an_entry_means_what_comes_later(store: Store, tmp_path: Path) -> None:
    lists = write_lists(tmp_path)
    load(store, lists["watch_list"], "watch_list")
    listings = read_listings(store)
    assert not any(listings.known(match) for match in listings.matches)
    load(store, write_insurer(tmp_path / "insurer"))
    before = the_ring(store)
    assert listed("1") in {n.id for n in before.notices}
    listings = read_listings(store)
    unknown = {m.notice.id for m in listings.matches if not listings.known(m)}
    assert unknown == {listed("7"), listed("8")}


def test_a_run_is_found_anew_when_an_entry_expires(embedded_store: Store, tmp_path: Path) -> None:
    load_all(embedded_store, tmp_path)
    provenance, day = Provenance(embedded_store.data), datetime.timedelta(days=1)
    expiry = datetime.datetime(2025, 5, 1, 12, tzinfo=datetime.UTC)
    stamps = [
        current_run(embedded_store, provenance, now=moment).stamp
        for moment in (expiry - day, expiry, expiry + day, expiry + 2 * day)
    ]
    # O2 of 10 May lies ahead of all of them; only the expiry of entry 2 lies between them.
    assert stamps[0] == stamps[1] != stamps[2] == stamps[3]


def test_what_is_known_around_is_told_as_of_the_day_and_of_nobody_as_a_verdict(
    listed_store: Store,
) -> None:
    ring = the_ring(listed_store)
    known = ring.known_fraud
    assert known is not None
    assert (known.claims, known.confirmed, known.cleared) == (5, 1, 2)  # C-Ann; C-Bob, C-Cid
    assert known.members == 1
    said = known_sentence(ring)
    assert said is not None
    assert "1 are confirmed as fraud by a recorded verdict, 2 are cleared" in sentence(said, "en")
    assert "which is no verdict on them" in sentence(said, "en")
    assert "不是对其本人的认定" in sentence(said, "zh")
    (ann,) = known.parties
    assert (ann.id, ann.claims, ann.confirmed, ann.cleared) == (person("Ann"), 1, 1, 0)
    assert ann.nearer >= 90
    before = the_ring(listed_store, datetime.date(2025, 4, 9))  # a day before the first verdict
    assert before.known_fraud is None

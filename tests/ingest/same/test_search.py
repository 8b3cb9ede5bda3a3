"""A search keeps its candidates and figures in the store, and the next one replaces them."""

from graph.language import LANGUAGES
from graph.store import Store
from ingest.same import find_same, last_search, read_candidates
from ingest.same.model import LEVELS
from ingest.same.pairs import Part
from ingest.same.words import basis_text, part_level, part_title, search_lines
from tests.ingest.same.persons import TWICE, load_persons, pair

AT = "2026-03-01T09:00:00Z"


def test_candidates_and_figures_are_kept(store: Store) -> None:
    load_persons(store, TWICE)
    assert last_search(store) is None
    search = find_same(store, AT)
    assert last_search(store) == search
    assert (search.people, search.joined, search.trained) == (7, 2, False)
    found = {(c.a, c.b): c.rule for c in read_candidates(store)}
    assert found[pair("P5", "P6")] == "identity_number_contradicted"
    assert found[pair("P1", "P2")] == "identity_number"
    assert pair("P3", "P7") not in found


def test_a_second_search_replaces_the_first(store: Store) -> None:
    load_persons(store, TWICE)
    find_same(store, AT)
    first = read_candidates(store)
    digest = store.digest()
    find_same(store, AT)
    assert read_candidates(store) == first
    assert store.digest() == digest
    assert store.counts()["SameSearch"] == 1


def test_the_engines_find_the_same(both_stores: tuple[Store, Store]) -> None:
    for one in both_stores:
        load_persons(one, TWICE)
        find_same(one, AT)
    first, second = both_stores
    assert read_candidates(first) == read_candidates(second)


def test_every_level_and_basis_is_said_in_both_languages(embedded_store: Store) -> None:
    load_persons(embedded_store, TWICE)
    search = find_same(embedded_store, AT)
    parts = [Part(name, level, 0.0) for name in LEVELS for level in (*LEVELS[name], "unknown")]
    parts += [Part("prior", "", 0.0)]
    parts += [Part("name_frequency", level, 0.0) for level in ("rare", "common")]
    for lang in LANGUAGES:
        for part in parts:
            assert part_title(part, lang)
            assert part_level(part, lang)
        for basis in ("rule:identity_number", "rule:name_birth_phone", "judgement", "source"):
            assert basis_text(basis, lang)
        assert basis_text("", lang) == ""
        assert len(search_lines(search, lang)) == 2  # too few people to learn from

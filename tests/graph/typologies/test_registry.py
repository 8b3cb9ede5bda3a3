"""A broken typology fails with the file and the fix; parameters can be overridden by name."""

from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import InputError, RegistryError
from graph.store import Store
from graph.typologies import TYPOLOGIES, run_typologies
from graph.typologies.registry import build_typology, read_typology
from queries import Query
from queries.header import Field, Header

SOUND = TYPOLOGIES["shared_account"]
assert isinstance(SOUND.rule, Query)
assert isinstance(SOUND.hubs, Query)
RULE, HUBS = SOUND.rule, SOUND.hubs


def with_field(key: str, value: str) -> Header:
    """The header of a sound rule with one field changed."""
    changed = (Field(f.key, value, f.line) if f.key == key else f for f in RULE.header.fields)
    return Header(RULE.header.where, tuple(changed))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match=r"a typology needs rule\.cypher"):
        read_typology(tmp_path)


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("why.zh", "", "give '// why: …' and '// why.zh: …'"),
        ("sentence.zh", "{people}", "other figures in Chinese"),
        ("defaults", "{", r"rule\.cypher:\d+: defaults must be one JSON object"),
        ("defaults", '{"min_families": 3}', "exactly the parameters of the rule"),
        ("households", "many", "households must name a parameter"),
        ("weight", "heavy", "weight must be above 0"),
        ("weight", "2", "weight must be above 0"),
    ],
)
def test_a_broken_header_says_what_to_write(key: str, value: str, message: str) -> None:
    with pytest.raises(RegistryError, match=message):
        build_typology(SOUND.name, with_field(key, value), RULE, HUBS)


def test_other_returns_are_refused() -> None:
    with pytest.raises(RegistryError, match="a rule returns subjects, nodes"):
        build_typology(SOUND.name, RULE.header, replace(RULE, returns=("id",)), HUBS)
    with pytest.raises(RegistryError, match="hubs returns id, label"):
        build_typology(SOUND.name, RULE.header, RULE, replace(HUBS, returns=("id",)))
    with pytest.raises(RegistryError, match="the rule has no parameter nothing"):
        build_typology(SOUND.name, RULE.header, RULE, replace(HUBS, parameters=("nothing",)))


@pytest.mark.parametrize("name", ["graph.measures.nothing.there", "json.dumps", "graph.measures"])
def test_a_measure_must_be_a_documented_function_of_ours(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "pattern"
    folder.mkdir()
    fields = "\n".join(f"// {f.key}: {f.value}" for f in RULE.header.fields)
    (folder / "rule.measure").write_text(f"{fields}\n{name}\n", encoding="utf-8")
    for case in ("hit", "miss"):
        (folder / f"{case}.cypher").write_text("CREATE (:Person)", encoding="utf-8")
    with pytest.raises(RegistryError, match="is no documented function"):
        read_typology(folder)


def test_parameters_are_checked(embedded_store: Store) -> None:
    seen: list[str] = []
    run_typologies(
        embedded_store, parameters={"shared_account": {"min_families": 4}}, progress=seen.append
    )
    assert seen == list(TYPOLOGIES)
    with pytest.raises(InputError, match="no typology 'unheard'"):
        run_typologies(embedded_store, parameters={"unheard": {}})
    with pytest.raises(InputError, match="no parameter 'many'; it has: min_families"):
        run_typologies(embedded_store, parameters={"shared_account": {"many": 4}})

"""Scores pairs of records by Splink 5 on DuckDB: the only place that knows Splink.

One thread, sorted rows, a seed and rounded shares: the same people give the same candidates.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2
from typing import Any

import duckdb
import pyarrow as pa
import splink.comparison_level_library as levels
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink.comparison_library import CustomComparison

from ingest.same.blocking import Keyed, keyed
from ingest.same.model import (
    DEFAULTS,
    LEAST_PEOPLE,
    LEAST_WEIGHT,
    LEVELS,
    Model,
    prior_of,
    settled,
)
from ingest.same.names import all_sounds, is_han, sound, written
from ingest.same.pairs import Candidate, Part
from ingest.same.records import HELD, People
from ingest.same.rules import NAMES_ARE_NEAR

_SEED = 1
_RANDOM_PAIRS = 1e6
_CONTACTS = tuple(kind for kind in HELD if kind != "document")
_NEAR_NAME = 0.9
_SHARED = " + ".join(f"CAST(list_has_any({kind}_l, {kind}_r) AS INT)" for kind in _CONTACTS)
_EACH = " + ".join
_HAS = {side: _EACH(f"len({kind}_{side})" for kind in _CONTACTS) for side in "lr"}
_UNKNOWN: Mapping[str, str] = {
    "name": "name_l IS NULL OR name_r IS NULL",
    "birth_date": "born_l IS NULL OR born_r IS NULL",
    "contact": f"({_HAS['l']}) = 0 OR ({_HAS['r']}) = 0",
    "document": "len(document_l) = 0 OR len(document_r) = 0",
}
_CONDITIONS: Mapping[str, Mapping[str, str]] = {
    "name": {
        "homophone": "name_l = name_r AND han_l AND han_r AND written_l <> written_r",
        "other_form": "list_has_any(names_l, names_r)",
        "near": f"closeness(names_l, names_r) >= {_NEAR_NAME}",
    },
    "birth_date": {
        "near": "damerau_levenshtein(born_l, born_r) = 1 OR substr(born_l, 1, 5) || "
        "substr(born_l, 9, 2) || '-' || substr(born_l, 6, 2) = born_r",
        "same_year": "substr(born_l, 1, 4) = substr(born_r, 1, 4)",
    },
    "contact": {
        "several": f"({_SHARED}) >= 2",
        "address": f"list_has_any(address_l, address_r) AND ({_SHARED}) = 1",
        "personal": f"({_SHARED}) = 1 AND NOT list_has_any(address_l, address_r)",
    },
    "document": {"same": "list_has_any(document_l, document_r)"},
}


@dataclass(frozen=True)
class Found:
    """Candidates, the heaviest first, and how they were found."""

    candidates: tuple[Candidate, ...]
    model: Model
    compared: int  # pairs that share a key
    left_out: Mapping[str, int]  # keys of too many records, by kind


def find_candidates(
    people: People, rules: Sequence[tuple[str, str, str]], least: float = LEAST_WEIGHT
) -> Found:
    """Pairs that may be one person: those of at least `least` bits, and all that a rule found.

    `rules` are (a, b, rule). What speaks for a pair must be more than its name.
    """
    joined = sum(rule[2] != "identity_number_contradicted" for rule in rules)
    keys = keyed(people)
    prior = prior_of(len(people), joined)
    if len(people) < 2:
        return Found((), Model(DEFAULTS, prior, trained=False), 0, keys.left_out)
    logging.getLogger("splink").setLevel(logging.ERROR)
    with duckdb.connect() as connection:
        connection.execute("SET threads = 1")
        connection.execute(f"CREATE MACRO closeness(a, b) AS {NAMES_ARE_NEAR}")
        connection.register("arrow_people", _table(people, keys))
        connection.execute("CREATE TABLE people AS SELECT * FROM arrow_people ORDER BY unique_id")
        model = Model(DEFAULTS, prior, trained=False)
        if len(people) >= LEAST_PEOPLE:
            model = settled(_learn(connection, model), prior)
        rows = _predict(connection, model)
    by_rule = {(a, b): rule for a, b, rule in rules}
    every = [_candidate(row, model, by_rule) for row in rows]
    kept = [c for c in every if c.rule or (c.weight >= least and _is_more_than_a_name(c))]
    order = sorted(kept, key=lambda c: (-c.weight, c.a, c.b))
    return Found(tuple(order), model, len(every), keys.left_out)


def _table(people: People, keys: Keyed) -> pa.Table:
    columns = (people.people[c].to_pylist() for c in ("name", "other_name", "birth_date"))
    texts = pa.list_(pa.string())
    rows = []
    for name, other, born in zip(*columns, strict=True):
        heard = all_sounds(name, other)
        rows.append(
            {
                "name": sound(name or other or "") or None,
                "names": list(heard),
                "written": written(name or other) if name or other else None,
                "han": bool(name and is_han(name) and not other),
                "born": None if born is None else born.isoformat(),
            }
        )
    held = {kind: pa.array(keys.held[kind], texts) for kind in HELD}
    made = {"unique_id": people.people["id"], **held, "keys": pa.array(keys.keys, texts)}
    types = (("name", pa.string()), ("names", texts), ("written", pa.string()))
    for column, kind in (*types, ("han", pa.bool_()), ("born", pa.string())):
        made[column] = pa.array([row[column] for row in rows], kind)
    return pa.table(made)


def _comparison(name: str, model: Model) -> CustomComparison:
    made: list[Any] = [levels.CustomLevel(_UNKNOWN[name]).configure(is_null_level=True)]
    for level, (m, u) in zip(LEVELS[name], model.shares[name], strict=True):
        if level == LEVELS[name][-1]:
            one: Any = levels.ElseLevel()
        elif level == "same" and name in ("name", "birth_date"):
            column = "name" if name == "name" else "born"
            one = levels.ExactMatchLevel(column, term_frequency_adjustments=name == "name")
        else:
            one = levels.CustomLevel(_CONDITIONS[name][level], label_for_charts=level)
        made.append(one.configure(m_probability=m, u_probability=u))
    return CustomComparison(made, output_column_name=name)


def _linker(connection: Any, model: Model) -> Any:
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[_comparison(name, model) for name in LEVELS],
        blocking_rules_to_generate_predictions=[block_on("keys", arrays_to_explode=["keys"])],
        probability_two_random_records_match=model.prior,
        retain_matching_columns=True,
        retain_intermediate_calculation_columns=True,
    )
    return Linker(DuckDBAPI(connection).register("people"), settings, log_level="ERROR")


def _learn(connection: Any, start: Model) -> dict[str, tuple[tuple[Any, Any], ...]]:
    """u from random pairs; m by expectation maximisation among namesakes, and among birthdays."""
    linker = _linker(connection, start)
    linker.training.estimate_u_using_random_sampling(max_pairs=_RANDOM_PAIRS, seed=_SEED)
    for column in ("name", "born"):
        linker.training.estimate_parameters_using_expectation_maximisation(
            block_on(column), max_pairs=_RANDOM_PAIRS
        )
    learnt = {}
    for comparison in linker.misc.save_model_to_json()["comparisons"]:
        some = [one for one in comparison["comparison_levels"] if not one.get("is_null_level")]
        learnt[comparison["output_column_name"]] = tuple(
            (one.get("m_probability"), one.get("u_probability")) for one in some
        )
    return learnt


def _predict(connection: Any, model: Model) -> list[dict[str, Any]]:
    scored = _linker(connection, model).inference.predict(warning_mode="never")
    wanted = ("unique_id_l", "unique_id_r", "mw_tf_adj_name")
    columns = [*wanted, *(f"{kind}_{name}" for name in LEVELS for kind in ("gamma", "mw"))]
    result = connection.sql(f"SELECT {', '.join(columns)} FROM {scored.physical_name}")  # noqa: S608
    return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]


def _candidate(
    row: Mapping[str, Any], model: Model, rules: Mapping[tuple[str, str], str]
) -> Candidate:
    a, b = sorted((str(row["unique_id_l"]), str(row["unique_id_r"])))
    parts = [Part("prior", "", round(log2(model.prior / (1 - model.prior)), 2))]
    for name, known in LEVELS.items():
        gamma = int(row[f"gamma_{name}"])  # -1 unknown, 0 the last level, then upwards
        level = "unknown" if gamma < 0 else known[len(known) - 1 - gamma]
        parts.append(Part(name, level, round(float(row[f"mw_{name}"]), 2)))
        if name == "name" and level == "same":
            rarity = round(float(row["mw_tf_adj_name"]), 2)
            parts.append(Part("name_frequency", "rare" if rarity >= 0 else "common", rarity))
    weight = round(sum(part.weight for part in parts), 2)
    return Candidate(a, b, weight, rules.get((a, b), ""), tuple(parts))


def _is_more_than_a_name(candidate: Candidate) -> bool:
    others = (p for p in candidate.parts if p.comparison in ("birth_date", "contact", "document"))
    return any(part.weight > 0 for part in others)

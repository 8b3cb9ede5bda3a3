"""Pairs of records that exact keys make one person, and pairs whose keys contradict themselves.

A name alone never joins anybody. A key that many records hold says nothing about any two of them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import duckdb
import pyarrow as pa

from graph.provenance.place import bound
from graph.provenance.slices import digest_slices
from graph.provenance.writing import database_error
from ingest.same.names import all_sounds, is_han, written

IDENTITY_NUMBER = "identity_number"
NAME_BIRTH_PHONE = "name_birth_phone"
CONTRADICTED = "identity_number_contradicted"
KEYS = ("document", "phone")
"""What people hold that the rules look at, of ingest.same.records.HELD."""
JOINING = (IDENTITY_NUMBER, NAME_BIRTH_PHONE)
"""Rules whose pairs are accepted; those of CONTRADICTED are for a person to judge."""

MOST_HOLDERS = 5
"""A document or phone that more records hold, or a name with birth date that more records bear,
is a placeholder, a family's, or a data error: it makes no pairs and is reported."""
NEAR = 0.88
"""Jaro-Winkler similarity of sounds from which a name counts as the same, mistyped."""

Lines: TypeAlias = pa.Table | Path
"""A table, or the Parquet file of one, of more lines than memory need hold."""

PAIRS = pa.schema([("a", pa.string()), ("b", pa.string()), ("rule", pa.string())])


@dataclass(frozen=True)
class RulePairs:
    """What the rules found: `pairs` (a, b, rule), a < b, sorted; keys left out, by kind."""

    pairs: pa.Table
    left_out: dict[str, int]  # 'document', 'phone': keys with more than MOST_HOLDERS records


NAMES_ARE_NEAR = """
list_max(list_transform(a, lambda x: list_max(list_transform(b,
    lambda y: jaro_winkler_similarity(x, y)))))
"""
"""SQL body of the macro closeness(a, b): similarity of the two nearest of two lists of sounds."""

_TABLES = """
CREATE TABLE by_document (a VARCHAR, b VARCHAR);
CREATE TABLE twins (phone VARCHAR, person VARCHAR, birth_date DATE);
CREATE TABLE known (id VARCHAR, birth_date DATE, written VARCHAR[], han BOOLEAN, sounds VARCHAR[],
    words VARCHAR[]);
CREATE TABLE bearers (sound VARCHAR, birth_date DATE, person VARCHAR);
"""
_HELD = """
CREATE OR REPLACE TABLE held AS
SELECT DISTINCT {0} AS item, person FROM {0}s WHERE {0} IS NOT NULL AND {1};
CREATE OR REPLACE TABLE shared AS
SELECT item, count(*) AS holders FROM held GROUP BY item HAVING holders > 1;
"""
_FEW = "(FROM held SEMI JOIN (FROM shared WHERE holders <= $most) USING (item))"
_BY_DOCUMENT = f"""
INSERT INTO by_document
WITH few AS {_FEW}
SELECT x.person, y.person FROM few x JOIN few y USING (item) WHERE x.person < y.person
"""  # noqa: S608
_TWINS = f"""
INSERT INTO twins
SELECT item, person, birth_date FROM {_FEW} JOIN people ON id = person
WHERE birth_date IS NOT NULL QUALIFY count(*) OVER (PARTITION BY item, birth_date) > 1
"""  # noqa: S608
_IN_A_PAIR = """
WITH named AS (
    SELECT a AS id FROM by_document UNION ALL SELECT b FROM by_document
    UNION ALL SELECT person FROM twins
)
FROM people SEMI JOIN named USING (id)
"""
_NAMESAKES = """
CREATE TABLE namesakes AS
SELECT DISTINCT p.id AS a, q.id AS b, x.birth_date,
    unnest(list_intersect(p.sounds, q.sounds)) AS sound
FROM twins x JOIN twins y USING (phone, birth_date)
JOIN known p ON p.id = x.person JOIN known q ON q.id = y.person
WHERE x.person < y.person AND (list_has_any(p.written, q.written) OR NOT (p.han AND q.han))
"""
_ON_THEIR_DAYS = "SELECT * FROM people WHERE birth_date IN (SELECT birth_date FROM namesakes)"
_BEARERS = """
INSERT INTO bearers
SELECT sound, birth_date, id FROM (SELECT id, birth_date, unnest(sounds) AS sound FROM heard)
SEMI JOIN namesakes USING (sound, birth_date)
"""
_SQL = """
WITH
documented AS (
    SELECT a, b,
        CASE WHEN p.birth_date IS DISTINCT FROM q.birth_date
                  AND p.birth_date IS NOT NULL AND q.birth_date IS NOT NULL THEN false
             WHEN p.birth_date = q.birth_date
                  THEN len(p.words) = 0 OR len(q.words) = 0 OR list_has_any(p.words, q.words)
                       OR closeness(p.sounds, q.sounds) >= $near
             ELSE coalesce(closeness(p.sounds, q.sounds) >= $near, false) END AS agrees
    FROM by_document JOIN known p ON p.id = a JOIN known q ON q.id = b
),
told_apart AS (
    SELECT sound, birth_date FROM bearers GROUP BY ALL HAVING count(DISTINCT person) <= $most
),
found AS (
    SELECT a, b, CASE WHEN agrees THEN 1 ELSE 3 END AS place FROM documented
    UNION ALL
    SELECT a, b, 2 FROM namesakes SEMI JOIN told_apart USING (sound, birth_date)
)
SELECT a, b, ['identity_number', 'name_birth_phone', 'identity_number_contradicted'][min(place)]
    AS rule
FROM found GROUP BY a, b ORDER BY a, b
"""
_ROWS = 50_000  # people whose names are turned into sounds at once


def rule_pairs(
    people: Lines, documents: Lines, phones: Lines, spill: Path | None = None
) -> RulePairs:
    """Pairs that a rule finds.

    `people` has id, name, other_name, birth_date; `documents` person, document; `phones` person,
    phone. 'identity_number': one document, and neither birth dates nor names against it (a child
    on a parent's number, a borrowed number: 'identity_number_contradicted', for a person to judge).
    'name_birth_phone': one birth date, one phone, and one name, in either script and order. The
    same lines give the same result whatever their order. Memory is bounded where it may `spill` to
    a directory.
    """
    given = {"people": people, "documents": documents, "phones": phones}
    with _opened(given, spill) as database:
        left_out = dict.fromkeys(KEYS, 0)
        for kind, query in zip(KEYS, (_BY_DOCUMENT, _TWINS), strict=True):
            lines = database.execute(f"SELECT count(*) FROM {kind}s").fetchall()[0][0]  # noqa: S608
            for part in digest_slices(f"hash({kind})", lines):
                database.execute(_HELD.format(kind, part))
                database.execute(query, {"most": MOST_HOLDERS})
                many = f"SELECT count(*) FROM shared WHERE holders > {MOST_HOLDERS}"  # noqa: S608
                left_out[kind] += int(database.execute(many).fetchall()[0][0])
        # how names sound takes long to find out: asked of those alone who can be in a pair, and
        # then of all born on their days, since a name that many bear on one day says nothing
        _hear(database, _IN_A_PAIR, "INSERT INTO known SELECT * FROM heard")
        database.execute(_NAMESAKES)
        _hear(database, _ON_THEIR_DAYS, _BEARERS)
        values = {"most": MOST_HOLDERS, "near": NEAR}
        pairs = database.sql(_SQL, params=values).to_arrow_table().cast(PAIRS)
    return RulePairs(pairs, left_out)


@contextmanager
def _opened(given: dict[str, Lines], spill: Path | None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database with these lines, and empty tables for what is found in them."""
    try:
        with duckdb.connect() as database:
            if spill is not None:
                bound(database, spill)
            database.execute("SET threads = 1")
            database.execute(f"CREATE MACRO closeness(a, b) AS {NAMES_ARE_NEAR}")
            database.execute(_TABLES)
            for name, lines in given.items():
                if isinstance(lines, Path):
                    database.read_parquet(str(lines)).create_view(name)
                else:
                    database.from_arrow(lines).create(name)
            yield database
    except duckdb.Error as error:
        if spill is None:
            raise
        raise database_error(error, spill) from error


def _hear(database: duckdb.DuckDBPyConnection, people: str, insert: str) -> None:
    """Insert what some people are called, from `heard`, so many at a time."""
    for batch in database.cursor().sql(people).to_arrow_reader(_ROWS):
        database.register("heard", _known(batch))
        database.execute(insert)
        database.unregister("heard")


def _known(people: pa.RecordBatch) -> pa.Table:
    """People with their names as written, as they sound, and the words of the sounds."""
    names = [
        [str(name) for name in pair if name]
        for pair in zip(people["name"].to_pylist(), people["other_name"].to_pylist(), strict=True)
    ]
    heard = [all_sounds(*some) for some in names]
    texts = pa.list_(pa.string())
    return pa.table(
        {
            "id": people["id"],
            "birth_date": people["birth_date"],
            "written": pa.array([[written(name) for name in some] for some in names], texts),
            "han": pa.array([all(map(is_han, some)) for some in names], pa.bool_()),
            "sounds": pa.array([list(some) for some in heard], texts),
            "words": pa.array([" ".join(some).split() for some in heard], texts),
        }
    )

"""Pairs of records that exact keys make one person, and pairs whose keys contradict themselves.

A name alone never joins anybody. A key that many records hold says nothing about any two of them.
"""

from dataclasses import dataclass

import duckdb
import pyarrow as pa

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

_BY_DOCUMENT = """
CREATE TABLE by_document AS
WITH holders AS (
    SELECT document FROM documents GROUP BY document HAVING count(DISTINCT person) <= $most
)
SELECT DISTINCT x.person AS a, y.person AS b
FROM documents x JOIN holders USING (document) JOIN documents y USING (document)
WHERE x.person < y.person
"""
_LOOKED_AT = """
WITH
reachable AS (
    SELECT phone FROM phones GROUP BY phone HAVING count(DISTINCT person) <= $most
),
days AS (
    SELECT p.birth_date
    FROM phones JOIN reachable USING (phone) JOIN people p ON p.id = person
    WHERE p.birth_date IS NOT NULL
    GROUP BY phone, p.birth_date HAVING count(DISTINCT person) > 1
)
SELECT * FROM people
WHERE id IN (SELECT a FROM by_document UNION ALL SELECT b FROM by_document)
    OR birth_date IN (FROM days)
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
bearers AS (
    SELECT sound, birth_date, id AS person
    FROM (SELECT id, birth_date, unnest(sounds) AS sound FROM known WHERE birth_date IS NOT NULL)
),
namesakes AS (
    SELECT DISTINCT x.person AS a, y.person AS b
    FROM bearers x
    JOIN (SELECT sound, birth_date FROM bearers GROUP BY ALL
          HAVING count(DISTINCT person) <= $most) USING (sound, birth_date)
    JOIN bearers y USING (sound, birth_date)
    WHERE x.person < y.person
),
reached AS (
    SELECT DISTINCT a, b
    FROM namesakes JOIN phones x ON x.person = a JOIN phones y ON y.person = b
    JOIN known p ON p.id = a JOIN known q ON q.id = b
    WHERE x.phone = y.phone AND (list_has_any(p.written, q.written) OR NOT (p.han AND q.han))
      AND x.phone IN (SELECT phone FROM phones GROUP BY phone
                      HAVING count(DISTINCT person) <= $most)
),
found AS (
    SELECT a, b, CASE WHEN agrees THEN 1 ELSE 3 END AS place FROM documented
    UNION ALL SELECT a, b, 2 FROM reached
)
SELECT a, b, ['identity_number', 'name_birth_phone', 'identity_number_contradicted'][min(place)]
    AS rule
FROM found GROUP BY a, b ORDER BY a, b
"""
_HUBS = "SELECT count(*) FROM (SELECT 1 FROM {0}s GROUP BY {0} HAVING count(DISTINCT person) > ?)"


def rule_pairs(people: pa.Table, documents: pa.Table, phones: pa.Table) -> RulePairs:
    """Pairs that a rule finds.

    `people` has id, name, other_name, birth_date; `documents` person, document; `phones` person,
    phone. 'identity_number': one document, and neither birth dates nor names against it (a child
    on a parent's number, a borrowed number: 'identity_number_contradicted', for a person to judge).
    'name_birth_phone': one birth date, one phone, and one name, in either script and order. The
    same tables give the same result whatever the order of their rows.
    """
    with duckdb.connect() as connection:
        connection.execute("SET threads = 1")
        connection.execute(f"CREATE MACRO closeness(a, b) AS {NAMES_ARE_NEAR}")
        for name, table in {"people": people, "documents": documents, "phones": phones}.items():
            connection.register(name, table)
        # how names sound takes long to find out: asked of those alone who can be in a pair, and of
        # all born on their days, since a name that many bear on one day says nothing
        most = {"most": MOST_HOLDERS}
        connection.execute(_BY_DOCUMENT, most)
        some = connection.sql(_LOOKED_AT, params=most).to_arrow_table()
        connection.register("known", _known(some))
        values = {**most, "near": NEAR}
        pairs = connection.sql(_SQL, params=values).to_arrow_table().cast(PAIRS)
        left_out = {
            kind: int(connection.sql(_HUBS.format(kind), params=[MOST_HOLDERS]).fetchall()[0][0])
            for kind in KEYS
        }
    return RulePairs(pairs, left_out)


def _known(people: pa.Table) -> pa.Table:
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

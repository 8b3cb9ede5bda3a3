"""Works out which rows of a table count after a delivery, and what its numbers mean, in slices."""

from graph.provenance.slices import digest_slices
from ingest.working import Working

ROW_COLUMNS = """(digest UBIGINT, key UBIGINT, segment INTEGER, file INTEGER,
    row BIGINT, start BIGINT, size INTEGER, live BOOLEAN)"""
_FRESH = """
INSERT INTO rows_after
WITH known AS (
    SELECT digest, max(segment) AS segment, any_value(key) AS key
    FROM rows_before WHERE {within} GROUP BY digest
)
SELECT s.digest, if(s.read, s.key, known.key), if(s.read, $segment, known.segment), s.file, s.row,
    s.start, s.size, true
FROM (FROM staged_rows WHERE {within}) s LEFT JOIN known ON NOT s.read AND known.digest = s.digest
"""
_OLDER = """
INSERT INTO older FROM (FROM rows_before WHERE {within})
ANTI JOIN (SELECT digest FROM staged_rows WHERE {within}) USING (digest)
"""
_FRESH_KEYS = """
CREATE OR REPLACE TABLE fresh_keys AS
SELECT key FROM rows_after WHERE key IS NOT NULL AND file >= $first
"""
_REPLACED = """
INSERT INTO rows_after
SELECT older.* REPLACE (live AND NOT $full AND k.key IS NULL AS live)
FROM (FROM older WHERE {within}) older
LEFT JOIN (SELECT DISTINCT key FROM fresh_keys WHERE {within}) k ON older.key = k.key
"""
_CHANGED = """
INSERT INTO changed
WITH before AS (SELECT DISTINCT segment, digest FROM rows_before WHERE live AND {within}),
after AS (SELECT DISTINCT segment, digest FROM rows_after WHERE live AND {within})
(FROM before EXCEPT FROM after) UNION ALL (FROM after EXCEPT FROM before)
"""
_ALL_CHANGED = """
INSERT INTO changed SELECT DISTINCT segment, digest FROM rows_after WHERE live AND {within}
"""
_COUNTING = """
INSERT INTO counting_{when}
SELECT entity, number, id FROM (FROM known_{when} WHERE {within}) k
SEMI JOIN (FROM rows_{when} WHERE live AND {within}) r
    ON r.segment = k.segment AND r.digest = k.digest
"""
_LOOKUP = """
SELECT entity, number, min(id) AS id FROM counting_{when} WHERE {within} GROUP BY entity, number
"""
_MOVED = """
INSERT INTO moved SELECT entity, number, b.id FROM ({before}) b
FULL JOIN ({after}) a USING (entity, number) WHERE a.id IS DISTINCT FROM b.id
"""


def settle(working: Working, segment: int, first: int, *, full: bool) -> bool:
    """Fill `rows_after`, and `changed` with the rows that count only now or no more; any of them?

    `segment` is the position of what this run read, `first` that of the delivery's first file.
    `full`: rows of earlier deliveries count no more.
    """
    run, lines = working.run, working.lines
    for table in ("rows_after", "older"):
        run(f"CREATE OR REPLACE TABLE {table} {ROW_COLUMNS}")
    run("CREATE OR REPLACE TABLE changed (segment INTEGER, digest UBIGINT)")
    before = lines("rows_before")
    for within in digest_slices("digest", max(before, lines("staged_rows")) if before else 0):
        run(_FRESH.format(within=within), segment=segment)
        run(_OLDER.format(within=within))
    run(_FRESH_KEYS, first=first)
    for within in digest_slices("coalesce(key, 0)", max(lines("older"), lines("fresh_keys"))):
        run(_REPLACED.format(within=within), full=full)
    changed = _CHANGED if before else _ALL_CHANGED
    for within in digest_slices("digest", 2 * max(before, lines("rows_after"))):  # each at 2 sides
        run(changed.format(within=within))
    return lines("changed") > 0


def remember(working: Working) -> None:
    """Fill `lookups` with what the numbers of the settled table mean, `moved` with what changed."""
    run, lines = working.run, working.lines
    run("INSERT INTO known_after BY NAME FROM known_before")
    most = 0
    for when in ("before", "after"):
        run(f"CREATE OR REPLACE TABLE counting_{when} (entity VARCHAR, number VARCHAR, id VARCHAR)")
        known = lines(f"known_{when}")
        most = max(most, known)
        rows = lines(f"rows_{when}") if known else 0
        for within in digest_slices("digest", max(known, rows)):
            run(_COUNTING.format(when=when, within=within))
    for within in digest_slices("hash(number)", most):
        before, after = (_LOOKUP.format(when=w, within=within) for w in ("before", "after"))
        run(f"INSERT INTO lookups {after}")
        run(_MOVED.format(before=before, after=after))

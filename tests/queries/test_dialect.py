"""What the loader refuses, rule by rule, with file and line; and what it must let pass."""

import pytest

from queries.dialect import check_text
from queries.header import QueryError, read_header

REFUSED = {
    "an aggregate inside an expression": (
        "MATCH (n:Person)\nRETURN max(n.age) IS NULL AS empty",
        r"q\.cypher:2: the aggregate max\(n\.age\) must stand alone",
    ),
    "an aggregate inside a map": (
        "MATCH (n:Person)\nRETURN {id: n.id, k: count(*)} AS empty",
        r"q\.cypher:2: the aggregate count\(\*\) must stand alone",
    ),
    "an aggregate under NOT": (
        "MATCH (n:Person)\nWITH n, NOT count(n) = 2 AS b\nRETURN b AS empty",
        r"q\.cypher:2: the aggregate",
    ),
    "a function of an aggregate": (
        "MATCH (n:Person) RETURN size(collect(n.id)) AS empty",
        "must stand alone",
    ),
    "an aggregate in ORDER BY": (
        "MATCH (n:Person) RETURN n.id AS empty ORDER BY count(n)",
        "must stand alone",
    ),
    "an aggregate inside a subquery's expression": (
        "MATCH (n:Person) CALL (n) { MATCH (n)-[:HOLDS]->(p) RETURN count(p) + 1 AS k }\n"
        "RETURN k AS empty",
        r"q\.cypher:1: the aggregate count\(p\)",
    ),
    "an untyped variable-length pattern": (
        "MATCH (a:Person)-[*1..3]-(b)\nRETURN b.id AS empty",
        r"q\.cypher:1: a variable-length pattern must list its link types",
    ),
    "a negated type in a variable-length pattern": (
        "MATCH (a:Person)-[:!HOLDS*1..3]-(b) RETURN b.id AS empty",
        "must list its link types",
    ),
    "a variable-length pattern without bound": (
        "MATCH (a:Person)-[:HOLDS*]-(b) RETURN b.id AS empty",
        "upper bound",
    ),
    "a repeated pattern without types": (
        "MATCH (a:Person)-->{1,3}(b) RETURN b.id AS empty",
        "must list its link types",
    ),
    "a repeated group without types": (
        "MATCH (a:Person) ((x)-->(y)){1,3} (b) RETURN b.id AS empty",
        "must list its link types",
    ),
    "a repeated pattern without bound": (
        "MATCH (a:Person)-[:HOLDS]->+(b) RETURN b.id AS empty",
        "upper bound",
    ),
    "dynamic labels": (
        "MATCH (n:$($label)) RETURN n.id AS empty",
        "queries/templates/",
    ),
    "a dynamic label that is set": (
        "MATCH (n:Person) SET n:$($label)",
        "queries/templates/",
    ),
    "SHORTEST n": (
        "MATCH p = SHORTEST 2 (a:Person)-[:HOLDS]-+(b) RETURN p AS empty",
        "write allShortestPaths",
    ),
    "shortestPath": (
        "MATCH p = shortestPath((a:Person)-[:HOLDS*..3]-(b:Person)) RETURN p AS empty",
        "by chance",
    ),
    "allShortestPaths without types": (
        "MATCH p = allShortestPaths((a:Person)-[*..3]-(b:Person)) RETURN p AS empty",
        "list its link types",
    ),
    "allShortestPaths with a predicate": (
        "MATCH p = allShortestPaths((a:Person)-[:HOLDS*..3]-(b:Person))\n"
        "WHERE length(p) > 1 RETURN p AS empty",
        "takes no WHERE",
    ),
    "a version prefix": ("CYPHER 5 MATCH (n) RETURN n AS empty", "this is not Cypher 5"),
    "EXPLAIN": ("EXPLAIN MATCH (n) RETURN n AS empty", "this is not Cypher 5"),
    "DDL outside queries/schema": (
        "CREATE INDEX FOR (n:Person) ON (n.name)",
        "queries/schema/",
    ),
    "two statements": (
        "MATCH (n:Person) RETURN n.id AS empty;\nMATCH (n:Claim) RETURN n.id AS empty",
        r"q\.cypher:2: one file, one statement",
    ),
    "a typing error": ("MATCH (n:Person RETURN n.id AS empty", r"q\.cypher:1: this is not Cypher"),
    "an undeclared parameter": (
        "MATCH (n:Person)\nWHERE n.id = $id RETURN n.id AS empty",
        r"q\.cypher:2: \$id isn't in the header's parameters",
    ),
    "an unnamed item": ("MATCH (n:Person) RETURN n.id", "with AS"),
    "RETURN *": ("MATCH (n:Person) RETURN *", "hides names"),
    "other returns": (
        "MATCH (n:Person) RETURN n.id AS id",
        r"the query returns \(id\), its header says \(empty\)",
    ),
    "another branch of a union": (
        "MATCH (n:Person) RETURN n.id AS empty UNION MATCH (n:Claim) RETURN n.id AS id",
        r"returns \(id\)",
    ),
}

PASSED = (
    "MATCH (n:Person) WITH n, count(*) AS k WHERE k > 1 RETURN n.id AS empty",
    "MATCH (n:Person) CALL (n) { MATCH (n)-[:HOLDS]->(p) RETURN count(p) AS k } RETURN k AS empty",
    "MATCH (n:Person) WHERE EXISTS { (n)-[:HOLDS]->() } RETURN n.id AS empty",
    "MATCH (n:Person) WHERE COUNT { (n)-[:HOLDS]->() } > 2 RETURN n.id AS empty",
    "MATCH (n:Person) RETURN COLLECT { MATCH (n)-[:HOLDS]->(p) RETURN p.id } AS empty",
    "MATCH (a:Person)-[:HOLDS|UNDER*1..3]-(b) RETURN collect(DISTINCT b.id) AS empty",
    "MATCH (a:Person)-[:HOLDS]->{1,3}(b) RETURN b.id AS empty",
    "MATCH p = allShortestPaths((a:Person)-[:HOLDS|UNDER*..8]-(b:Person))\n"
    "RETURN [x IN nodes(p) | x.id] AS empty",
    "MATCH (n:{{label}}) RETURN n.{{key}} AS empty",
    "UNWIND range(0, 2) AS i MERGE (n:Person {id: toString(i)}) ON CREATE SET n.rows = 1\n"
    "RETURN n.id AS empty",
    "CALL db.index.fulltext.queryNodes('person_search', 'x') YIELD node, score\n"
    "RETURN node.id AS empty",
)


@pytest.mark.parametrize("case", REFUSED)
def test_what_the_engines_do_not_share_is_refused(case: str) -> None:
    text, message = REFUSED[case]
    parameters = ("label",) if "$label" in text else ()
    with pytest.raises(QueryError, match=message):
        check_text("q.cypher", text, parameters, ("empty",) if "RETURN" in text else ())


@pytest.mark.parametrize("text", PASSED)
def test_the_shared_dialect_passes(text: str) -> None:
    check_text("q.cypher", text, (), ("empty",))


def test_a_declared_parameter_must_be_used() -> None:
    with pytest.raises(QueryError, match="parameter id isn't used"):
        check_text("q.cypher", "MATCH (n:Person) RETURN n.id AS a", ("id",), ("a",))


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("MATCH (n) RETURN n", "has no '// title: …' line"),
        ("// title: A\n// title: B\nRETURN 1", r"q\.cypher:2: 'title' is given twice"),
        ("//title A\nRETURN 1", r"q\.cypher:1: a header line reads"),
        ("// title: A\n", r"q\.cypher:2: no query follows"),
        ("// title: A\n// parameters: a; b\nRETURN 1", r"q\.cypher:2: 'a; b' is no name"),
        ("// title: A\n// parameters: a, a\nRETURN 1", r"q\.cypher:2: 'a' is no name or comes"),
    ],
)
def test_a_broken_header_is_refused(source: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        _title_and_names(source)


def _title_and_names(source: str) -> tuple[str, ...]:
    header, _ = read_header(source, "q.cypher")
    return (header.one("title").value, *header.names("parameters"))


def test_a_field_goes_on_in_indented_lines() -> None:
    header, text = read_header("// title: One\n//   sentence\n\nRETURN 1", "q.cypher")
    assert header.one("title").value == "One sentence"
    assert text == "RETURN 1"

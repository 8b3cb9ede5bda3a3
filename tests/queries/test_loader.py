"""The registry of queries: all files are checked, the record of checks is fresh, slots are safe."""

import pytest

from queries.__main__ import record
from queries.checks import RECORD, WITHOUT_GRAMMAR, check
from queries.dialect import check_text
from queries.header import QueryError, read_header
from queries.loader import ROOT, Template, files, load, template


def test_the_record_of_checked_files_is_fresh() -> None:
    assert RECORD.read_text(encoding="utf-8") == record(), "run: python -m queries"


def test_every_file_is_in_the_shared_dialect() -> None:
    for path in files():
        where = path.relative_to(ROOT.parent).as_posix()
        if where.startswith(WITHOUT_GRAMMAR):
            continue
        source = path.read_text(encoding="utf-8")
        header, _ = read_header(source, where)
        check_text(where, source, header.names("parameters"), header.names("returns"))


def test_a_changed_file_is_parsed_whatever_the_record_says() -> None:
    with pytest.raises(QueryError, match="this is not Cypher 5"):
        check("queries/explore/entity.cypher", "MATCH (n RETURN n", (), ())


def test_an_absent_query_says_what_to_do() -> None:
    with pytest.raises(QueryError, match=r"no query queries/explore/nothing\.cypher"):
        load("explore/nothing")
    with pytest.raises(QueryError, match=r"no template queries/templates/nothing\.cypher"):
        template("nothing")


def _template() -> Template:
    return Template("t", "T", "MATCH (n:{{label}}) RETURN n.id AS id", (), ("id",), ("label",))


def test_a_template_takes_only_allowed_names() -> None:
    query = _template().fill(("Person",), label="Person")
    assert (query.name, query.text) == ("t/Person", "MATCH (n:Person) RETURN n.id AS id")
    for name in ("Persona", "Person) DETACH DELETE (n", "Person|", ""):
        with pytest.raises(QueryError, match="no known name"):
            _template().fill(("Person",), label=name)
    with pytest.raises(QueryError, match="fill exactly the slots label"):
        _template().fill(("Person",), type="HOLDS")


def test_a_template_takes_alternatives() -> None:
    assert "n:A|B" in _template().fill(("A", "B"), label="A|B").text


def _repeating() -> Template:
    source = (
        "// title: T\n// parameters: columns\n// returns: id\n"
        "// each.plain: , {name}: $columns.{name}[i]\n"
        "UNWIND [0] AS i CREATE (n:{{label}} {id: i{{plain}}}) RETURN n.id AS id"
    )
    header, text = read_header(source, "t.cypher")
    check_text("t.cypher", source, ("columns",), ("id",))
    return Template("t", "T", text, ("columns",), ("id",), ("label", "plain"), header)


def test_a_slot_can_repeat_a_text_for_each_name() -> None:
    allowed = ("Person", "name", "rows")
    some = _repeating().fill(allowed, label="Person", plain="name|rows")
    assert "{id: i, name: $columns.name[i], rows: $columns.rows[i]})" in some.text
    assert "(n:Person {id: i})" in _repeating().fill(allowed, label="Person", plain="").text
    for names in ("name|other", "name: 1}) DETACH DELETE (n", "name|"):
        with pytest.raises(QueryError, match="no known name for slot 'plain'"):
            _repeating().fill(allowed, label="Person", plain=names)


def test_a_repeated_text_must_say_where_the_name_belongs() -> None:
    header, _ = read_header("// each.plain: , name\nRETURN 1 AS n", "t.cypher")
    broken = Template("t", "T", "{{plain}}", (), (), ("plain",), header)
    with pytest.raises(QueryError, match=r"t\.cypher:1: write \{name\} where"):
        broken.fill(("a",), plain="a")

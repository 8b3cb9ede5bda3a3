"""Rows become entities and links as the mapping says, and what is lost is told."""

import csv
import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.schema.ids import entity_id, link_id
from ingest.chunk import Chunk
from ingest.facts import Ends
from ingest.gather import TablePlan
from ingest.mapping import Mapping
from tests.ingest.columns import Known, chunk_of, mapping_of, tell

CLIENTS = """
clients:
  file: clients.csv
  date: SINCE
  identifies: [NR]
  words: {KIND: {person: [P], firm: [F]}, STATE: {paid: [done]}}
  entities:
    client:
      label: {by: KIND, cases: {person: Person, firm: Organisation}}
      key: NR
      required: true
      properties: {name: NAME}
    relative: {label: Person, key: {column: KIN, split: ",/"}}
    phone: {label: Phone, key: TEL, when: {STATE: paid}}
    car: {label: Vehicle, key: [{column: VIN, value: vin}, {column: PLATE, value: plate}]}
  links:
    - {type: RELATED_TO, from: client, to: relative, properties: {relation: REL}}
    - {type: HAS_PHONE, from: client, to: phone, properties: {since: SINCE}}
    - {type: OWNS_VEHICLE, from: client, to: car}
"""
COLUMNS = ("NR", "KIND", "NAME", "SINCE", "STATE", "TEL", "KIN", "REL", "VIN", "PLATE")
VIN = "1M8GDM9AXKP042788"
DAY = datetime.date(2020, 5, 6)


def row(**cells: str) -> dict[str, str]:
    return dict.fromkeys(COLUMNS, "") | {"NR": "C1", "KIND": "P"} | cells


def chunk(*rows: dict[str, str], first: int = 2) -> Chunk:
    return chunk_of({name: [cells[name] for cells in rows] for name in COLUMNS}, first)


def clients() -> Mapping:
    return mapping_of(CLIENTS, hints={"phone": {"region": "US"}})


def of(label: str, key: str) -> str:
    return entity_id(label, f"mine:{key}" if label in ("Person", "Organisation") else key)


def ids(lines: list[dict[str, object]]) -> set[object]:
    return {line["id"] for line in lines}


def lost(path: Path) -> list[tuple[str, ...]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [tuple(line[1:6]) for line in csv.reader(file)][1:]


def test_a_row_becomes_entities_links_and_mentions() -> None:
    given_row = row(NAME="Jane  Doe", SINCE="2020-05-06", STATE="done", TEL="(212) 555-0143")
    told, _ = tell(clients(), [chunk(given_row)])
    jane, phone = of("Person", "C1"), of("Phone", "+12125550143")
    (said,) = told.nodes["Person"]
    assert (said["id"], said["number"], said["name"]) == (jane, "C1", "Jane Doe")
    assert said["at_date"] == DAY
    (link,) = told.links[Ends("HAS_PHONE", "Person", "Phone")]
    assert link["id"] == link_id("HAS_PHONE", jane, phone)
    assert (link["source"], link["target"], link["since"]) == (jane, phone, DAY)
    assert {line["fact_id"] for line in told.mentions} == {jane, phone, link["id"]}
    assert all(line["date"] == DAY and line["described"] for line in told.mentions)


def test_the_word_of_a_row_picks_the_label() -> None:
    told, _ = tell(clients(), [chunk(row(), row(NR="C2", KIND=" f ".strip()), row(KIND="firm"))])
    assert ids(told.nodes["Person"]) == {of("Person", "C1")}
    assert ids(told.nodes["Organisation"]) == {of("Organisation", "C1"), of("Organisation", "C2")}


def test_rows_that_lack_what_they_need_are_lost(tmp_path: Path) -> None:
    rows = (row(NR=""), row(NR="unknown"), row(KIND="alien"), row(KIND=""), row())
    told, rejects = tell(clients(), [chunk(*rows)], tmp_path / "rejects.csv")
    assert [line for line, _ in told.rows] == [6]
    assert (rejects.rows, rejects.values) == (4, 0)
    assert lost(tmp_path / "rejects.csv") == [
        ("2", "NR", "", "row", "empty"),
        ("3", "NR", "aaaaaaa", "row", "placeholder"),
        ("4", "KIND", "aaaaa", "row", "unknown_word"),
        ("5", "KIND", "", "row", "unknown_word"),
    ]


def test_a_bad_value_costs_only_itself_and_each_cell_counts_once(tmp_path: Path) -> None:
    given_row = row(SINCE="2020-13-01", STATE="gone", TEL="x", VIN=f"{VIN}9", PLATE="京A12345")
    told, rejects = tell(clients(), [chunk(row(), given_row)], tmp_path / "rejects.csv")
    assert len(told.rows) == 2
    assert lost(tmp_path / "rejects.csv") == [
        ("3", "SINCE", "9999-99-99", "value", "not_a_date"),
        ("3", "STATE", "aaaa", "value", "unknown_word"),
        ("3", "VIN", "9A9AAA9AAAA9999999", "value", "not_a_vin"),
    ]
    assert rejects.counts["mine.csv", "VIN", "not_a_vin"] == 1
    assert {link["target"] for link in told.links[Ends("OWNS_VEHICLE", "Person", "Vehicle")]} == {
        of("Vehicle", "京A12345")
    }


def test_the_first_good_key_counts() -> None:
    told, _ = tell(clients(), [chunk(row(VIN=VIN, PLATE="京A12345"), row(PLATE="京A12345"))])
    targets = [line["target"] for line in told.links[Ends("OWNS_VEHICLE", "Person", "Vehicle")]]
    assert targets == [of("Vehicle", VIN), of("Vehicle", "京A12345")]
    assert not told.nodes["Vehicle"]  # a plate as key alone says nothing more


def test_a_cell_may_hold_several_and_none_is_linked_to_itself(tmp_path: Path) -> None:
    told, _ = tell(clients(), [chunk(row(KIN="C2/ C3；C2, C1,", REL="child"))], tmp_path / "r.csv")
    links = told.links[Ends("RELATED_TO", "Person", "Person")]
    assert [line["target"] for line in links] == [of("Person", "C2"), of("Person", "C3")]
    assert links[0]["id"] == link_id("RELATED_TO", of("Person", "C1"), of("Person", "C2"), "child")
    assert lost(tmp_path / "r.csv") == [("2", "KIN", "", "value", "links_itself")]


def test_an_entity_named_twice_in_a_row_is_mentioned_once_and_described() -> None:
    told, _ = tell(clients(), [chunk(row(KIN="C1,C2"))])
    described = {line["fact_id"]: line["described"] for line in told.mentions}
    assert len(told.mentions) == 3  # C1, C2 and the link between them
    assert described[of("Person", "C1")]
    assert not described[of("Person", "C2")]


def test_rows_of_equal_bytes_mention_a_fact_once() -> None:
    told, _ = tell(clients(), [chunk(row(), row())])
    assert len(told.rows) == 2
    assert len(told.mentions) == 1


def test_a_row_is_known_by_its_cells_whatever_their_case_and_width() -> None:
    told, _ = tell(clients(), [chunk(row(NR="c 1"), row(NR="C　１"), row(NR="C2"))])
    (_, one), (_, same), (_, other) = told.rows
    assert one == same != other


def test_rows_whose_identifying_cells_are_empty_have_no_key() -> None:
    mapping = mapping_of(
        "t: {file: t.csv, identifies: [A, B], entities: {p: {label: Person, key: NR}}}"
    )
    columns = {"NR": ["1", "2", "3"], "A": ["", "a", ""], "B": ["", "", "a"]}
    told, _ = tell(mapping, [chunk_of(columns)])
    keys = [key for _, key in told.rows]
    assert keys[0] is None
    assert len(set(keys)) == 3


OTHERS = """
others: {file: o.csv, entities: {car: {label: Vehicle, key: VIN, known_as: NR}}}
policies:
  file: p.csv
  entities:
    policy: {label: Policy, key: POLICY, required: true}
    car: {label: Vehicle, key: CAR, refers_to: others.car}
  links: [{type: INSURES, from: policy, to: car}]
"""


def test_numbers_of_other_tables_are_looked_up_and_fall_back_to_the_source() -> None:
    columns = {"POLICY": ["L1", "L2"], "CAR": ["７", "8"]}
    known = Known({"7": of("Vehicle", VIN)})
    told, _ = tell(mapping_of(OTHERS), [chunk_of(columns)], car=known)
    targets = [line["target"] for line in told.links[Ends("INSURES", "Policy", "Vehicle")]]
    assert targets == [of("Vehicle", VIN), of("Vehicle", "mine:8")]


def test_what_entities_are_known_as() -> None:
    mapping = mapping_of(OTHERS)
    plan = TablePlan("others", mapping.tables["others"], mapping, {})
    chunk = chunk_of({"VIN": [VIN, VIN, "ABC123", ""], "NR": ["７", "7", "", "9"]})
    seven = {"entity": "others.car", "number": "7", "id": of("Vehicle", VIN)}
    digests = chunk.places.digests[:2].tolist()
    known = plan.known_as(chunk).sort_by("digest").to_pylist()
    assert known == [seven | {"digest": digest} for digest in sorted(digests)]


def test_hints_stand_beside_the_value() -> None:
    mapping = mapping_of(
        "t: {file: t.csv, entities: {c: {label: Claim, key: NR, properties: "
        "{claimed: {column: SUM, hint_columns: {currency: CUR}}, currency: {constant: USD}}}}}"
    )
    columns = {"NR": ["1", "2", "3"], "SUM": ["12.5"] * 3, "CUR": ["USD", "JPY", "CNY"]}
    told, rejects = tell(mapping, [chunk_of(columns)])
    assert [line.get("claimed") for line in told.nodes["Claim"]] == [1250, None, 1250]
    assert {line["currency"] for line in told.nodes["Claim"]} == {"USD"}
    assert rejects.counts == {("mine.csv", "SUM", "too_precise"): 1}


def test_a_link_without_what_it_needs_is_not_made() -> None:
    mapping = mapping_of(
        "t: {file: t.csv, entities: {c: {label: Claim, key: NR}, a: {label: Account, key: ACC}},"
        " links: [{type: PAID_TO, from: c, to: a, properties:"
        " {number: {column: PAY, required: true, value: identifier}}}]}"
    )
    columns = {"NR": ["1", "2"], "ACC": ["62220001"] * 2, "PAY": ["P1", ""]}
    told, rejects = tell(mapping, [chunk_of(columns)])
    (link,) = told.links[Ends("PAID_TO", "Claim", "Account")]
    assert link["id"] == link_id("PAID_TO", of("Claim", "mine:1"), of("Account", "62220001"), "P1")
    assert rejects.values == 0


def test_no_rows_become_nothing() -> None:
    told, rejects = tell(clients(), [chunk(row()).take(chunk(row()).places.rows < 0)])
    assert not told.facts()
    assert not rejects.values


CELLS = st.fixed_dictionaries(
    {
        "NR": st.sampled_from(["C1", "C2", "c2", "", "unknown"]),
        "KIND": st.sampled_from(["P", "firm", "person", "?", ""]),
        "NAME": st.sampled_from(["Jane Doe", "张伟", "", "-"]),
        "SINCE": st.sampled_from(["2020-05-06", "2020/5/7", "05/06/2020", ""]),
        "STATE": st.sampled_from(["done", "paid", "x", ""]),
        "TEL": st.sampled_from(["(212) 555-0143", "+12125550143", "000", ""]),
        "KIN": st.sampled_from(["C1", "C2;C3", "C1/unknown,C1", ""]),
        "REL": st.sampled_from(["child", ""]),
        "VIN": st.sampled_from([VIN, "ABC", ""]),
        "PLATE": st.sampled_from(["京A12345", "无牌", ""]),
    }
)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(CELLS, min_size=1, max_size=12), size=st.integers(1, 6), data=st.data())
def test_order_and_chunks_do_not_change_the_facts(
    rows: list[dict[str, str]], size: int, data: st.DataObject
) -> None:
    mixed = data.draw(st.permutations(rows))
    whole, counted = tell(clients(), [chunk(*rows)])
    parts, recounted = tell(
        clients(), [chunk(*mixed[i : i + size], first=2 + i) for i in range(0, len(mixed), size)]
    )
    assert whole.facts() == parts.facts()
    assert (counted.counts, counted.rows) == (recounted.counts, recounted.rows)


@pytest.mark.parametrize("name", ["date", "STATE"])
def test_a_missing_column_is_an_empty_one(name: str) -> None:
    cells = {column: [cell] for column, cell in row(NAME="Jane").items() if column != name}
    told, rejects = tell(clients(), [chunk_of(cells)])
    assert ids(told.nodes["Person"]) == {of("Person", "C1")}
    assert not rejects.values

"""Thirty rows in the template sheets: every node, link and rejected value they must give."""

import csv
import datetime
from pathlib import Path

from graph.provenance import Provenance
from graph.schema.ids import entity_id, link_id
from graph.schema.registry import REGISTRY
from graph.settings import Settings
from graph.store import Store
from ingest import RunReport, ingest
from queries import Query

FIXTURE = Path(__file__).with_name("fixture30")
NOW = datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)
PARTIES = ("Person", "Organisation", "Agent", "Provider", "Employee", "Policy", "Claim")


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def of(label: str, key: str) -> str:
    """Id of an entity: numbers of the source are in its namespace, identifiers are everyone's."""
    return entity_id(label, f"sheets:{key}" if label in PARTIES else key)


PHONE = of("Phone", "+8612740506071")
ACCOUNT = of("Account", "GB82WEST12345698765432")
V1 = of("Vehicle", "1M8GDM9AXKP042788")
V2 = of("Vehicle", "ZZ1234")  # its VIN has a wrong check digit
V3 = of("Vehicle", "sheets:V3")  # neither plate nor VIN
V8 = of("Vehicle", "sheets:V8")  # has no row of its own
CARD = of("IdentityDocument", "99990119900307005X")
SSN = of("IdentityDocument", "123-45-6780")
HARBOUR = of("Address", "1 harbour lane|springfield|1001")
EMAIL = of("Email", "a1@example.com")
P1, P2, P3, P4, P5, P9 = (of("Person", f"P{n}") for n in (1, 2, 3, 4, 5, 9))
L1, L2, L3, L4, L9 = (of("Policy", f"L{n}") for n in (1, 2, 3, 4, 9))
C1, C2, C3 = (of("Claim", f"C{n}") for n in (1, 2, 3))
A1, A2 = of("Agent", "A1"), of("Agent", "A2")
O1, O2, G1 = of("Organisation", "O1"), of("Organisation", "O2"), of("Provider", "G1")
E7 = of("Employee", "E7")

NODES: dict[str, dict[str, object]] = {
    P1: {
        "number": "P1",
        "name": "张伟",
        "other_name": "Zhang Wei",
        "birth_date": day("1980-05-06"),
        "search": "P1 张伟 Zhang Wei",
        "first_seen": day("2018-01-01"),
        "last_seen": day("2020-06-01"),
        "rows": 6,
        "origins": 5,
    },
    P2: {
        "number": "P2",
        "name": "李娜",
        "birth_date": day("1982-01-02"),
        "search": "P2 李娜",
        "first_seen": day("2020-01-01"),
        "last_seen": day("2020-06-01"),
        "rows": 6,
        "origins": 4,
    },
    P3: {
        "number": "P3",
        "name": "Jane Doe",
        "search": "P3 Jane Doe",
        "first_seen": day("2019-06-01"),
        "last_seen": day("2020-05-01"),
        "rows": 4,
        "origins": 4,
    },
    P4: {"number": "P4", "search": "P4", "rows": 1, "origins": 1},
    P5: {
        "number": "P5",
        "name": "Jim Doe",
        "birth_date": day("1970-12-24"),
        "search": "P5 Jim Doe",
        "first_seen": day("2020-04-01"),
        "last_seen": day("2020-05-01"),
        "rows": 3,
        "origins": 3,
    },
    P9: {
        "number": "P9",
        "search": "P9",
        "first_seen": day("2020-03-01"),
        "last_seen": day("2020-07-01"),
        "rows": 2,
        "origins": 2,
    },
    O1: {
        "number": "O1",
        "name": "Example Freight",
        "kind": "fleet",
        "registration": "91ZZ",
        "search": "O1 Example Freight",
        "first_seen": day("2020-02-01"),
        "last_seen": day("2020-02-01"),
        "rows": 5,
        "origins": 5,
    },
    O2: {
        "number": "O2",
        "name": "Odd Things",
        "search": "O2 Odd Things",
        "rows": 1,
        "origins": 1,
    },
    G1: {
        "number": "G1",
        "name": "Harbour Garage",
        "kind": "garage",
        "search": "G1 Harbour Garage",
        "first_seen": day("2020-05-01"),
        "last_seen": day("2020-05-01"),
        "rows": 3,
        "origins": 3,
    },
    A1: {
        "number": "A1",
        "name": "王芳",
        "joined_on": day("2019-03-04"),
        "search": "A1 王芳",
        "first_seen": day("2020-01-01"),
        "last_seen": day("2020-02-01"),
        "rows": 4,
        "origins": 3,
    },
    A2: {
        "number": "A2",
        "name": "Ann Broker",
        "search": "A2 Ann Broker",
        "first_seen": day("2020-03-01"),
        "last_seen": day("2020-03-01"),
        "rows": 2,
        "origins": 2,
    },
    E7: {
        "number": "E7",
        "search": "E7",
        "first_seen": day("2020-05-01"),
        "last_seen": day("2020-05-01"),
        "rows": 1,
        "origins": 1,
    },
    L1: {
        "number": "L1",
        "product": "motor",
        "start_date": day("2020-01-01"),
        "end_date": day("2020-12-31"),
        "premium": 123450,
        "currency": "CNY",
        "search": "L1",
        "first_seen": day("2020-01-01"),
        "last_seen": day("2020-05-01"),
        "rows": 2,
        "origins": 2,
    },
    L2: {
        "number": "L2",
        "product": "motor",
        "start_date": day("2020-02-01"),
        "premium": 90000,
        "currency": "CNY",
        "search": "L2",
        "first_seen": day("2020-02-01"),
        "last_seen": day("2020-06-01"),
        "rows": 2,
        "origins": 2,
    },
    L3: {
        "number": "L3",
        "product": "life",
        "start_date": day("2020-03-01"),
        "search": "L3",
        "first_seen": day("2020-03-01"),
        "last_seen": day("2020-03-01"),
        "rows": 1,
        "origins": 1,
    },
    L4: {
        "number": "L4",
        "product": "health",
        "start_date": day("2020-04-01"),
        "currency": "USD",
        "search": "L4",
        "first_seen": day("2020-04-01"),
        "last_seen": day("2020-04-01"),
        "rows": 1,
        "origins": 1,
    },
    L9: {
        "number": "L9",
        "search": "L9",
        "first_seen": day("2020-07-01"),
        "last_seen": day("2020-07-01"),
        "rows": 1,
        "origins": 1,
    },
    C1: {
        "number": "C1",
        "kind": "collision",
        "loss_date": day("2020-05-01"),
        "report_date": day("2020-05-02"),
        "place": "Example Road",
        "claimed": 500000,
        "currency": "CNY",
        "status": "paid",
        "search": "C1",
        "first_seen": day("2020-05-01"),
        "last_seen": day("2020-07-10"),
        "rows": 3,
        "origins": 2,
    },
    C2: {
        "number": "C2",
        "kind": "theft",
        "loss_date": day("2020-06-01"),
        "report_date": day("2020-06-03"),
        "claimed": 80000,
        "currency": "CNY",
        "search": "C2",
        "first_seen": day("2020-06-01"),
        "last_seen": day("2020-06-01"),
        "rows": 1,
        "origins": 1,
    },
    C3: {
        "number": "C3",
        "kind": "hospital",
        "loss_date": day("2020-07-01"),
        "currency": "CNY",
        "status": "open",
        "search": "C3",
        "first_seen": day("2020-07-01"),
        "last_seen": day("2020-07-01"),
        "rows": 1,
        "origins": 1,
    },
    V1: {
        "plate": "虚A12345",
        "vin": "1M8GDM9AXKP042788",
        "make": "Example Bus",
        "search": "虚A12345 1M8GDM9AXKP042788",
        "first_seen": day("2018-01-01"),
        "last_seen": day("2020-05-01"),
        "rows": 3,
        "origins": 3,
    },
    V2: {
        "plate": "ZZ1234",
        "make": "Example Van",
        "search": "ZZ1234",
        "first_seen": day("2020-02-01"),
        "last_seen": day("2020-06-01"),
        "rows": 4,
        "origins": 3,
    },
    V3: {"make": "Example Bike", "rows": 1, "origins": 1},
    V8: {
        "first_seen": day("2020-07-01"),
        "last_seen": day("2020-07-01"),
        "rows": 1,
        "origins": 1,
    },
    PHONE: {
        "number": "+8612740506071",
        "search": "8612740506071 12740506071",
        "first_seen": day("2019-01-01"),
        "last_seen": day("2020-07-01"),
        "rows": 4,
        "origins": 2,
    },
    EMAIL: {"number": "a1@example.com", "search": "a1@example.com", "rows": 1, "origins": 1},
    ACCOUNT: {
        "number": "GB82WEST12345698765432",
        "bank": "WEST",
        "search": "GB82WEST12345698765432",
        "first_seen": day("2020-06-10"),
        "last_seen": day("2020-07-10"),
        "rows": 2,
        "origins": 1,
    },
    HARBOUR: {
        "line": "1 Harbour Lane",
        "city": "Springfield",
        "postcode": "01001",
        "search": "1 Harbour Lane",
        "rows": 1,
        "origins": 1,
    },
    CARD: {
        "number": "99990119900307005X",
        "kind": "resident identity card",
        "search": "99990119900307005X",
        "rows": 1,
        "origins": 1,
    },
    SSN: {
        "number": "123-45-6780",
        "kind": "SSN",
        "search": "123-45-6780",
        "rows": 1,
        "origins": 1,
    },
}

LINKS: list[tuple[str, str, str, tuple[str, ...], dict[str, object]]] = [
    ("HAS_DOCUMENT", P1, CARD, (), {}),
    ("HAS_DOCUMENT", P3, SSN, (), {}),
    ("EMPLOYED_BY", P1, O1, (), {}),
    ("RELATED_TO", P1, P2, ("spouse",), {"relation": "spouse"}),
    ("EMPLOYED_BY", A1, O1, (), {}),
    ("SAME_AS", A1, P2, (), {"accepted": True}),
    ("OWNS_VEHICLE", P1, V1, (), {"since": day("2018-01-01")}),
    ("OWNS_VEHICLE", O1, V2, (), {}),
    ("OWNS_VEHICLE", P3, V3, (), {}),
    ("HOLDS", P1, L1, (), {}),
    ("INSURES", L1, P1, (), {}),
    ("INSURES", L1, P2, (), {}),
    ("INSURES", L1, V1, (), {}),
    ("BENEFICIARY_OF", P2, L1, ("spouse",), {"relation": "spouse"}),
    ("SOLD", A1, L1, (), {}),
    ("HOLDS", O1, L2, (), {}),
    ("INSURES", L2, V2, (), {}),
    ("SOLD", A1, L2, (), {}),
    ("HOLDS", P9, L3, (), {}),
    ("INSURES", L3, P9, (), {}),
    ("SOLD", A2, L3, (), {}),
    ("HOLDS", P5, L4, (), {}),
    ("INSURES", L4, P5, (), {}),
    ("UNDER", C1, L1, (), {}),
    ("INVOLVED_IN", P1, C1, ("claimant",), {"role": "claimant"}),
    ("INVOLVED_IN", P2, C1, ("driver",), {"role": "driver"}),
    ("INVOLVED_IN", P3, C1, ("passenger",), {"role": "passenger"}),
    ("INVOLVED_IN", P5, C1, ("passenger",), {"role": "passenger"}),
    ("INVOLVES", C1, V1, (), {}),
    ("INVOLVES", C1, V2, (), {}),
    ("SERVICED_BY", C1, G1, ("garage",), {"role": "garage"}),
    ("HANDLED_BY", C1, E7, (), {}),
    ("REPORTED_FROM", C1, PHONE, (), {}),
    ("UNDER", C2, L2, (), {}),
    ("INVOLVED_IN", P2, C2, ("claimant",), {"role": "claimant"}),
    ("INVOLVED_IN", P1, C2, ("witness",), {"role": "witness"}),
    ("INVOLVES", C2, V2, (), {}),
    ("UNDER", C3, L9, (), {}),
    ("INVOLVED_IN", P9, C3, ("claimant",), {"role": "claimant"}),
    ("INVOLVES", C3, V8, (), {}),
    ("REPORTED_FROM", C3, PHONE, (), {}),
    (
        "PAID_TO",
        C1,
        ACCOUNT,
        ("Y1",),
        {
            "number": "Y1",
            "amount": 300000,
            "currency": "CNY",
            "date": day("2020-06-10"),
            "payee_name": "Zhang Wei",
            "status": "paid",
        },
    ),
    (
        "PAID_TO",
        C1,
        ACCOUNT,
        ("Y2",),
        {
            "number": "Y2",
            "amount": 200000,
            "currency": "CNY",
            "date": day("2020-07-10"),
            "payee_name": "Zhang Wei",
            "status": "scheduled",
        },
    ),
    ("HAS_PHONE", P1, PHONE, (), {"since": day("2019-01-01")}),
    ("HAS_PHONE", P3, PHONE, (), {"since": day("2019-06-01")}),
    ("LIVES_AT", G1, HARBOUR, (), {}),
    ("HAS_EMAIL", A1, EMAIL, (), {}),
]

REJECTS = """\
people.csv,6,person_id,,row,empty
people.csv,4,birth_date,99/99/9999,value,ambiguous_date
people.csv,4,related_to,,value,links_itself
people.csv,5,name,aaaaaaa,value,placeholder
organisations.csv,4,kind,aaaaaaaaa,value,unknown_word
agents.csv,3,identity_number,999999999999999999,value,check_digit
vehicles.csv,3,vin,9A9AAA9A9AA999999,value,check_digit
policies.csv,4,premium,999,value,no_currency
policies.csv,5,end_date,9999-99-99,value,placeholder
policies.csv,5,premium,99.999,value,too_precise
claims.csv,4,claim_number,,row,empty
claims.csv,3,reported_from,aaaaaaa,value,placeholder
claims.csv,3,status,aaaaa,value,unknown_word
claims.csv,5,claimed,9a9,value,not_an_amount
payments.csv,4,account,99999999,row,placeholder
contacts.csv,4,value,999-999-9999,row,placeholder
"""

_LINK_QUERY = Query(
    "tests/links",
    "All evidence links",
    "MATCH (a)-[r]->(b) WHERE r.id IS NOT NULL "
    "RETURN type(r) AS type, a.id AS source, b.id AS target, properties(r) AS properties",
    (),
    ("type", "source", "target", "properties"),
)
_STANDING = ("first_seen", "last_seen", "rows", "origins", "sources", "run")


def load(store: Store, path: Path = FIXTURE) -> RunReport:
    settings = Settings(data=store.data)
    return ingest(store, path, settings=settings, now=NOW)


def all_nodes(store: Store) -> dict[str, dict[str, object]]:
    """Every entity of evidence by id, without absent properties, `run` and `sources`."""
    found: dict[str, dict[str, object]] = {}
    for entity in REGISTRY:
        if entity.role == "work":
            continue
        names = [p.name for p in entity.properties]
        names += ["first_seen", "last_seen", "rows", "origins"]
        columns = store.nodes(entity.label, names)
        for at, identifier in enumerate(columns["id"]):
            values = {name: columns[name][at] for name in names}
            found[str(identifier)] = {n: v for n, v in values.items() if v is not None}
    return found


def test_every_node(store: Store) -> None:
    load(store)
    found = all_nodes(store)
    assert sorted(found) == sorted(NODES)
    for identifier, expected in NODES.items():
        assert found[identifier] == expected


def test_every_link(store: Store) -> None:
    report = load(store)
    found = {}
    for row in store.read(_LINK_QUERY):
        properties = dict(row["properties"])  # type: ignore[call-overload]
        assert properties.pop("sources") == ["sheets"]
        assert properties.pop("run") == report.run
        identifier = properties.pop("id")
        said = {
            name: value.to_native() if hasattr(value, "to_native") else value
            for name, value in properties.items()
            if name not in _STANDING
        }
        found[identifier] = (row["type"], row["source"], row["target"], said)
    assert found == {
        link_id(kind, source, target, *key): (kind, source, target, properties)
        for kind, source, target, key, properties in LINKS
    }


def test_every_reject_and_the_report(embedded_store: Store) -> None:
    report = load(embedded_store)
    assert report.rejects is not None
    with report.rejects.open(encoding="utf-8", newline="") as file:
        lines = [",".join(line[:-1]) for line in csv.reader(file)][1:]
    assert lines == REJECTS.splitlines()
    assert (report.rows_read, report.rows_loaded, report.rows_rejected) == (30, 26, 4)
    assert report.values_rejected == 12
    assert report.not_described == {"Employee": 1, "Person": 1, "Policy": 1, "Vehicle": 1}
    assert sum(report.nodes.values()) == len(NODES)
    assert sum(report.links.values()) == len(LINKS)
    assert report.warnings == ()
    assert not report.invented


def test_links_lead_back_to_their_bytes(embedded_store: Store) -> None:
    load(embedded_store)
    provenance = Provenance(embedded_store.kept)
    phone = link_id("HAS_PHONE", P3, PHONE)
    rows = provenance.rows_of([phone, P5])
    assert [row.caption for row in rows[phone]] == ["contacts.csv:3"]
    assert provenance.original(rows[phone][0]).decode() == (
        "P3,person,电话,0086-127-40506071,,,,2019-06-01"
    )
    own_row = next(row for row in rows[P5] if row.table == "people")
    assert provenance.original(own_row) == b'P5,"Jim\nDoe",,1970-12-24,,,,'


def test_order_of_rows_encoding_and_delimiter_never_matter(
    embedded_store: Store, tmp_path: Path
) -> None:
    source = tmp_path / "sheets"
    source.mkdir()
    for path in FIXTURE.iterdir():
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = list(csv.reader(file))
        with (source / path.name).open("w", encoding="gb18030", newline="") as file:
            csv.writer(file, delimiter="\t").writerows([header, *reversed(rows)])
    report = load(embedded_store, source)
    assert {file.encoding for file in report.files} == {"utf-8", "gb18030"}
    assert {file.delimiter for file in report.files} == {"\t"}
    assert all_nodes(embedded_store) == NODES
    assert sum(embedded_store.counts()[kind] for kind in REGISTRY.evidence_links()) == len(LINKS)

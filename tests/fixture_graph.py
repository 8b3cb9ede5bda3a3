"""A hand-made graph of some forty entities with every label, for tests that compare the engines.

All of it is invented. Ids in tests and in `// example:` headers are written '@Label:key', e.g.
'@Person:P1'; `resolve` turns them into entity ids, '!search:Label' into the name of its index.
"""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from graph.schema.ids import entity_id, link_id
from graph.schema.registry import REGISTRY
from graph.store import Store, Value, search_index
from graph.values.registry import value_type

Properties = Mapping[str, Value]
_DAY = datetime.date

ENTITIES: Mapping[str, Mapping[str, Properties]] = {
    "Person": {
        "P1": {"number": "P1", "name": "Ada Example", "birth_date": _DAY(1980, 5, 17)},
        "P2": {"number": "P2", "name": "王小明", "other_name": "Wang Xiaoming"},
        "P3": {"number": "P3", "name": "王大明"},
        "P4": {"number": "P4", "name": "Siobhan O'Brien"},
        "P5": {"number": "P5", "name": "小王子"},
        "P6": {"number": "P6", "name": "Nobody Known"},
        "P7": {"number": "P7", "name": "Ada Example"},
        "P8": {"number": "P8", "name": "Far Away"},
    },
    "Organisation": {
        "O1": {"number": "O1", "name": "Invented Agency", "kind": "agency"},
        "O2": {"number": "O2", "name": "虚构运输公司", "kind": "fleet"},
    },
    "Agent": {
        "A1": {"number": "A1", "name": "Agnes Agent", "joined_on": _DAY(2020, 1, 1)},
        "A2": {"number": "A2", "name": "代理人甲"},
    },
    "Employee": {"E1": {"number": "E1", "name": "Erin Employee"}},
    "Provider": {
        "G1": {"number": "G1", "name": "Garage One", "kind": "garage"},
        "H1": {"number": "H1", "name": "虚构医院", "kind": "hospital"},
    },
    "Policy": {
        f"POL-00010{i}": {
            "number": f"POL-00010{i}",
            "product": "motor",
            "start_date": _DAY(2024, 1, i),
            "premium": 100_000 + i,
            "currency": "CNY",
        }
        for i in range(1, 7)
    },
    "Claim": {
        f"CLM-00020{i}": {
            "number": f"CLM-00020{i}",
            "kind": "collision",
            "loss_date": _DAY(2024, 1, 9 + i),
            "claimed": 500_000 + i,
            "currency": "CNY",
            "status": "paid",
        }
        for i in range(1, 7)
    },
    "Vehicle": {"TEST1": {"plate": "TEST1"}, "京AT0001": {"plate": "京AT0001"}},
    "Phone": {
        "+447700900001": {"number": "+447700900001"},
        "+447700900002": {"number": "+447700900002"},
        "+12025550101": {"number": "+12025550101"},
    },
    "Email": {"ada@example.com": {"number": "ada@example.com"}},
    "Account": {
        "TESTBANK/10000001": {"number": "TESTBANK/10000001", "bank": "TESTBANK"},
        "TESTBANK/10000002": {"number": "TESTBANK/10000002", "bank": "TESTBANK"},
    },
    "Address": {"1 invented lane|nowhere|": {"line": "1 Invented Lane", "city": "Nowhere"}},
    "Device": {"DEV-1": {"number": "DEV-1"}},
    "IdentityDocument": {"TESTID1": {"number": "TESTID1"}},
    "WatchEntry": {
        "W1": {
            "number": "W1",
            "authority": "Invented Police",
            "document": "IP-2024-7",
            "listed_on": _DAY(2024, 1, 5),
            "expires_on": _DAY(2025, 1, 5),
        },
        "W2": {
            "number": "W2",
            "authority": "Invented Police",
            "document": "IP-2024-8",
            "name": "ada example",
            "birth_date": _DAY(1980, 5, 17),
        },
    },
    "Bulletin": {
        "B1": {
            "number": "B1",
            "issuer": "Invented Association",
            "issued_on": _DAY(2024, 2, 1),
            "title": "One account, many payees",
            "way_of_working": "Claims of strangers are paid into one account",
        }
    },
    "Outcome": {
        "V1": {
            "number": "V1",
            "verdict": "cleared",
            "decided_on": _DAY(2024, 3, 1),
            "basis": "internal_finding",
            "authority": "Invented unit",
        }
    },
    "BulletinLink": {
        "BL1": {
            "bulletin": "bulletin-1",
            "number": "B1",
            "typology": "shared_account",
            "seq": 1,
            "at": "2024-03-01T00:00:00Z",
            "author": "tester",
            "reason": "It describes it",
        }
    },
    "IngestRun": {"R1": {"source": "fixture", "complete": True, "invented": True}},
    "Case": {"CASE-0001": {"number": "CASE-0001", "ordinal": 1, "state": "new", "title": "Tip"}},
    "Note": {"N1": {"case_number": "CASE-0001", "seq": 1, "text": "A tip by phone"}},
    "AuditHead": {"head": {"seq": 1, "hash": "0"}},
}


def _payment(i: int) -> Properties:
    return {"number": f"PAY-{i}", "amount": 1000 * i, "date": _DAY(2024, 2, i), "status": "paid"}


LINKS: Sequence[tuple[str, str, str, Properties]] = (
    *(("HOLDS", f"@Person:P{i}", f"@Policy:POL-00010{i}", {}) for i in range(1, 6)),
    ("HOLDS", "@Organisation:O2", "@Policy:POL-000106", {}),
    ("INSURES", "@Policy:POL-000101", "@Person:P6", {}),
    ("INSURES", "@Policy:POL-000106", "@Vehicle:京AT0001", {}),
    ("BENEFICIARY_OF", "@Person:P6", "@Policy:POL-000102", {"relation": "friend"}),
    *(("SOLD", "@Agent:A1", f"@Policy:POL-00010{i}", {}) for i in range(1, 5)),
    ("SOLD", "@Agent:A2", "@Policy:POL-000105", {}),
    ("SOLD", "@Agent:A2", "@Policy:POL-000106", {}),
    *(("UNDER", f"@Claim:CLM-00020{i}", f"@Policy:POL-00010{i}", {}) for i in range(1, 7)),
    *(
        ("INVOLVED_IN", f"@Person:P{i}", f"@Claim:CLM-00020{i}", {"role": "claimant"})
        for i in range(1, 6)
    ),
    ("INVOLVED_IN", "@Person:P1", "@Claim:CLM-000202", {"role": "passenger"}),
    ("INVOLVED_IN", "@Person:P1", "@Claim:CLM-000203", {"role": "witness"}),
    ("INVOLVED_IN", "@Person:P2", "@Claim:CLM-000201", {"role": "driver"}),
    ("INVOLVED_IN", "@Person:P2", "@Claim:CLM-000203", {"role": "driver"}),
    *(
        (
            "PAID_TO",
            f"@Claim:CLM-00020{i}",
            "@Account:TESTBANK/10000001",
            _payment(i),
        )
        for i in range(1, 5)
    ),
    (
        "PAID_TO",
        "@Claim:CLM-000201",
        "@Account:TESTBANK/10000001",
        {"number": "PAY-9", "amount": 500, "date": _DAY(2024, 3, 1), "status": "scheduled"},
    ),
    ("PAID_TO", "@Claim:CLM-000205", "@Account:TESTBANK/10000002", {"number": "PAY-5"}),
    ("OWNS_ACCOUNT", "@Person:P1", "@Account:TESTBANK/10000001", {}),
    ("OWNS_ACCOUNT", "@Provider:G1", "@Account:TESTBANK/10000002", {}),
    ("HAS_PHONE", "@Person:P1", "@Phone:+447700900001", {"since": _DAY(2023, 1, 1)}),
    ("HAS_PHONE", "@Person:P2", "@Phone:+447700900001", {}),
    ("HAS_PHONE", "@Person:P3", "@Phone:+447700900001", {}),
    ("HAS_PHONE", "@Person:P4", "@Phone:+447700900001", {"retired": "run-0"}),
    ("HAS_PHONE", "@Agent:A1", "@Phone:+447700900002", {}),
    ("HAS_PHONE", "@Person:P4", "@Phone:+447700900002", {}),
    ("HAS_PHONE", "@Organisation:O1", "@Phone:+12025550101", {}),
    ("REPORTED_FROM", "@Claim:CLM-000204", "@Phone:+12025550101", {}),
    ("HAS_EMAIL", "@Person:P1", "@Email:ada@example.com", {}),
    ("LIVES_AT", "@Person:P1", "@Address:1 invented lane|nowhere|", {}),
    ("LIVES_AT", "@Person:P6", "@Address:1 invented lane|nowhere|", {}),
    ("USED_DEVICE", "@Person:P2", "@Device:DEV-1", {}),
    ("HAS_DOCUMENT", "@Person:P2", "@IdentityDocument:TESTID1", {}),
    ("OWNS_VEHICLE", "@Person:P1", "@Vehicle:TEST1", {}),
    ("OWNS_VEHICLE", "@Organisation:O2", "@Vehicle:京AT0001", {}),
    *(("INVOLVES", f"@Claim:CLM-00020{i}", "@Vehicle:TEST1", {}) for i in range(1, 4)),
    ("EMPLOYED_BY", "@Agent:A1", "@Organisation:O1", {}),
    ("EMPLOYED_BY", "@Person:P5", "@Organisation:O2", {}),
    ("RELATED_TO", "@Person:P1", "@Person:P6", {"relation": "sibling"}),
    ("SAME_AS", "@Agent:A2", "@Person:P5", {"accepted": True}),
    ("HANDLED_BY", "@Claim:CLM-000201", "@Employee:E1", {}),
    ("SERVICED_BY", "@Claim:CLM-000201", "@Provider:G1", {"role": "garage"}),
    ("SERVICED_BY", "@Claim:CLM-000202", "@Provider:G1", {"role": "garage"}),
    ("SERVICED_BY", "@Claim:CLM-000203", "@Provider:H1", {"role": "hospital"}),
    ("NAMES", "@WatchEntry:W1", "@Phone:+447700900001", {}),
    ("NAMES", "@WatchEntry:W1", "@Vehicle:TEST1", {}),
    ("NAMES", "@Bulletin:B1", "@Account:TESTBANK/10000001", {}),
    ("CONCERNS", "@Outcome:V1", "@Claim:CLM-000201", {}),
    ("CONCERNS", "@Outcome:V1", "@Person:P1", {}),
)


def resolve(value: Any) -> Any:
    """Ids for '@Label:key' and index names for '!search:Label', also inside lists and maps."""
    if isinstance(value, str) and value.startswith("@"):
        label, _, key = value[1:].partition(":")
        return entity_id(label, key)
    if isinstance(value, str) and value.startswith("!search:"):
        return search_index(value.removeprefix("!search:"))
    if isinstance(value, list):
        return [resolve(item) for item in value]
    if isinstance(value, dict):
        return {name: resolve(item) for name, item in value.items()}
    return value


def _search(label: str, properties: Properties) -> str:
    kind = REGISTRY.entity(label)
    words = [
        word
        for name in dict.fromkeys((*kind.caption, "number"))
        if (value := properties.get(name)) is not None
        for word in value_type(kind.property(name).value).search(str(value))
    ]
    return " ".join(dict.fromkeys(words))


def _columns(rows: Sequence[Properties]) -> dict[str, list[Value]]:
    names = sorted({name for row in rows for name in row})
    return {name: [row.get(name) for row in rows] for name in names}


def _common(identifier: str) -> Properties:
    day = _DAY(2024, 1, 1)
    return {
        "id": identifier,
        "first_seen": day,
        "last_seen": day,
        "rows": 1,
        "origins": 1,
        "sources": ["fixture"],
        "run": "run-1",
    }


def write_fixture(store: Store) -> None:
    """Put the graph into an empty, prepared store."""
    for label, entities in ENTITIES.items():
        rows = []
        searchable = any(p.name == "search" for p in REGISTRY.entity(label).properties)
        for key, properties in entities.items():
            row = {**_common(entity_id(label, key)), **properties}
            rows.append({**row, "search": _search(label, properties)} if searchable else row)
        store.load_nodes(label, _columns(rows))
    groups: dict[tuple[str, str, str], list[Properties]] = {}
    for kind, source, target, own in LINKS:
        ends = resolve(source), resolve(target)
        parts = [str(own.get(name, "")) for name in REGISTRY.links[kind].link.key]
        row = {**_common(link_id(kind, *ends, *parts)), "source": ends[0], "target": ends[1]}
        group = (kind, source[1:].partition(":")[0], target[1:].partition(":")[0])
        groups.setdefault(group, []).append({**row, **own})
    for group, found in groups.items():
        store.load_links(*group, _columns(found))

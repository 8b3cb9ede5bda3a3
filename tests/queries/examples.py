"""Parameters on the fixture graph for queries whose header has no `// example:` line."""

import datetime
from typing import Any

_AT = "2024-05-01T08:00:00Z"
_PERSON = {"id": "person-new", "name": "Nova Invented"}
_LINK = {
    "id": ["link-new"],
    "source": ["@Person:P8"],
    "target": ["@Policy:POL-000101"],
    "properties": [{"id": "link-new", "run": "run-2"}],
}
_RECORD = {"id": "record-new", "case_number": "CASE-0001", "seq": 2, "at": _AT, "author": "tester"}

EXAMPLES: dict[str, dict[str, Any]] = {
    "cases/append": {
        "head": "@AuditHead:head",
        "id": "entry-2",
        "seq": 2,
        "at": _AT,
        "actor": "tester",
        "act": "read",
        "case_number": "CASE-0001",
        "subjects": ["@Person:P1"],
        "details": "{}",
        "previous": "0",
        "hash": "1",
    },
    "cases/case": {"id": "@Case:CASE-0001"},
    "cases/cases": {"states": ["new", "investigating"]},
    "cases/create_case": {
        "id": "case-2",
        "number": "CASE-0002",
        "ordinal": 2,
        "title": "Invented",
        "state": "new",
        "subject": "@Person:P2",
        "subject_kind": "entity",
        "subject_caption": "王小明",
        "opened_at": _AT,
        "opened_by": "tester",
        "invented": True,
        "snapshot": "{}",
    },
    "cases/create_decision": {**_RECORD, "before": "new", "after": "closed", "basis": "None"},
    "cases/create_dismissal": {
        "id": "dismissal-1",
        "ring": "R-000001",
        "seq": 2,
        "at": _AT,
        "author": "tester",
        "reason": "A family",
        "members": ["@Person:P1"],
        "claims": ["@Claim:CLM-000201"],
    },
    "cases/create_note": {**_RECORD, "text": "A note"},
    "cases/create_referral": {
        **_RECORD,
        "kind": "referral",
        "recipient": "Police",
        "reference": "REF-1",
        "request": "None",
    },
    "cases/create_verdict": {
        **_RECORD,
        "entity": "@Person:P1",
        "caption": "Ada Example",
        "verdict": "cleared",
        "basis": "None",
    },
    "cases/decisions": {"cases": ["CASE-0001"]},
    "cases/entries": {"first": 1, "last": 9},
    "cases/entries_of_case": {"case_number": "CASE-0001"},
    "cases/head": {"id": "@AuditHead:head"},
    "cases/lock_head": {"id": "@AuditHead:head", "genesis": "0", "writer": "tester"},
    "cases/notes": {"cases": ["CASE-0001"]},
    "cases/open_on": {"subject": "@Person:P1"},
    "cases/referrals": {"cases": ["CASE-0001"]},
    "cases/set_assignee": {"id": "@Case:CASE-0001", "assignee": "tester"},
    "cases/set_state": {"id": "@Case:CASE-0001", "state": "closed"},
    "cases/state": {"id": "@Case:CASE-0001"},
    "cases/verdicts": {"cases": ["CASE-0001"]},
    "notices/people_born": {"dates": [datetime.date(1980, 5, 17)]},
    "notices/standing": {"on": datetime.date(2025, 6, 1)},
    "rings/merge_rings": {
        "rings": [
            {
                "id": "ring-2",
                "ring": "R-000002",
                "ring_run": "ringrun-2",
                "rank": 1,
                "score": 0.5,
                "members": ["@Person:P1"],
                "document": "{}",
            }
        ]
    },
    "rings/merge_run": {
        "id": "ringrun-2",
        "at": _AT,
        "digest": "0",
        "stamp": "0",
        "number": 2,
        "document": "{}",
    },
    "rings/merge_changes": {
        "changes": [
            {
                "id": "ringchange-2",
                "ring": "R-7K2MQ4",
                "number": 2,
                "place": 0,
                "at": _AT,
                "kind": "new",
                "document": "{}",
            }
        ]
    },
    "templates/load/create_links": _LINK,
    "templates/load/merge_links": _LINK,
    "templates/load/replace_links": _LINK,
    "templates/load/retire_links": {"ids": ["link-absent"], "stamp": "run-2"},
    "templates/load/retire_nodes": {"ids": ["@Person:P1", "person-absent"], "stamp": "run-2"},
    "templates/load/create_nodes": {"id": ["person-new"], "properties": [_PERSON]},
    "templates/load/replace_nodes": {"id": ["person-new"], "properties": [_PERSON]},
    "templates/load/merge_nodes": {
        "id": ["person-new", "@Person:P1"],
        "properties": [_PERSON, {"id": "@Person:P1", "rows": 2}],
    },
}

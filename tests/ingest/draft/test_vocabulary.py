"""What headers are taken for."""

import pytest

from ingest.draft.guess import guess
from ingest.draft.profile import Profile
from ingest.draft.vocabulary import read_header, rules

HEADERS = {
    "LOSS_DT": ("loss", "date"),
    "policyNo": ("policy", "number"),
    "POLICY_EFF_DT": ("policy", "start", "date"),
    "claimid": ("claim", "number"),
    "投保人姓名": ("holder", "name"),
    "被保险人身份证号": ("insured", "identity"),
    "Date of birth": ("date", "birth"),
    "n1.q1": (),
}

MEANINGS = [
    ("CUSTOMER_NAME", ["Ann Example", "Bo Example"], "name", "holder"),
    ("AttendingPhysician", ["PHY001", "PHY002"], "number", "doctor"),
    ("DOB", ["1980-01-02", "1990-03-04"], "birth_date", None),
    ("x1", ["ann@example.com", "bo@example.com"], "email", None),
    ("x2", ["+1 212 555 0100", "+1 212 555 0101"], "phone", None),
    ("x3", ["1M8GDM9AXKP042788", "11111111111111111"], None, None),
    ("PotentialFraud", ["Yes", "No"], None, None),
    ("NO_OF_FAMILY_MEMBERS", ["3", "4"], None, None),
    ("ClmDiagnosisCode_1", ["4019", "4019"], None, None),
    ("EMPLOYMENT_STATUS", ["Y", "N"], None, None),
    ("loss date", ["5", "6"], None, None),
    ("出险日期", ["2024-01-05", "2024/1/6"], "loss_date", None),
    ("收款账号", ["6222020000000000", "6222020000000018"], "account", None),
]


@pytest.mark.parametrize("header", HEADERS)
def test_headers_are_taken_apart(header: str) -> None:
    assert read_header(header).concepts == HEADERS[header]


@pytest.mark.parametrize(("header", "cells", "attribute", "subject"), MEANINGS)
def test_header_and_values_tell_the_meaning(
    header: str, cells: list[str], attribute: str | None, subject: str | None
) -> None:
    found = guess(Profile.of(header, cells), chinese=False)
    assert (found.attribute, found.subject if attribute else None) == (attribute, subject)


def test_every_rule_speaks_of_known_words_and_subjects() -> None:
    known = rules()
    for link in known.links:
        assert {link.source, link.to, *link.unless} <= set(known.subjects)
    assert set(known.main) <= set(known.subjects)
    words = {word for a in known.attributes.values() for some in a.when for word in some}
    assert words <= {concept for word in words for concept in read_header(word).concepts} | words

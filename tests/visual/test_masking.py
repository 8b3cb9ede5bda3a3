"""Masked texts: every known name and number, longest first, wherever it stands."""

from visual.masking import Masker


def test_names_and_numbers_in_sentences_are_masked() -> None:
    masker = Masker()
    masker.know("Person", "person-00ab", {"name": "Dana Whitlow", "number": "P1"})
    masker.know("Phone", "phone-00cd", {"number": "+447700900132"})
    said = masker.said("Dana Whitlow uses +447700900132")
    assert said.text == "Dana Whitlow uses +447700900132"
    assert "Dana Whitlow" not in said.masked
    assert "+447700900132" not in said.masked


def test_a_longer_name_goes_before_one_inside_it() -> None:
    masker = Masker()
    masker.know_caption("李明", "李*")
    masker.know_caption("李明华", "李**")
    assert masker.said("李明华与李明").masked == "李**与李*"


def test_text_without_personal_data_stays() -> None:
    assert Masker().said("CLM-1 · claims.csv:2").masked == "CLM-1 · claims.csv:2"

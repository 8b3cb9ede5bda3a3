"""Whatever a source writes: cleaning is idempotent, fails only with BadValue, masks hide."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.values import VALUE_TYPES, BadValue
from tests.graph.values.promises import check, cleaned

HINTS: dict[str, list[dict[str, str]]] = {
    "phone": [{"region": "CN"}, {"region": "US"}, {"region": "nowhere"}],
    "money": [
        {"currency": "CNY"},
        {"currency": "JPY"},
        {"currency": "KWD", "decimal": ","},
        {"currency": "euro"},
    ],
    "account": [
        {"bank": "ICBC 01"},
        {"country": "NO"},
        {"country": "ES"},
        {"country": "NZ", "bank": "01-902"},
        {"country": "US", "bank": "111000025"},
    ],
    "date": [{"format": "DD/MM/YYYY"}, {"format": "DD/DD"}, {"format": "YYYYMMDD HH:mm"}],
    "address": [
        {"city": "上海", "postcode": "200000"},
        {"country": "US", "city": "St. Louis", "region": "Missouri"},
        {"country": "CN", "region": "江苏", "city": "昆山市"},
        {"country": "GB"},
    ],
    "identity": [{"country": "US"}, {"country": "CN"}],
}
_AMERICAN = ("12", "3B", "Apt", "#", "North", "St", "Street", "Main,", "Saint", "IL", "01001")
_NAMES = ("Dr", "欧阳", "张", "Xiao", "Ming", "Lv", "O'Neil", "先生", "Jr", "Ян", "ü")
WRITTEN = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="0123456789-+/. ()#", max_size=24),
    st.text(alphabet="ABCDEFGHXYZ0123456789", min_size=4, max_size=20),
    st.text(alphabet="京沪虚市区路弄号室栋幢三十〇上海浦东新12 -", max_size=24),
    st.lists(st.sampled_from(_AMERICAN), max_size=9).map(" ".join),
    st.lists(st.sampled_from(_NAMES), max_size=5).map(" ".join),
    st.from_regex(r"\+?[1-9][0-9]{6,14}", fullmatch=True),
    st.from_regex(r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}", fullmatch=True),
    st.from_regex(r"[a-z+.]{1,9}@[a-zäß]{1,9}\.(com|org)", fullmatch=True),
    st.from_regex(r"[a-z]{1,9}@xn--[a-z0-9-]{1,9}\.com", fullmatch=True),
    st.from_regex(r"[A-Z]{2}[0-9]{2}[A-Z]{4}[0-9]{14}", fullmatch=True),
    st.from_regex(r"[1-9][0-9]{16}[0-9X]", fullmatch=True),
    st.from_regex(r"[1-9][0-9]{10,14}", fullmatch=True),
    st.from_regex(r"[京沪粤][A-Z][A-Z0-9]{4,6}[警D]?", fullmatch=True),
    st.from_regex(r"[-¥$]{0,2}[0-9]{1,7}[.,]?[0-9]{0,3}", fullmatch=True),
    st.dates().map(str),
    st.integers().map(str),
)


@pytest.mark.parametrize("name", VALUE_TYPES)
@settings(max_examples=200, deadline=None)
@given(data=st.data(), text=WRITTEN)
def test_promises_hold(name: str, data: st.DataObject, text: str) -> None:
    check(name, text, data.draw(st.sampled_from([{}, *HINTS.get(name, [])])))


@pytest.mark.parametrize("name", [n for n, kind in VALUE_TYPES.items() if kind.links])
@pytest.mark.parametrize("text", ["unknown", "N/A", "无", "不详", "11111111", "000-000-0000"])
def test_placeholders_never_link_anyone(name: str, text: str) -> None:
    with pytest.raises(BadValue) as caught:
        VALUE_TYPES[name].clean(text)
    assert caught.value.reason in ("placeholder", "not_an_email")
    for hints in HINTS.get(name, []):
        assert cleaned(name, text, hints) is None

"""Whatever a source writes: cleaning is idempotent, fails only with BadValue, masks hide."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.values import VALUE_TYPES, BadValue
from graph.values.model import HIDDEN, REASONS

HINTS = {
    "phone": {"region": "CN"},
    "money": {"currency": "CNY"},
    "account": {"bank": "ICBC 01"},
    "date": {"format": "DD/MM/YYYY"},
    "address": {"city": "上海", "postcode": "200000"},
}
WRITTEN = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="0123456789-+/. ()", max_size=24),
    st.text(alphabet="ABCDEFGHXYZ0123456789", min_size=4, max_size=20),
    st.from_regex(r"\+?[1-9][0-9]{6,14}", fullmatch=True),
    st.from_regex(r"[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}", fullmatch=True),
    st.from_regex(r"[a-z]{1,9}@[a-z]{1,9}\.(com|org)", fullmatch=True),
    st.from_regex(r"[A-Z]{2}[0-9]{2}[A-Z]{4}[0-9]{14}", fullmatch=True),
    st.from_regex(r"[1-9][0-9]{16}[0-9X]", fullmatch=True),
    st.dates().map(str),
    st.integers().map(str),
)


@pytest.mark.parametrize("name", VALUE_TYPES)
@settings(max_examples=150, deadline=None)
@given(text=WRITTEN)
def test_clean_is_idempotent_and_key_is_stable(name: str, text: str) -> None:
    kind, hints = VALUE_TYPES[name], HINTS.get(name, {})
    try:
        value = kind.clean(text, **hints)
    except BadValue as bad:
        assert bad.reason in REASONS  # noqa: PT017  (any other exception fails the test)
        return
    again = kind.clean(kind.text(value, **hints), **hints)
    assert again == value
    assert type(again) is type(value)
    assert kind.key(again, **hints) == kind.key(value, **hints)
    assert isinstance(kind.caption(value, "zh"), str)
    assert all(isinstance(word, str) for word in kind.search(value))


@pytest.mark.parametrize("name", VALUE_TYPES)
@settings(max_examples=100, deadline=None)
@given(text=WRITTEN)
def test_mask_hides(name: str, text: str) -> None:
    kind, hints = VALUE_TYPES[name], HINTS.get(name, {})
    try:
        value = kind.clean(text, **hints)
    except BadValue:
        return
    mask = kind.mask(value)
    if name == "money":
        assert set(mask) == {"9"}
    else:
        assert HIDDEN in mask
        shown = mask.replace(HIDDEN, "")
        assert kind.text(value) not in mask
        assert len(shown) <= max(6, len(kind.text(value)) / 2 + 1)


@pytest.mark.parametrize("name", [n for n, kind in VALUE_TYPES.items() if kind.links])
@pytest.mark.parametrize("text", ["unknown", "N/A", "无", "不详", "11111111", "000-000-0000"])
def test_placeholders_never_link_anyone(name: str, text: str) -> None:
    with pytest.raises(BadValue) as caught:
        VALUE_TYPES[name].clean(text, **HINTS.get(name, {}))
    assert caught.value.reason in ("placeholder", "not_an_email")

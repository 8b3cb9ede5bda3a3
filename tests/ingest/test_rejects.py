"""The rejects file shows the form of a value and nothing of what it says."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.rejects import shape


@given(text=st.text(max_size=60))
def test_the_shape_of_a_value_shows_no_letter_or_digit(text: str) -> None:
    masked = shape(text)
    assert len(masked) <= 41
    assert not {c for c in masked if c.isalnum()} - set("9Aa字")

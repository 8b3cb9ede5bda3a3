"""What every value type promises of whatever a source writes; for hypothesis and for fuzzers."""

from collections.abc import Mapping

from graph.language import LANGUAGES
from graph.values import BadValue, Scalar, value_type
from graph.values.model import HIDDEN, REASONS
from graph.values.suspicion import suspicions


def cleaned(name: str, text: str, hints: Mapping[str, str]) -> Scalar | None:
    """The cleaned value; None when its type refuses it, which it does by BadValue alone."""
    try:
        return value_type(name).clean(text, **hints)
    except BadValue as bad:
        assert bad.reason in REASONS  # noqa: PT017
        assert str(bad) == bad.reason  # noqa: PT017  (an error must not hold the value)
        return None


def check(name: str, text: str, hints: Mapping[str, str]) -> None:
    """AssertionError when a promise is broken; any other exception is a fault, too."""
    kind, value = value_type(name), cleaned(name, text, hints)
    if value is None:
        return
    written = kind.text(value, **hints)
    again = kind.clean(written, **hints)
    assert again == value, "clean is idempotent"
    assert type(again) is type(value)
    key = kind.key(value, **hints)
    assert key, "what is kept has a key"
    assert key == kind.key(value, **hints) == kind.key(again, **hints)
    assert all(isinstance(word, str) for word in kind.search(value))
    assert all(kind.caption(value, lang, **hints) for lang in LANGUAGES)
    assert all(isinstance(word, str) for word in kind.derived(value).values())
    assert suspicions(name, value) == suspicions(name, again)
    check_mask(name, value, hints)


def check_mask(name: str, value: Scalar, hints: Mapping[str, str]) -> None:
    """The mask shows neither the value nor its caption, and at most half of its signs."""
    kind = value_type(name)
    mask = kind.mask(value)
    assert mask
    if name == "money":
        assert set(mask) == {"9"}
        return
    assert HIDDEN in mask
    shown = mask.replace(HIDDEN, "")
    assert len(shown) <= max(6, len(kind.text(value)) / 2 + 1)
    for raw in (kind.text(value), *(kind.caption(value, lang, **hints) for lang in LANGUAGES)):
        assert HIDDEN in raw or len(raw) < 2 or raw not in mask

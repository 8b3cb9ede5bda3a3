"""Every reason for a reject is said in every language."""

import pytest

from graph.language import LANGUAGES, say
from graph.values.model import REASONS


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_is_said(reason: str, lang: str) -> None:
    assert say(f"ingest.reason.{reason}", lang)

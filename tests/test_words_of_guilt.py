"""No word of guilt in what the product says, in either language: only recorded verdicts judge."""

import re
from pathlib import Path

import pytest
import yaml

from graph.typologies import TYPOLOGIES

ROOT = Path(__file__).parents[1]
FILES = sorted(
    path
    for path in ROOT.glob("*/**/messages/*.yaml")
    if path.relative_to(ROOT).parts[0] in ("api", "cases", "evidence", "graph", "ingest", "visual")
)
GUILT = re.compile(
    r"\b(?:guilty|culprits?|criminals?|crimes?|crooks?|fraudsters?|offenders?|perpetrators?|"
    r"accomplices?|accused|suspects?|swindlers?|conspirators?|masterminds?|cheats?|thie(?:f|ves)|"
    r"gangs?|gangsters?|liars?|scammers?|defraud\w*|committed)\b"
    r"|罪犯|犯罪|嫌疑|嫌犯|骗子|诈骗犯|主犯|从犯|同犯|同伙|共犯|帮凶|首犯|主谋|犯人|凶手|坏人|黑手|作案",
    re.IGNORECASE,
)
VERDICTS = re.compile(
    r"rings\.outcome\.|rings\.basis\.|cases\.(?:verdict|referral|act)\.|evidence\.(?:reading\.verdicts|summary\.no_verdicts|outcomes\.)"
)
"""Messages that say a verdict which a named person recorded, or say that only those judge."""


def said() -> list[tuple[str, str]]:
    found = []
    for path in FILES:
        messages = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        found += [(f"{path.relative_to(ROOT)}: {i}", str(text)) for i, text in messages.items()]
    for name, typology in TYPOLOGIES.items():
        texts = [typology.title, typology.sentence, *typology.positions.values()]
        found += [(name, text.of(lang)) for text in texts for lang in ("en", "zh")]
    return found


def test_no_message_judges_a_person() -> None:
    judging = [
        f"{where}: {text}"
        for where, text in said()
        if GUILT.search(text) and not VERDICTS.search(where)
    ]
    assert judging == []


@pytest.mark.parametrize("word", ["one of the fraudsters", "团伙的主犯", "A suspect", "CRIMINAL"])
def test_the_words_are_recognised(word: str) -> None:
    assert GUILT.search(word)


def test_messages_of_every_room_are_read() -> None:
    rooms = {path.relative_to(ROOT).parts[0] for path in FILES}
    assert {"api", "cases", "evidence", "graph", "visual"} <= rooms
    assert len(said()) > 500

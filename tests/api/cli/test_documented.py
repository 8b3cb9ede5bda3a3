"""docs/command-line.md names every command, and every key of a ring's line."""

from pathlib import Path

from api.documents import ring_document
from tests.api.commands import every_command
from tests.rings_example import example_ring

DOC = (Path(__file__).parents[3] / "docs" / "command-line.md").read_text(encoding="utf-8")


def test_every_command_is_described() -> None:
    for words in every_command():
        assert words[-1] in DOC, f"describe `{' '.join(words)}` in docs/command-line.md"


def test_every_key_of_a_ring_is_described() -> None:
    for key in ring_document(example_ring(), "en"):
        assert f"`{key}`" in DOC, f"describe the key {key} in docs/command-line.md"

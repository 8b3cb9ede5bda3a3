"""The demo's output on the terminal: top rings with their reasons, what was written, what next."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from api.cli.rings_shown import queue_shown
from api.cli.tables import heading, lines

if TYPE_CHECKING:
    from rich.console import RenderableType

Say = Callable[..., str]


def demo_shown(made: dict[str, Any], say: Say) -> "Iterator[RenderableType]":
    """The queue, then files, times, the digest, and how to open the pages."""
    yield from queue_shown(made, say)
    if "view" in made:
        yield heading("\n" + say("cli.demo.written"))
        kind = "cli.demo.draft" if made["draft"] else "cli.demo.bundle"
        yield lines(
            [
                say("cli.demo.view", path=str(made["view"])),
                say(kind, path=str(made["bundle"]), case=made["case"]),
            ]
        )
    seconds = made["seconds"]
    yield lines(
        [
            say("cli.demo.times", times=[f"{k} {v:.1f} s" for k, v in seconds.items()]),
            say("cli.demo.digest", digest=made["digest"], engine=made["engine"]),
            say("cli.demo.serve", data=str(made["data"])),
        ],
        mark="\n",
    )

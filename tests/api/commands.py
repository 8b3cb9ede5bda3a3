"""The commands of `ringleader`, as the words one types."""

import typer

from api.cli.main import app


def every_command() -> list[list[str]]:
    """['rings'], ['case', 'open'], … sorted."""
    root = typer.main.get_command(app)
    found = []
    for name, each in root.commands.items():  # type: ignore[attr-defined]
        below = getattr(each, "commands", None)
        found += [[name, child] for child in below] if below else [[name]]
    return sorted(found)

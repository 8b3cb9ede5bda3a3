"""A drafted mapping on the terminal: what was understood, and what to do next."""

from pathlib import Path

from api.cli.run import Run
from api.cli.tables import heading, lines, table


def show_draft(run: Run, path: str, output: Path | None) -> None:
    """Draft a mapping of the files or database at `path` and say what came of it."""
    from ingest.draft import draft_mapping
    from ingest.readers.database import shown

    draft = draft_mapping(path, output, run.lang)
    names = ("table", "used", "ignored", "decide")
    understood = table(
        [run.say(f"cli.draft.column.{name}") for name in names],
        [(t.table, len(t.used), len(t.ignored), t.decide) for t in draft.tables],
        right=(1, 2, 3),
    )
    places = {"file": str(draft.file), "path": shown(path)}
    steps = [run.say(f"cli.draft.next.{step}", **places) for step in ("read", "try", "load")]
    run.emit(draft, heading(run.say("cli.draft.written", **places)), understood, lines(steps))

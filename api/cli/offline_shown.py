"""`ringleader ingest --offline`: files for Neo4j's importer, and the command that reads them."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from api.cli.run import Run

if TYPE_CHECKING:
    from ingest import RunReport


def load_offline(
    run: Run, path: str, source: str | None, directory: Path, max_rejects: int | None
) -> "RunReport":
    """Write the files and say what to do with them."""
    from api.cli.report_shown import report_shown
    from api.cli.tables import lines
    from api.services import utc_now
    from ingest.offline import ingest_offline

    with run.steps() as steps:
        made = ingest_offline(
            path,
            source,
            directory.resolve(),
            settings=run.settings,
            now=utc_now(),
            max_rejects=max_rejects,
            progress=steps,
        )
    told = shlex.join(["neo4j-admin", *made.arguments])
    shown = [
        *report_shown(made.report, run.say, run.lang),
        lines([run.say("cli.offline.next", directory=str(directory)), told], mark=""),
        lines([run.say("cli.offline.then")], mark=""),
    ]
    run.emit({"report": made.report, "arguments": made.arguments}, *shown)
    return made.report

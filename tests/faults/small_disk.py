"""Ingests on a small disk (tmpfs) that grows: python -m tests.faults.small_disk DIR FILES SIZE...

To be run in mount and user namespaces of its own (`unshare -Urm`). Prints one JSON line for each
size: the command's status and lines on stderr; then the digest of the store.
"""

import json
import subprocess
import sys
from pathlib import Path

from graph.settings import Settings
from graph.store import open_store
from tests.faults.commands import command
from tests.processes import environment


def main(disk: str, files: str, *sizes: str) -> None:
    """See above."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={sizes[0]}", "tmpfs", disk], check=True)
    settings = Settings(store="embedded", data=Path(disk) / "data", heap="256m")
    for size in sizes:
        subprocess.run(["mount", "-o", f"remount,size={size}", disk], check=True)
        said = command("ingest", files, "--full", env=environment(settings))
        sys.stdout.write(json.dumps([said.status, *said.lines]) + "\n")
    with open_store(settings) as store:
        sys.stdout.write(json.dumps(store.digest()) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])

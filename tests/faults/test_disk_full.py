"""A disk without space: one clear sentence, nothing half-done; running it again completes it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from graph.provenance.manifest import read_manifests
from graph.provenance.place import Place
from tests.faults.checks import check_whole
from tests.faults.commands import command
from tests.faults.invented import Deliveries
from tests.faults.world import Truth, World
from tests.processes import ROOT, environment

_NAMESPACES = ["unshare", "-Urm"]


def _may_mount(disk: Path) -> bool:
    mount = [*_NAMESPACES, "mount", "-t", "tmpfs", "tmpfs", str(disk)]
    try:
        return subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def test_a_disk_that_fills_up(tmp_path: Path, deliveries: Deliveries, truth: Truth) -> None:
    if not _may_mount(tmp_path):
        pytest.skip("this system lets nobody mount a small disk")
    expected = truth.of((1, 0))
    files, sizes = str(deliveries.sheets(1).path), ("100k", "70m", "400m")
    grow = ["-m", "tests.faults.small_disk", str(tmp_path), files, *sizes]
    done = subprocess.run(
        [*_NAMESPACES, sys.executable, *grow],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    tiny, small, enough, digest = map(json.loads, done.stdout.splitlines())
    for status, *lines in (tiny, small):
        assert status == 2
        assert lines[-1].startswith("The disk ")
        assert lines[-1].endswith("is full; free some space and run the command again.")
        assert not any("Traceback" in line for line in lines)
    assert enough[0] == 0
    assert digest == expected.digest


@pytest.mark.parametrize(
    ("largest", "where"),
    [
        pytest.param(100, "work/sheets", marks=pytest.mark.slow),
        (2_000, "work/sheets"),
        (8_000, "provenance/sheets"),
    ],
)
def test_a_file_that_may_not_grow(embedded: World, largest: int, where: str) -> None:
    embedded.empty()
    first = embedded.truth.deliveries.sheets(1)
    env = environment(embedded.settings, TMPDIR=str(embedded.temporary))
    said = command("ingest", str(first.path), "--full", env=env, largest=largest)
    data = embedded.settings.data
    assert said.status == 2
    assert said.lines[-1].startswith(f"A file in {data / where} would be larger than")
    assert said.lines[-1].endswith("then run the command again.")
    assert not any("Traceback" in line for line in said.lines)
    assert embedded.store.is_empty()
    assert read_manifests(Place(data)) == {}
    assert command("ingest", str(first.path), "--full", env=env).status == 0
    check_whole(embedded.store, embedded.truth.of((1, 0)), embedded.temporary)
    embedded.versions = (1, 0)

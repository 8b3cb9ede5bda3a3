"""What counts is on the disk first: files before the manifest, a database before its pointer."""

import os
from pathlib import Path

import pytest

from graph.provenance import Place
from graph.provenance.manifest import Manifest, Segment, Table, write_manifest


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """(what was waited for, whether the manifest counted already), in order."""
    found: list[tuple[str, bool]] = []
    wait = os.fsync

    def noted(handle: int) -> None:
        path = Path(f"/proc/self/fd/{handle}").readlink()
        folder = next(p for p in (path, *path.parents) if p.name == "provenance")
        found.append((path.name, (folder / "claims.json").exists()))
        wait(handle)

    monkeypatch.setattr(os, "fsync", noted)
    return found


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="shows open files on Linux only")
def test_all_that_a_manifest_names_is_on_the_disk_before_it_counts(
    tmp_path: Path, settled: list[tuple[str, bool]]
) -> None:
    place = Place(tmp_path)
    names = {name: f"provenance/claims/{name}.parquet" for name in ("m", "p", "h", "l", "k", "r")}
    (tmp_path / "provenance" / "claims").mkdir(parents=True)
    for path in names.values():
        (tmp_path / path).write_bytes(b"rows")
    segment = Segment(
        mentions=names["m"],
        nodes={"Person": names["p"]},
        links={"HAS_PHONE Person Phone": names["h"]},
        lost=names["l"],
        known=names["k"],
        rows=1,
        live=1,
        mapping="",
    )
    table = Table(rows=names["r"], segments=(segment,), files=())
    write_manifest(place, Manifest(source="claims", tables={"claims": table}))
    before = {name for name, counted in settled if not counted}
    assert {f"{name}.parquet" for name in names} | {"claims"} <= before
    assert settled[-1] == ("provenance", True)  # the name of the manifest itself


def test_a_file_that_is_gone_is_for_readers_to_find(tmp_path: Path) -> None:
    write_manifest(Place(tmp_path), Manifest(source="claims", mapping="provenance/gone.json"))

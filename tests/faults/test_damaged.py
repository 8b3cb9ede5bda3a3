"""Files of the provenance that are cut short or gone: what the sentence says to do works."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import NotFoundError, StoreError
from graph.provenance import Provenance
from tests.faults.checks import Graph, check_whole
from tests.faults.world import World, load


def cut(path: Path) -> None:
    """Half of it is lost."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def newest(data: Path, pattern: str) -> Path:
    """A file of the provenance."""
    return sorted((data / "provenance").glob(pattern))[-1]


@pytest.mark.parametrize(
    ("pattern", "harm"),
    [
        ("sheets.json", cut),
        ("sheets/people.*.mentions.parquet", Path.unlink),
        pytest.param("sheets/people.*.mentions.parquet", cut, marks=pytest.mark.slow),
        pytest.param("sheets/people.*.rows.parquet", Path.unlink, marks=pytest.mark.slow),
        pytest.param("sheets/people.*.node.Person.parquet", Path.unlink, marks=pytest.mark.slow),
    ],
)
def test_a_damaged_provenance(
    embedded: World, pattern: str, harm: Callable[[Path], None], tmp_path: Path
) -> None:
    store, deliveries = embedded.store, embedded.truth.deliveries
    embedded.empty()
    load(store, deliveries.sheets(1))
    shutil.copytree(store.data / "provenance", tmp_path / "backup")
    harm(newest(store.data, pattern))
    with pytest.raises(StoreError) as told:
        load(store, deliveries.sheets(2))
    sentence = str(told.value)
    assert "restore" in sentence
    assert "sheets" in sentence
    assert "again" in sentence
    shutil.rmtree(store.data / "provenance")
    shutil.copytree(tmp_path / "backup", store.data / "provenance")
    load(store, deliveries.sheets(2))
    check_whole(store, embedded.truth.of((2, 0)), embedded.temporary)
    embedded.versions = (2, 0)
    harm(newest(store.data, pattern))
    (store.data / "provenance" / "sheets.json").unlink()
    load(store, deliveries.sheets(2))
    assert Graph.of(store) == embedded.truth.of((2, 0))
    embedded.empty()


def test_a_kept_file_that_is_gone_comes_back_with_its_delivery(embedded: World) -> None:
    store, first = embedded.store, embedded.truth.deliveries.sheets(1)
    embedded.empty()
    load(store, first)
    provenance = Provenance(store.kept)
    person = str(store.nodes("Person", [])["id"][0])
    rows = provenance.rows_of([person])[person]
    originals = provenance.originals(rows)
    (store.data / provenance.files.name(rows[0].file_sha256)).unlink()
    with pytest.raises(NotFoundError, match="copy it back from a backup or ingest the file again"):
        provenance.originals(rows)
    load(store, first)
    assert provenance.originals(rows) == originals
    assert Graph.of(store) == embedded.truth.of((1, 0))
    embedded.versions = (1, 0)

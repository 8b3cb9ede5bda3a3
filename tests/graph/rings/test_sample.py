"""Rings of the invented sample are found, on seeds that nothing was tuned on."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.sheets_evidence import SheetSource, read_sheets
from graph.projection.evidence import Evidence
from graph.rings import workers
from graph.rings.detect import detect
from graph.rings.find import digest_of, explain
from graph.rings.model import Ring
from graph.rings.parameters import RingParameters
from graph.rings.suppressed import of_run
from ingest.sample import score_sample, write_sample

QUICK = RingParameters(stability_runs=2)


def found(evidence: Evidence, directory: Path, processes: int = 1) -> tuple[tuple[Ring, ...], str]:
    """Rings and their digest."""
    detection = detect(evidence, QUICK)
    source = SheetSource(directory)
    rings, facts = explain(detection, source, (), QUICK, {}, processes=processes)
    return rings, digest_of(rings, of_run(detection, facts, QUICK))


@pytest.mark.parametrize("seed", [301, 302, 303])
def test_most_planted_rings_are_found_and_few_others(tmp_path: Path, seed: int) -> None:
    summary = write_sample(tmp_path / "s", claims=2000, seed=seed)
    rings, _ = found(read_sheets(tmp_path / "s"), tmp_path / "s")
    score = score_sample(summary.labels, rings)
    assert score.recall >= 0.7
    assert score.false <= 2
    strong = [ring for ring in rings if not ring.weak]
    assert strong
    assert [ring.rank for ring in rings] == list(range(1, len(rings) + 1))


def test_shufflings_of_the_rows_give_the_same_rings(tmp_path: Path) -> None:
    write_sample(tmp_path / "s", claims=600, seed=5)
    digests = set()
    for seed in range(6):
        evidence = read_sheets(tmp_path / "s", shuffle=np.random.default_rng(seed))
        digests.add(found(evidence, tmp_path / "s")[1])
    assert len(digests) == 1


def shuffled_digests(
    directory: Path, claims: int, shufflings: int, monkeypatch: pytest.MonkeyPatch
) -> set[str]:
    """Digests of the rings for so many orders of the rows, every second one by two processes."""
    monkeypatch.setattr(workers, "LEAST", 1)  # few rings are shared out, too
    write_sample(directory / "s", claims=claims, seed=5)
    digests = set()
    for seed in range(shufflings):
        evidence = read_sheets(directory / "s", shuffle=np.random.default_rng(seed))
        rings, digest = found(evidence, directory / "s", processes=1 + seed % 2)
        assert rings
        digests.add(digest)
    return digests


def test_two_processes_and_another_order_of_rows_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(shuffled_digests(tmp_path, 400, 2, monkeypatch)) == 1


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_twenty_shufflings_of_two_thousand_claims_by_one_and_two_processes_are_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(shuffled_digests(tmp_path, 2_000, 20, monkeypatch)) == 1


def test_a_sample_without_rings_has_none_above_the_alarm_line(tmp_path: Path) -> None:
    write_sample(tmp_path / "s", claims=2000, seed=311, rings=0)
    rings, _ = found(read_sheets(tmp_path / "s"), tmp_path / "s")
    assert [ring.id for ring in rings if not ring.weak] == []

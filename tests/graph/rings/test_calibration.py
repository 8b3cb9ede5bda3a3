"""The kept calibration: its file is read again only when it is another one."""

import datetime
from pathlib import Path

import pytest

from graph.rings import calibration
from graph.rings.calibration import Calibration, calibration_digest, save_calibration


def kept(confirmed: int) -> Calibration:
    """A calibration without a curve."""
    day = datetime.date(2025, 6, 1)
    return Calibration(as_of=day, confirmed=confirmed, cleared=1, parameters="p").sealed()


def test_the_digest_follows_the_file_and_is_worked_out_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []
    load = calibration.load_calibration

    def counted(data: Path) -> Calibration | None:
        read.append(data)
        return load(data)

    monkeypatch.setattr(calibration, "load_calibration", counted)
    assert calibration_digest(tmp_path) == ""
    save_calibration(tmp_path, kept(1))
    assert [calibration_digest(tmp_path) for _ in range(3)] == [kept(1).digest] * 3
    assert len(read) == 1
    save_calibration(tmp_path, kept(2))
    assert calibration_digest(tmp_path) == kept(2).digest
    calibration.calibration_path(tmp_path).unlink()
    assert calibration_digest(tmp_path) == ""
    assert len(read) == 2

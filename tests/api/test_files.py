"""Files are written whole or not at all."""

from pathlib import Path

import pytest

from api.files import write_new


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "new" / "page.html"
    write_new(path, "one")
    write_new(path, "二")
    assert path.read_text(encoding="utf-8") == "二"
    assert [p.name for p in path.parent.iterdir()] == ["page.html"]


def test_a_failed_write_leaves_the_old_file_and_no_rest(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    write_new(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write_new(path, "\ud800")
    assert path.read_text(encoding="utf-8") == "old"
    assert len(list(tmp_path.iterdir())) == 1

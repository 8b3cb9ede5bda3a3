"""Rows are shown with the columns of their file, and their exact bytes, escaped where needed."""

import hashlib
from pathlib import Path

from graph.provenance import Provenance, SourceRow, read_originals


def _row(
    directory: Path, content: bytes, wanted: bytes, encoding: str = "utf-8", delimiter: str = ","
) -> tuple[Provenance, SourceRow]:
    provenance = Provenance(directory / "data")
    file = directory / "people.csv"
    file.write_bytes(content)
    sha256 = hashlib.sha256(content).hexdigest()
    provenance.files.keep(file, sha256)
    file.unlink()
    start = content.index(wanted)
    place = ("crm", "people", "people.csv", sha256, 2, start, len(wanted))
    return provenance, SourceRow(*place, encoding=encoding, delimiter=delimiter)


def test_cells_stand_beside_the_columns_after_the_file_has_moved(tmp_path: Path) -> None:
    raw = b'1;"Doe; Jane"'
    provenance, row = _row(tmp_path, b"\xef\xbb\xbfnumber;name\r\n" + raw, raw, delimiter=";")
    (found,) = read_originals(provenance, [row])
    assert found.cells == (("number", "1"), ("name", "Doe; Jane"))
    assert found.raw == raw
    assert found.text == '1;"Doe; Jane"'


def test_rows_in_gb18030_are_read_and_their_bytes_kept(tmp_path: Path) -> None:
    raw = "1,李伟".encode("gb18030")
    content = "编号,姓名\n".encode("gb18030") + raw + b"\n"
    provenance, row = _row(tmp_path, content, raw, encoding="gb18030")
    (found,) = read_originals(provenance, [row])
    assert found.cells == (("编号", "1"), ("姓名", "李伟"))
    assert found.raw == raw


def test_what_cannot_be_printed_is_escaped(tmp_path: Path) -> None:
    raw = b"1,\x1b[31m\xff\xe2\x80\xae"
    provenance, row = _row(tmp_path, b"number,name\n" + raw, raw)
    assert read_originals(provenance, [row])[0].text == "1,\\x1b[31m\\xff\\u202e"


def test_a_row_that_does_not_fit_its_header_has_no_cells(tmp_path: Path) -> None:
    provenance, row = _row(tmp_path, b"number,name\n1,2,3", b"1,2,3")
    assert read_originals(provenance, [row])[0].cells == ()


def test_a_json_object_names_its_own_columns(tmp_path: Path) -> None:
    raw = b'{"number": 1, "name": "Jane", "tags": ["a"]}'
    provenance, row = _row(tmp_path, raw + b"\n", raw, delimiter="")
    found = read_originals(provenance, [row])[0]
    assert found.cells == (("number", "1"), ("name", "Jane"), ("tags", '["a"]'))

"""Packed files: what was packed comes back, in pieces; a damaged or cut file is an error."""

import gzip
import io
import random
import zipfile

import pytest
import zstandard

from graph.provenance.containers import container, unpacked

TEXT = random.Random(3).randbytes(300_000) + b"a,b\n" * 200_000


def _zip(method: int, streamed: bool = False, directory: bool = False) -> bytes:
    class Forward(io.BytesIO):
        def seekable(self) -> bool:
            return not streamed

    target = Forward()
    with zipfile.ZipFile(target, "w", method) as archive:
        if directory:
            archive.writestr("in/", b"")
        with archive.open("in/claims.csv", "w") as member:
            member.write(TEXT)
    return target.getvalue()


PACKED = {
    "gzip": gzip.compress(TEXT, mtime=0),
    "gzip of two members": gzip.compress(TEXT[:1000]) + gzip.compress(TEXT[1000:]) + b"\0" * 600,
    "zstd": zstandard.compress(TEXT),
    "zstd of two frames": zstandard.compress(TEXT[:1000]) + zstandard.compress(TEXT[1000:]),
    "zip": _zip(zipfile.ZIP_DEFLATED),
    "zip written as a stream": _zip(zipfile.ZIP_DEFLATED, streamed=True),
    "zip with a directory, stored": _zip(zipfile.ZIP_STORED, directory=True),
}


@pytest.mark.parametrize("kind", PACKED)
@pytest.mark.parametrize("size", [777, -1])
def test_what_was_packed_comes_back(kind: str, size: int) -> None:
    stream = unpacked(io.BytesIO(PACKED[kind]))
    pieces = []
    while piece := stream.read(size):
        pieces.append(piece)
    assert b"".join(pieces) == TEXT
    assert container(PACKED[kind][:4]) == kind.split()[0]


@pytest.mark.parametrize("kind", PACKED)
def test_cut_short(kind: str) -> None:
    with pytest.raises(EOFError):
        unpacked(io.BytesIO(PACKED[kind][:250_000])).read()


@pytest.mark.parametrize("kind", [kind for kind in PACKED if "zstd" not in kind])
def test_damaged(kind: str) -> None:
    packed = bytearray(PACKED[kind])
    packed[100_000] ^= 0x55
    with pytest.raises((OSError, EOFError)):
        unpacked(io.BytesIO(bytes(packed))).read()


def test_what_is_not_packed_stays_as_it_is() -> None:
    assert unpacked(io.BytesIO(b"a,b\n1,2\n")).read() == b"a,b\n1,2\n"
    assert unpacked(io.BytesIO(b"")).read() == b""

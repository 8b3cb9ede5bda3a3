"""Unpacks files that come packed (gzip, Zstandard, a zip of one file), as a stream, forward only.

The same code reads a file when it is ingested and when a row of it is fetched again, so that the
bytes a row points to are the same both times.
"""

import io
import struct
import zlib
from collections.abc import Callable
from typing import IO, Protocol, cast

import zstandard

_BLOCK = 1 << 20
_SIP = 1 << 12  # packed bytes at a time: Zstandard packs a thousandfold at worst
_GZIP, _ZSTD, _ZIP = b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"PK\x03\x04"
_LOCAL = struct.Struct("<4s5H3I2H")  # local file header of APPNOTE 4.3.7
_DESCRIPTOR = b"PK\x07\x08"
_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _LATE_SIZES = 1, 8  # general purpose flags
ZIP_METHODS = (_STORED, _DEFLATED)


class DamagedError(OSError):
    """Packed data that can't be unpacked."""


class _Unpacker(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, /) -> bytes: ...


def container(head: bytes) -> str | None:
    """'gzip', 'zstd' or 'zip' by the first bytes of a file; None for anything else."""
    for kind, magic in (("gzip", _GZIP), ("zstd", _ZSTD), ("zip", _ZIP)):
        if head.startswith(magic):
            return kind
    return None


def unpacked(raw: IO[bytes]) -> IO[bytes]:
    """What `raw`, read from its start, holds; `raw` itself when it isn't packed.

    Reading raises EOFError when the packed data end too early and OSError when they are damaged.
    """
    plain = io.BufferedReader(cast(io.RawIOBase, raw), _BLOCK)
    match container(plain.peek(4)[:4]):
        case "gzip":
            return _buffered(_Frames(plain, lambda: cast(_Unpacker, zlib.decompressobj(31)), _GZIP))
        case "zstd":
            return _buffered(
                _Frames(
                    plain,
                    lambda: cast(_Unpacker, zstandard.ZstdDecompressor().decompressobj()),
                    _ZSTD,
                )
            )
        case "zip":
            return _buffered(_member(plain))
    return plain


def _buffered(raw: io.RawIOBase) -> IO[bytes]:
    return io.BufferedReader(raw, _BLOCK)


class _Pieces(io.RawIOBase):
    """A readable stream of the pieces that `_piece` gives until it gives b''."""

    def __init__(self) -> None:
        self._left = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, target: "memoryview") -> int:  # type: ignore[override]
        while not self._left:
            piece = self._piece()
            if not piece:
                return 0
            self._left = memoryview(piece)
        count = min(len(target), len(self._left))
        target[:count] = self._left[:count]
        self._left = self._left[count:]
        return count

    def _piece(self) -> bytes:
        raise NotImplementedError


class _Frames(_Pieces):
    """Packed frames, one after the other, as gzip and Zstandard files may have several."""

    def __init__(self, raw: IO[bytes], make: Callable[[], _Unpacker], magic: bytes) -> None:
        super().__init__()
        self._raw, self._make, self._magic = raw, make, magic
        self._unpacker, self._fed = make(), False

    def _piece(self) -> bytes:
        while True:
            if self._unpacker.eof:
                rest = self._unpacker.unused_data.lstrip(b"\0")  # padding of tapes
                rest += self._raw.read(_SIP) if len(rest) < len(self._magic) else b""
                if not rest.startswith(self._magic):
                    return b""
                self._unpacker = self._make()
            else:
                rest = self._raw.read(_SIP)
                if not rest:
                    raise EOFError("the packed data end too early")
            if piece := _unpack(self._unpacker, rest):
                return piece


def _unpack(unpacker: _Unpacker, data: bytes) -> bytes:
    try:
        return unpacker.decompress(data)
    except (zlib.error, zstandard.ZstdError) as error:
        raise DamagedError(f"the packed data are damaged: {error}") from None


class _Member(_Pieces):
    """The first file of a zip, whose local header has just been read."""

    def __init__(self, raw: IO[bytes], stored: int | None, crc: int | None) -> None:
        super().__init__()
        self._raw, self._stored, self._crc, self._seen = raw, stored, crc, 0
        self._unpacker = zlib.decompressobj(-15)

    def _piece(self) -> bytes:
        piece = self._copy() if self._stored is not None else self._inflate()
        self._seen = zlib.crc32(piece, self._seen)
        if not piece and self._seen != (self._late() if self._crc is None else self._crc):
            raise DamagedError("the packed data are damaged: the check sum is another")
        return piece

    def _copy(self) -> bytes:
        left = self._stored or 0
        piece = self._raw.read(min(_BLOCK, left))
        if left and not piece:
            raise EOFError("the packed data end too early")
        self._stored = left - len(piece)
        return piece

    def _inflate(self) -> bytes:
        while not self._unpacker.eof:
            rest = self._raw.read(_SIP)
            if not rest:
                raise EOFError("the packed data end too early")
            if piece := _unpack(cast(_Unpacker, self._unpacker), rest):
                return piece
        return b""

    def _late(self) -> int:
        """The check sum that follows the data."""
        rest = self._unpacker.unused_data
        rest += self._raw.read(8)
        at = 4 if rest.startswith(_DESCRIPTOR) else 0
        self._crc = int.from_bytes(rest[at : at + 4], "little")
        return self._crc


def _member(raw: IO[bytes]) -> io.RawIOBase:
    """The first file of a zip; directories before it are skipped."""
    while True:
        head = raw.read(_LOCAL.size)
        if len(head) < _LOCAL.size:
            raise EOFError("the packed data end too early")
        magic, _, flags, method, _, _, crc, size, _, name, extra = _LOCAL.unpack(head)
        if magic != _ZIP:
            raise OSError("the zip holds no file")
        title = raw.read(name)
        raw.read(extra)
        if title.endswith(b"/"):
            continue
        late = bool(flags & _LATE_SIZES)
        if flags & _ENCRYPTED or method not in ZIP_METHODS or (late and method == _STORED):
            raise OSError("the zip is packed in a way that can't be read here")
        return _Member(raw, size if method == _STORED else None, None if late else crc)

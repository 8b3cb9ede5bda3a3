"""What a source has delivered so far, in one small file: once replaced, a load counts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, ValidationError

from graph.errors import StoreError
from graph.language import failure
from graph.provenance.place import Place

_VERSION = 1


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Delivered(_Part):
    """One file, as rows point to it by its position in `Table.files`."""

    file: str  # as people cite it: 'claims.csv', 'book.xlsx#claims'
    sha256: str
    run: str
    encoding: str = "utf-8"  # of the bytes that rows point to, a Python codec
    delimiter: str = ","


class Segment(_Part):
    """What one run read anew of one table, as Parquet files (paths in the place)."""

    mentions: str
    nodes: Mapping[str, str]  # by label
    links: Mapping[str, str]  # by 'TYPE Source Target'
    lost: str  # values refused in rows that were loaded
    known: str  # numbers under which other tables refer to its entities
    rows: int  # different rows in it
    live: int  # of these, how many count
    mapping: str  # digest of the mapping that it was read by

    @property
    def paths(self) -> tuple[str, ...]:
        """All its files."""
        return (self.mentions, *self.nodes.values(), *self.links.values(), self.lost, self.known)


class Table(_Part):
    """One table of a source: its rows, and the segments that say what they mean."""

    rows: str  # path; each row names its segment and its file by position
    segments: tuple[Segment, ...]
    files: tuple[Delivered, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """All files it needs."""
        return (self.rows, *(path for segment in self.segments for path in segment.paths))


class Manifest(_Part):
    """All that a source has delivered."""

    source: str
    version: int = _VERSION
    delivery: str = ""  # digest of the inputs of the last run
    run: str = ""  # the last run
    runs: int = 0
    invented: bool = False  # the data are invented (sample, drill)
    mapping: str = ""  # path of the mapping that the last run read by, as JSON
    pending: str | None = None  # path of the facts that the store may not have yet; '*' for all
    tables: Mapping[str, Table] = {}

    @property
    def paths(self) -> tuple[str, ...]:
        """All files it needs."""
        more = [path for path in (self.mapping, self.pending) if path and path != "*"]
        return (*(path for table in self.tables.values() for path in table.paths), *more)


@dataclass(frozen=True)
class Part:
    """One segment of one table, with what is needed to read it."""

    source: str
    table: str
    rows: str
    number: int  # position of the segment in its table
    segment: Segment

    @property
    def all_live(self) -> bool:
        """Whether every row in it counts."""
        return self.segment.live == self.segment.rows


def _name(source: str) -> str:
    return f"provenance/{source}.json"


def read_manifest(place: Place, source: str) -> Manifest:
    """The manifest of a source; an empty one when it has delivered nothing."""
    name = _name(source)
    raw = place.read(name)
    if raw is None:
        return Manifest(source=source)
    try:
        return Manifest.model_validate_json(raw)
    except ValidationError as error:
        raise failure(
            StoreError, "provenance.error.manifest", where=place.where, name=name
        ) from error


def read_manifests(place: Place) -> dict[str, Manifest]:
    """The manifests of all sources, sorted by name."""
    names = [n for n in place.names("provenance") if n.count("/") == 1 and n.endswith(".json")]
    sources = (name.removeprefix("provenance/").removesuffix(".json") for name in names)
    return {source: read_manifest(place, source) for source in sorted(sources)}


def write_manifest(place: Place, manifest: Manifest) -> None:
    """Replace the manifest: from now on this is what the source has delivered.

    All that it names is on the disk first, so that a power cut leaves the old state or the new.
    What the manifest before it names is there since that one was written.
    """
    settled = set(read_manifest(place, manifest.source).paths)
    place.settle([path for path in manifest.paths if path not in settled])
    with place.writing(_name(manifest.source)) as stream:
        stream.write(manifest.model_dump_json(indent=1).encode())


def remove_unused(place: Place, manifest: Manifest) -> None:
    """Delete files of this source that its manifest no longer names: left by broken runs."""
    used = set(manifest.paths)
    for name in place.names(f"provenance/{manifest.source}"):
        if name not in used:
            place.remove(name)


def parts(manifests: Mapping[str, Manifest]) -> Iterator[Part]:
    """Every segment of every table of every source."""
    for source, manifest in sorted(manifests.items()):
        for name, table in sorted(manifest.tables.items()):
            for number, segment in enumerate(table.segments):
                yield Part(source, name, table.rows, number, segment)

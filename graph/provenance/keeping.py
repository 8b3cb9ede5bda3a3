"""Notes of deliveries that keep files and don't count yet, so that what broken ones left goes.

A delivery keeps its files before it counts. If it breaks off and is never repeated, nothing names
these files. Only files that such a note calls new are ever deleted: the original of a row is worth
more than the disk it takes.
"""

from collections.abc import Callable, Iterable, Mapping

from pydantic import BaseModel, ConfigDict, ValidationError

from graph.provenance.manifest import Manifest
from graph.provenance.place import Place

_NOTES = "keeping"


class Keeping(BaseModel):
    """What one delivery keeps, as paths in the place."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    source: str
    new: tuple[str, ...]  # these were not there before
    used: tuple[str, ...]  # these were


def _path(source: str, run: str) -> str:
    return f"{_NOTES}/{source}.{run}.json"


def note_keeping(place: Place, source: str, run: str, names: Iterable[str]) -> None:
    """Note that the run is about to keep these files."""
    new: list[str] = []
    used: list[str] = []
    for name in sorted(set(names)):
        (used if place.exists(name) else new).append(name)
    note = Keeping(source=source, new=tuple(new), used=tuple(used))
    path = _path(source, run)
    if (earlier := _read(place, path)) is not None:  # the same run, broken off: still its own files
        note = note.model_copy(update={"new": tuple(sorted({*note.new, *earlier.new}))})
    with place.writing(path) as stream:
        stream.write(note.model_dump_json(indent=1).encode())


def forget_keeping(place: Place, source: str, run: str) -> None:
    """The run counts: its files are named by the manifest."""
    place.remove(_path(source, run))


def sweep(
    place: Place, manifests: Mapping[str, Manifest], is_over: Callable[[str], bool]
) -> list[str]:
    """Delete files that only broken deliveries kept; their paths.

    `is_over` says of a source whether no delivery of it is running. To be called while nobody else
    makes a delivery count; a delivery makes sure that its files are there before it counts.
    """
    notes = {path: _read(place, path) for path in place.names(_NOTES) if path.endswith(".json")}
    free = {source: is_over(source) for source in {n.source for n in notes.values() if n}}
    over = {path: note for path, note in notes.items() if note and free[note.source]}
    wanted = {
        name for path, n in notes.items() if n and path not in over for name in (*n.new, *n.used)
    }
    digests = {
        file.sha256
        for manifest in manifests.values()
        for table in manifest.tables.values()
        for file in table.files
    }
    removed = []
    for path, note in sorted(over.items()):
        for name in note.new:
            digest = name.rpartition("/")[2].partition(".")[0]
            if digest not in digests and name not in wanted and place.exists(name):
                place.remove(name)
                removed.append(name)
        place.remove(path)
    return removed


def _read(place: Place, path: str) -> Keeping | None:
    """A note; None when there is none, or one that can't be read, which is let alone."""
    raw = place.read(path)
    try:
        return Keeping.model_validate_json(raw) if raw is not None else None
    except ValidationError:
        return None

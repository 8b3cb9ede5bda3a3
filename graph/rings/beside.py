"""What an analysis leaves beside the store: for an incremental one its epoch and its memory, for
pages of parties what is known around them.

All lie where provenance does. The memory is written first: an entry says by its name what it is
the outcome of, so a memory of another run is never wrong, only of less use.
"""

import pyarrow as pa
import pyarrow.parquet as pq

from graph.provenance.place import Place
from graph.rings.epoch import Epoch
from graph.rings.known_fraud import KnownClaims
from graph.rings.known_network import KnownParties, unpacked
from graph.rings.memory import Memory
from graph.rings.model import RingRun
from graph.store import Store

EPOCH, MEMORY, KNOWN = "rings/epoch.json", "rings/memory.parquet", "rings/known.npz"


def keep_epoch(store: Store, epoch: Epoch, memory: Memory) -> None:
    """Keep both for the next incremental analysis, instead of what is there."""
    place = Place(store.kept)
    entries = sorted(memory.entries.items())
    columns = {
        "name": pa.array([name for name, _ in entries], pa.string()),
        "outcome": pa.array([outcome for _, outcome in entries], pa.large_string()),
    }
    with place.writing(MEMORY) as stream:
        pq.write_table(pa.table(columns), stream, compression="zstd")
    with place.writing(EPOCH) as stream:
        stream.write(epoch.text().encode())


def keep_known(store: Store, known: KnownClaims | None) -> None:
    """Keep what is known around every party, instead of what is there; nothing where it is None."""
    place = Place(store.kept)
    if known is None:
        place.remove(KNOWN)
        return
    with place.writing(KNOWN) as stream:
        stream.write(known.parties().packed())


def kept_known(store: Store) -> KnownParties | None:
    """What the latest analysis knew around every party; None where it isn't kept or whole."""
    told = Place(store.kept).read(KNOWN)
    return None if told is None else unpacked(told)


def epoch_of(store: Store, run: RingRun | None) -> Epoch | None:
    """The epoch of the store's latest run; None where it isn't kept, or can't be read.

    A broken one, or that of another version of the program, is written anew by a full analysis.
    """
    told = Place(store.kept).read(EPOCH)
    if run is None or told is None:
        return None
    try:
        epoch = Epoch.read(told.decode())
    except (ValueError, KeyError, TypeError):
        return None
    return epoch if epoch.id == run.epoch else None


def kept_memory(store: Store) -> Memory:
    """What was kept with the epoch; nothing where it can't be read."""
    kept = Place(store.kept).read(MEMORY)
    if kept is None:
        return Memory()
    try:
        table = pq.read_table(pa.BufferReader(kept))
        names, outcomes = (table[column].to_pylist() for column in ("name", "outcome"))
        return Memory(dict(zip(names, outcomes, strict=True)))
    except (KeyError, pa.ArrowException):
        return Memory()

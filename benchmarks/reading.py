"""Seconds to read a claims-like CSV into chunks, against bare DuckDB and bare pyarrow.

    python -m benchmarks.reading [--rows N] [--plain]

Two threads each; the file is in the page cache for all. `known` reads with all rows known, as a
re-run of an unchanged file would, and `find` is the pass for digest and encoding. `--plain` leaves
out the quoted cells.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from benchmarks.report import report
from ingest.inputs import Input, find_inputs
from ingest.mapping import Mapping

_THREADS = 2
_BATCH = 100_000
_ROUNDS = 5
COLUMNS = (
    *("CLAIM_NO", "POLICY_NO", "CUSTOMER_NO", "NAME", "BIRTH_DATE", "PHONE", "ACCOUNT", "BANK"),
    *("ADDRESS", "CITY", "LOSS_DATE", "REPORT_DATE", "AMOUNT", "CURRENCY", "STATUS"),
)
_GIVEN = ("Jane", "John", "Ann", "Wei", "Li", "Omar", "Zoé", "Ivan", "Mary", "Ken")
_FAMILY = ("Doe", "Roe", "Smith", "Zhang", "Wang", "Müller", "O'Neill", "Garcia", "Patel", "Kim")
_STREETS = ("Example Street", "Sample Road", "Test Avenue", "Invented Lane")
_CITIES = ("Springfield", "Riverton", "Northtown", "Lakeside")


def write_claims(path: Path, rows: int, *, quoted: bool = True, seed: int = 7) -> None:
    """A CSV of invented claims; where `quoted`, addresses have a comma inside quotes."""
    dice = np.random.default_rng(seed)
    with path.open("wb") as file:
        file.write(",".join(COLUMNS).encode() + b"\n")
        for start in range(0, rows, _BATCH):
            count = min(_BATCH, rows - start)
            lines = _lines(dice, np.arange(start, start + count), quoted=quoted)
            file.write(b"\n".join(line.encode() for line in lines.to_pylist()) + b"\n")


def _lines(
    dice: np.random.Generator, number: "np.ndarray[tuple[int], np.dtype[np.int64]]", *, quoted: bool
) -> pa.Array:
    count = len(number)

    def whole(low: int, high: int) -> pa.Array:
        return pa.array(dice.integers(low, high, count)).cast(pa.string())

    def word(words: tuple[str, ...]) -> pa.Array:
        return pa.array(words).take(pa.array(dice.integers(0, len(words), count)))

    def day() -> pa.Array:
        days = dice.integers(10_000, 19_000, count).astype("datetime64[D]")
        return pa.array(days).cast(pa.string())

    def joined(*parts: object, sign: str = "") -> pa.Array:
        return pc.binary_join_element_wise(*parts, sign)

    address = joined(
        whole(1, 9999), " ", word(_STREETS), ", Flat " if quoted else " Flat ", whole(1, 99)
    )
    columns = (
        joined("C", pa.array(number + 10_000_000).cast(pa.string())),
        joined("P", whole(1_000_000, 9_999_999)),
        joined("K", whole(1_000_000, 3_999_999)),
        joined(word(_GIVEN), word(_FAMILY), sign=" "),
        day(),
        joined("+1 212 555 01", whole(10, 99)),
        whole(10_000_000_000, 99_999_999_999),
        whole(100_000_000, 999_999_999),
        joined('"', address, '"') if quoted else address,
        word(_CITIES),
        day(),
        day(),
        joined(whole(10, 99_999), ".", whole(10, 99)),
        "USD",
        word(("open", "paid", "declined", "")),
    )
    return joined(*columns, sign=",")


def mapping() -> Mapping:
    """Every column is read; what it means doesn't matter here."""
    properties = {f"p{at}": name for at, name in enumerate(COLUMNS[1:])}
    claim = {"label": "Claim", "key": COLUMNS[0], "properties": properties}
    tables = {"claims": {"file": "claims.csv", "entities": {"claim": claim}}}
    given = {"source": "bench", "title": "Bench", "namespace": "bench", "tables": tables}
    return Mapping.model_validate(given)


def _first(answer: duckdb.DuckDBPyConnection) -> int:
    row = answer.fetchone()
    return int(row[0]) if row else 0


def _by_duckdb(path: Path) -> int:
    counts = ", ".join(f"count({name})" for name in COLUMNS)
    with duckdb.connect(config={"threads": _THREADS}) as database:
        database.execute(
            "CREATE TEMP TABLE found AS SELECT * FROM read_csv($1, all_varchar = true)", [str(path)]
        )
        return _first(database.execute(f"SELECT count(*), {counts} FROM found"))  # noqa: S608


def _scanned_by_duckdb(path: Path) -> int:
    counts = ", ".join(f"count({name})" for name in COLUMNS)
    query = f"SELECT count(*), {counts} FROM read_csv($1, all_varchar = true)"  # noqa: S608
    with duckdb.connect(config={"threads": _THREADS}) as database:
        return _first(database.execute(query, [str(path)]))


def _by_pyarrow(path: Path) -> int:
    convert = pa.csv.ConvertOptions(column_types=dict.fromkeys(COLUMNS, pa.string()))
    return int(pa.csv.read_csv(path, convert_options=convert).num_rows)


def _by_chunks(given: Input, *, known: bool) -> int:
    every = (lambda digests: np.ones(len(digests), np.bool_)) if known else None
    return sum(len(chunk) + len(chunk.known) for chunk in given.chunks(every))


def main() -> None:
    """Write the file, read it in each way, and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--plain", action="store_true")
    options = parser.parse_args()
    pa.set_cpu_count(_THREADS)
    with tempfile.TemporaryDirectory(prefix="ringleader-bench-") as name:
        path = Path(name) / "claims.csv"
        write_claims(path, options.rows, quoted=not options.plain)
        (given,) = find_inputs(path, mapping())
        ways: dict[str, Callable[[], int]] = {
            "DuckDB scan": lambda: _scanned_by_duckdb(path),
            "DuckDB into a table": lambda: _by_duckdb(path),
            "pyarrow": lambda: _by_pyarrow(path),
            "find": lambda: options.rows * len(find_inputs(path, mapping())),
            "chunks": lambda: _by_chunks(given, known=False),
            "known": lambda: _by_chunks(given, known=True),
        }
        seconds = dict.fromkeys(ways, float("inf"))
        for _ in range(_ROUNDS):  # in turn, so that what else the machine does hits all alike
            for way, read in ways.items():
                seconds[way] = min(seconds[way], _seconds(read, options.rows))
        megabytes = path.stat().st_size / 1e6
    scan = seconds["DuckDB scan"]
    rows: list[dict[str, object]] = [
        {"": way, "s": spent, "MB/s": megabytes / spent, "x DuckDB scan": spent / scan}
        for way, spent in seconds.items()
    ]
    report(f"Reading {options.rows:,} rows, {megabytes:.0f} MB", rows, {"runs": rows})


def _seconds(read: Callable[[], int], rows: int) -> float:
    began = time.perf_counter()
    assert read() == rows
    return time.perf_counter() - began


if __name__ == "__main__":
    main()

"""Seconds to read, clean and check a claims file, against DuckDB's bare scan of the same file.

    python -m benchmarks.cleaning [--rows N]

The file is invented: every row is a claim of one of a third as many customers, whose phone, name,
address, account, document and vehicle return with each of their claims.
"""

import argparse
import csv
import datetime
import random
import resource
import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import yaml
from stdnum import iban

from benchmarks.report import Stopwatch, report
from graph.values import value_type
from graph.values.types.vin import check_digit
from ingest.cells import Cells
from ingest.chunk import Chunk, Places
from ingest.facts import Ends
from ingest.gather import TablePlan
from ingest.inputs import find_inputs
from ingest.mapping import Mapping, Use
from ingest.readings import Caches, Reading
from ingest.rejects import Rejects

TABLES = """
claims:
  file: claims.csv
  date: loss_date
  identifies: [claim_number]
  entities:
    claim:
      label: Claim
      key: claim_number
      required: true
      properties: {loss_date: loss_date, report_date: report_date, claimed: amount, kind: kind}
    person:
      label: Person
      key: customer
      required: true
      properties: {name: name, birth_date: birth_date}
    phone: {label: Phone, key: phone}
    document: {label: IdentityDocument, key: identity}
    address:
      label: Address
      key: {column: address, hint_columns: {city: city, postcode: postcode}}
    account: {label: Account, key: account}
    vehicle:
      label: Vehicle
      key: [{column: vin, value: vin}, {column: plate, value: plate}]
      properties: {plate: plate, vin: vin}
  links:
    - {type: INVOLVED_IN, from: person, to: claim, properties: {role: {constant: claimant}}}
    - {type: HAS_PHONE, from: person, to: phone}
    - {type: HAS_DOCUMENT, from: person, to: document}
    - {type: LIVES_AT, from: person, to: address}
    - {type: OWNS_VEHICLE, from: person, to: vehicle}
    - {type: INVOLVES, from: claim, to: vehicle}
    - type: PAID_TO
      from: claim
      to: account
      properties: {number: {column: claim_number, value: identifier}, amount: amount, date: paid_on}
"""
HEADER = (
    *("claim_number", "loss_date", "report_date", "paid_on", "kind", "amount", "customer", "name"),
    *("birth_date", "phone", "identity", "address", "city", "postcode", "account", "vin", "plate"),
)
KINDS = {
    **dict.fromkeys(("claim_number", "customer"), "identifier"),
    **dict.fromkeys(("loss_date", "report_date", "paid_on", "birth_date"), "date"),
    "kind": "text",
    "amount": "money",
    **{name: name for name in ("name", "phone", "identity", "address", "account", "vin", "plate")},
}
_HINTED = {"address": {"city": "city", "postcode": "postcode"}}
FAMILY = ("Abbott", "Brown", "Carter", "Dixon", "Ellis", "Foster", "Grant", "Hughes", "Irwin")
GIVEN = ("Ada", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gwen", "Hugo", "Iris", "Jack", "Kate")
STREETS = ("Harbour", "Church", "Mill", "Station", "Park", "School", "Bridge", "Orchard")
CITIES = ("Springfield", "Riverton", "Lakeside", "Hillview", "Northgate")
MAPPING = Mapping(
    source="claims",
    title="Claims",
    namespace="claims",
    hints={"money": {"currency": "USD"}, "phone": {"region": "US"}, "identity": {"country": "US"}},
    tables=yaml.safe_load(TABLES),
)


def _day(random_: random.Random, first: int, days: int) -> datetime.date:
    return datetime.date(first, 1, 1) + datetime.timedelta(random_.randrange(days))


def _customer(number: int, chance: random.Random) -> tuple[str, ...]:
    """One customer's cells, from `customer` to `plate`."""
    area, line = chance.randrange(201, 989), chance.randrange(100)
    phone = (
        f"({area}) 555-01{line:02}",
        f"+1 {area} 555 01{line:02}",
        f"{area}-{chance.randrange(200, 999)}-{chance.randrange(10_000):04}",
    )[number % 3]
    body = f"TEST{chance.randrange(10**14):014}"
    vin = [*chance.choices("ABCDEFGHJKLMNPRSTUVWXYZ0123456789", k=17)]
    vin[0] = "1"
    vin[8] = check_digit("".join(vin))
    digits = f"{chance.randrange(10**12):012}"
    account = f"GB{iban.calc_check_digits(f'GB00{body}')}{body}" if number % 2 else digits
    return (
        f"P{number:07}",
        f"{chance.choice(GIVEN)} {chance.choice(GIVEN)[0]}. {chance.choice(FAMILY)}-{number % 997}",
        _day(chance, 1940, 22_000).isoformat(),
        phone,
        f"{chance.randrange(100, 600)}-{chance.randrange(10, 99)}-{chance.randrange(1000, 9999)}",
        f"{chance.randrange(1, 9000)} {chance.choice(STREETS)} Street",
        chance.choice(CITIES),
        f"{chance.randrange(10_000, 99_999)}",
        account,
        "".join(vin),
        f"{''.join(chance.choices('ABCDEFGH', k=3))} {chance.randrange(1000, 9999)}",
    )


def write_claims(path: Path, rows: int, seed: int = 7) -> None:
    """A claims file with this many rows; equal seeds write equal bytes."""
    chance = random.Random(seed)
    customers = [_customer(number, chance) for number in range(max(rows // 3, 1))]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for number in range(rows):
            loss = _day(chance, 2015, 3000)
            later = (loss + datetime.timedelta(chance.randrange(30)) for _ in range(2))
            amount = f"{chance.randrange(100, 5_000_000) / 100:,.2f}"
            kind = chance.choice(("collision", "theft", "injury", "property"))
            days = [day.isoformat() for day in (loss, *later)]
            claim = (f"CL-{number:09}", *days, kind, amount)
            writer.writerow((*claim, *chance.choice(customers)))


class _Counted:
    """A sink that counts lines and keeps none."""

    lines = 0

    def add_rows(self, places: Places, keys: pa.Array) -> None:
        """Rows are counted elsewhere."""

    def add_mentions(self, facts: pa.Table) -> None:
        """Count them."""
        self.lines += facts.num_rows

    def add_nodes(self, label: str, nodes: pa.Table) -> None:
        """Count them."""
        del label
        self.lines += nodes.num_rows

    def add_links(self, ends: Ends, links: pa.Table) -> None:
        """Count them."""
        del ends
        self.lines += links.num_rows


def _chunks(path: Path) -> Iterator[Chunk]:
    for given in find_inputs(path, MAPPING):
        yield from given.chunks()


def _scan(path: Path) -> None:
    """Every cell as text, unpacked from the file and nothing more."""
    database = duckdb.connect(":memory:")
    reader = database.read_csv(str(path), all_varchar=True, header=True).to_arrow_reader(100_000)
    for _ in reader:
        pass


def _clean(chunks: Iterator[Chunk]) -> int:
    """Clean every column; how many values are good."""
    caches, good = Caches(), 0
    readings = [
        Reading(
            Use(column=name, hint_columns=_HINTED.get(name, {})),
            value_type(kind),
            MAPPING,
            caches,
            keyed=value_type(kind).links,
        )
        for name, kind in KINDS.items()
    ]
    for chunk in chunks:
        cells = Cells(chunk, {})
        good += sum(int(reading.one(cells).good.sum()) for reading in readings)
    return good


def _gather(chunks: Iterator[Chunk]) -> int:
    """Work out all facts; how many lines they are."""
    plan, sink = TablePlan("claims", MAPPING.tables["claims"], MAPPING, Caches()), _Counted()
    with Rejects(None, "en") as rejects:
        for chunk in chunks:
            plan.gather(chunk, {}, sink, rejects, "claims.csv")
    return sink.lines


def main() -> None:
    """Print seconds of each step and how many scans long it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000)
    rows = parser.parse_args().rows
    watch, counted = Stopwatch(), {}
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "claims.csv"
        write_claims(path, rows)
        with watch.step("scan (DuckDB)"):
            _scan(path)
        with watch.step("read"):
            counted["rows"] = sum(len(chunk) for chunk in _chunks(path))
        with watch.step("read, clean, check"):
            counted["good_values"] = _clean(_chunks(path))
        with watch.step("read, gather"):
            counted["lines"] = _gather(_chunks(path))
    scan = watch.seconds["scan (DuckDB)"]
    times = {f"{name}, scans": seconds / scan for name, seconds in watch.seconds.items()}
    counted["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    report("cleaning", [{"rows": rows, **watch.seconds, **times}], {**counted, **watch.seconds})


if __name__ == "__main__":
    main()

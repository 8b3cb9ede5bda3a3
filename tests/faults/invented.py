"""Two small invented sources in two deliveries each, small enough for hundreds of loads."""

import csv
from dataclasses import dataclass
from pathlib import Path
from random import Random

from ingest.sample import write_sample
from tests.faults.client import Command

_OTHER = """
source: other
title: Another system
namespace: other
hints: {phone: {region: CN}}
tables:
  callers:
    file: callers.csv
    date: DAY
    identifies: [NR]
    entities:
      person: {label: Person, key: NR, required: true, properties: {name: NAME}}
      phone: {label: Phone, key: TEL}
    links: [{type: HAS_PHONE, from: person, to: phone}]
"""
_ROWS = 14


@dataclass(frozen=True)
class Deliveries:
    """Directories with both deliveries of both sources."""

    root: Path

    @classmethod
    def written(cls, root: Path) -> "Deliveries":
        """Write them below `root`."""
        write_sample(root / "sample", claims=200, seed=11, rings=1)
        (root / "other.yaml").write_text(_OTHER)
        phones: list[str] = []
        for version in (1, 2):
            (root / f"sheets{version}").mkdir()
            for path in sorted((root / "sample").glob("*.csv")):
                with path.open(encoding="utf-8-sig", newline="") as file:
                    header, *rows = csv.reader(file)
                phones += [row[-1] for row in rows[:_ROWS] if path.stem == "contacts"]
                kept = rows[:_ROWS] if version == 1 else _changed(rows[: _ROWS + 3], path.stem)
                _write(root / f"sheets{version}" / path.name, header, kept)
            callers = [
                [f"C{n}", f"Jane {n * version}", phone, f"2024-02-{n % 28 + 1:02}"]
                for n, phone in enumerate(phones[: 9 + version])
            ]
            (root / f"other{version}").mkdir()
            _write(root / f"other{version}" / "callers.csv", ["NR", "NAME", "TEL", "DAY"], callers)
        return cls(root)

    def sheets(self, version: int) -> Command:
        """A delivery of the first source, which holds all there is."""
        return Command(self.root / f"sheets{version}", full=True)

    def other(self, version: int) -> Command:
        """A delivery of the second source."""
        path = self.root / f"other{version}"
        return Command(path, source=str(self.root / "other.yaml"), full=True)


def _changed(rows: list[list[str]], table: str) -> list[list[str]]:
    """Some rows are gone, some changed, some new, and all in another order."""
    random = Random(table)
    kept = [row for row in rows if random.random() > 0.25]
    for row in random.sample(kept, len(kept) // 4):
        row[-1] = random.choice(["", kept[0][-1]])
    random.shuffle(kept)
    return kept


def _write(path: Path, header: list[str], rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])

"""Rows of one file as columns of Python lists; ingest.chunk replaces it."""

from dataclasses import dataclass, field


@dataclass
class Chunk:
    """Some rows of one file: cells as columns, and where each row is.

    Cells are stripped texts, '' when empty. `rows` are file line numbers (the header is 1; of a
    sheet: row numbers), `starts` and `sizes` the rows' bytes in the unpacked file.
    """

    columns: dict[str, list[str]]
    rows: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    digests: list[int] = field(default_factory=list)
    ragged: list[tuple[int, int]] = field(default_factory=list)  # line and number of cells

    def __len__(self) -> int:
        return len(self.rows)

    def take(self, keep: list[int]) -> "Chunk":
        """The chunk with only the rows at these positions."""
        if len(keep) == len(self):
            return self

        def kept(places: list[int]) -> list[int]:
            return [places[i] for i in keep]

        return Chunk(
            {name: [cells[i] for i in keep] for name, cells in self.columns.items()},
            kept(self.rows),
            kept(self.starts),
            kept(self.sizes),
            kept(self.digests),
        )

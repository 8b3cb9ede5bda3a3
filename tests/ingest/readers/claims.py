"""A small mapping and its invented rows, which the tests of all formats read."""

from pathlib import Path

from graph.provenance import KeptFiles, row_digest
from graph.provenance.place import Place
from ingest.inputs import Input, find_inputs
from ingest.mapping import Mapping

HEADER = ("claim_no", "name", "amount", "colour")
ROWS = (
    ("C1", "Jane Doe", "1.50", "red"),
    ("C2", "李娜", "2000", ""),
    ("C3", 'says "hi", twice\nand more', "", "blue"),
)
Read = list[tuple[int, str, str, str]]


def mapping(**table: object) -> Mapping:
    """One table `claims` that reads all columns but the colour."""
    claim = {"label": "Claim", "key": "claim_no", "required": True}
    person = {"label": "Person", "key": "name", "properties": {"name": "amount"}}
    tables = {"claims": {"file": "claims.csv", "entities": {"c": claim, "p": person}, **table}}
    given = {"source": "mine", "title": "Mine", "namespace": "mine", "tables": tables}
    return Mapping.model_validate(given)


def only(path: Path | str, of: Mapping | None = None) -> Input:
    """The one input at a path."""
    (given,) = find_inputs(path, of or mapping())
    return given


def rows(given: Input) -> Read:
    """Row number and the cells that the mapping reads."""
    return [
        line
        for chunk in given.chunks()
        for line in zip(
            chunk.places.rows.tolist(),
            *(chunk.column(name).to_pylist() for name in HEADER[:3]),
            strict=True,
        )
    ]


def kept_rows(given: Input, directory: Path) -> list[bytes]:
    """The bytes of every row, fetched from where the input was kept; their digests are right."""
    files = KeptFiles(Place(directory / "kept"))
    given.keep(files)
    found = []
    for chunk in given.chunks():
        places = chunk.places
        spans = list(zip(places.starts.tolist(), places.sizes.tolist(), strict=True))
        pieces = files.pieces(given.sha256, given.name, spans)
        assert [row_digest(piece) for piece in pieces] == places.digests.tolist()
        found += pieces
    return found

"""Fuzzes the readers of delimited files and JSON Lines through the door that a run uses."""

import gzip
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["ingest"]):
    from ingest.inputs import find_inputs
from graph.errors import InputError
from ingest.mapping import Mapping
from tests.fuzz.runner import fuzz

_MAPPING = Mapping.model_validate(
    {
        "source": "mine",
        "title": "My insurer",
        "namespace": "mine",
        "tables": {
            "clients": {
                "file": "clients.csv",
                "entities": {"client": {"label": "Person", "key": "NUMBER"}},
            }
        },
    }
)
_ENDINGS = (".csv", ".csv.gz", ".tsv", ".txt", ".jsonl")
_TEXT = 'NUMBER,NAME\n1,"Ada, Example"\n2,王小明\n3,"two\nlines"\n4,a,b\n'
_LINES = '{"NUMBER": 1, "NAME": "Ada"}\n\n{"NUMBER": "2", "NAME": {"FIRST": ["a", "b"]}}\n'
_SEEDS = [_TEXT.encode(), b"\xef\xbb\xbf" + _TEXT.encode(), _TEXT.encode("gb18030")]


def target(data: bytes) -> None:
    """Every row comes with its place, or the file is refused by an InputError."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as place:
        ending = _ENDINGS[data[0] % len(_ENDINGS)] if data else ".csv"
        (Path(place) / f"clients{ending}").write_bytes(data[1:])
        try:
            for given in find_inputs(Path(place), _MAPPING):
                for chunk in given.chunks():
                    at = chunk.places
                    assert len(chunk.cells) == len(at) == len(at.starts) == len(at.sizes)
        except InputError:
            return


if __name__ == "__main__":
    fuzz(
        target,
        [
            *(b"\0" + seed for seed in _SEEDS),
            b"\1" + gzip.compress(_SEEDS[0], mtime=0),
            b"\4" + _LINES.encode(),
        ],
    )

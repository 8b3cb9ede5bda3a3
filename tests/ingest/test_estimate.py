"""The rows of a run are estimated from the bytes read so far."""

import gzip
from pathlib import Path

from ingest.estimate import Estimate
from ingest.inputs import find_inputs
from ingest.mapping import Mapping

_MAPPING = Mapping.model_validate(
    {
        "source": "trial",
        "title": "Trial",
        "namespace": "trial",
        "tables": {
            "people": {
                "file": "people*.csv",
                "entities": {"person": {"label": "Person", "key": "number"}},
            }
        },
    }
)
_TEXT = b"number\n" + b"".join(b"%07d\n" % number for number in range(2000))


def _steps(path: Path) -> list[tuple[int, int | None]]:
    inputs = find_inputs(path, _MAPPING)
    estimate, steps = Estimate(inputs), []
    for given in inputs:
        estimate.begin_file()
        steps += [estimate.add(chunk) for chunk in given.chunks(size=4000)]
    return steps


def test_the_total_is_near_from_the_first_chunk_on(tmp_path: Path) -> None:
    for name in ("people1.csv", "people2.csv"):
        (tmp_path / name).write_bytes(_TEXT)
    steps = _steps(tmp_path)
    assert len(steps) >= 2
    assert all(total is not None and abs(total - 4000) <= 10 for _, total in steps)
    assert steps[-1][0] == 4000


def test_packed_files_have_no_total(tmp_path: Path) -> None:
    (tmp_path / "people.csv.gz").write_bytes(gzip.compress(_TEXT))
    assert {total for _, total in _steps(tmp_path)} == {None}

"""Progress on stderr: one JSON line a finished step where there is no terminal."""

import io
import json

from api.cli.progress import shares, steps


def test_each_step_is_one_json_line_when_it_ends() -> None:
    stream = io.StringIO()
    with steps(stream) as report:
        report("read", 10, 100)
        report("read", 100, 100)
        report("write", 5)
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [(line["step"], line["done"]) for line in lines] == [("read", 100), ("write", 5)]
    assert all(line["seconds"] >= 0 for line in lines)


def test_shares_are_said_and_counted_in_hundredths() -> None:
    stream = io.StringIO()
    with steps(stream) as report:
        shares(report, str.upper)("rings.step.pairs", 0.15)
    assert json.loads(stream.getvalue())["step"] == "RINGS.STEP.PAIRS"
    assert json.loads(stream.getvalue())["done"] == 15

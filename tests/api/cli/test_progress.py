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
    assert [line["total"] for line in lines] == [100, None]
    assert all(line["seconds"] >= 0 for line in lines)
    assert all(set(line) == {"step", "done", "total", "seconds", "per_second"} for line in lines)


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_bar_with_what_is_done_a_second() -> None:
    stream = _Terminal()
    with steps(stream) as report:
        report("read", 10, 2000)
        report("read", 2000, 2000)
    assert "2000/2000" in stream.getvalue()
    assert "/s" in stream.getvalue()


def test_shares_are_said_and_counted_in_hundredths() -> None:
    stream = io.StringIO()
    with steps(stream) as report:
        shares(report, str.upper)("rings.step.pairs", 0.15)
    assert json.loads(stream.getvalue())["step"] == "RINGS.STEP.PAIRS"
    assert json.loads(stream.getvalue())["done"] == 15

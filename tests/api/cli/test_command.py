"""How commands behave at their edges: help, errors in a sentence, exit statuses, JSON."""

import errno
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from api.cli.command import command
from api.cli.main import app
from api.cli.run import Run
from graph.errors import InputError
from tests.api.commands import every_command

HELP_SECONDS = 1.5
"""Bound of --help on a busy machine; alone it takes 0.2 s."""


def _app(raised: BaseException | None = None) -> typer.Typer:
    made = typer.Typer()

    @command(made, "try me")
    def attempt(run: Run, word: str = "nothing") -> None:
        """Try."""
        if raised is not None:
            raise raised
        run.emit({"word": word, "lang": run.lang}, f"the word is {word}")

    return made


@pytest.mark.parametrize("words", every_command(), ids=" ".join)
def test_every_command_has_help_with_an_example_and_the_shared_options(words: list[str]) -> None:
    result = CliRunner(env={"COLUMNS": "200"}).invoke(app, [*words, "--help"])
    assert result.exit_code == 0
    assert f"Example: ringleader {' '.join(words)}" in " ".join(result.output.split())
    for option in ("--store", "--data", "--lang", "--json"):
        assert option in result.output


def test_the_commands_of_the_issue_are_there() -> None:
    assert {" ".join(words) for words in every_command()} >= {
        *("sample", "template", "ingest", "find", "show", "path", "rings", "view"),
        *("case open", "case note", "case decide", "case list", "bundle", "serve"),
        "store status",
    }


def test_help_is_fast_and_imports_no_store() -> None:
    script = (
        "import sys; from api.cli.main import app; app(['--help'], standalone_mode=False);"
        "assert not {'neo4j', 'fastapi', 'strawberry', 'networkx', 'queries'} & set(sys.modules)"
    )
    begun = time.monotonic()
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert time.monotonic() - begun < HELP_SECONDS


def test_the_result_is_shown_or_printed_as_json() -> None:
    assert CliRunner().invoke(_app(), ["--word", "hello"]).stdout == "the word is hello\n"
    printed = CliRunner().invoke(_app(), ["--word", "你好", "--json", "--lang", "zh"]).stdout
    assert json.loads(printed) == {"word": "你好", "lang": "zh", "invented": False}
    assert "你好" in printed


@pytest.mark.parametrize(
    ("raised", "status", "said"),
    [
        (InputError("claims.csv row 3 has no number;\n write it in."), 2, "row 3 has no number; w"),
        (OSError(errno.ENOSPC, "No space left on device", "/x/y"), 2, "No space left on device"),
        (KeyboardInterrupt(), 130, "Stopped."),
    ],
)
def test_what_a_person_can_act_on_is_one_sentence_on_stderr(
    raised: BaseException, status: int, said: str
) -> None:
    result = CliRunner().invoke(_app(raised), [])
    assert result.exit_code == status
    assert result.stdout == ""
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr


def test_an_unknown_language_or_setting_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert CliRunner().invoke(_app(), ["--lang", "fr"]).exit_code == 2
    monkeypatch.setenv("RINGLEADER_QUERY_SECONDS", "soon")
    result = CliRunner().invoke(_app(), [])
    assert result.exit_code == 2
    assert "RINGLEADER_QUERY_SECONDS" in result.stderr
    assert result.stderr.count("\n") == 1


def test_options_win_over_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RINGLEADER_LANG", "zh")
    monkeypatch.setenv("RINGLEADER_DATA", str(tmp_path))
    seen: list[Run] = []
    made = typer.Typer()

    @command(made, "try me")
    def attempt(run: Run) -> None:
        seen.append(run)

    CliRunner().invoke(made, [])
    CliRunner().invoke(made, ["--lang", "en"])
    assert [run.lang for run in seen] == ["zh", "en"]
    assert seen[0].at(Path("elsewhere")).settings.data == tmp_path

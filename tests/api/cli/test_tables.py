"""Data on the terminal is plain text: no markup, no control characters."""

from rich.console import Console

from api.cli.tables import plain, table


def test_markup_and_control_characters_in_data_have_no_effect() -> None:
    screen = Console(width=60)
    with screen.capture() as shown:
        screen.print(table(["name"], [["[red]Wang[/red] \x1b[2J\u202eFang"]]))
    assert "[red]Wang[/red] �[2J�Fang" in shown.get()


def test_nothing_is_an_empty_cell() -> None:
    assert plain(None).plain == ""

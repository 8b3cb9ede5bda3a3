"""Writes the schema as SDL: `python -m api.graphql.export` after a change of types."""

from pathlib import Path

SDL = Path(__file__).with_name("schema.graphql")


def sdl() -> str:
    """The schema definition, ending in a line break."""
    from api.graphql.schema import schema

    return schema.as_str().rstrip() + "\n"


if __name__ == "__main__":
    SDL.write_text(sdl(), encoding="utf-8")

"""Bulletins and the typologies they led to."""

from collections import defaultdict
from typing import Any, cast

from cases.records import read_bulletin_links
from graph.errors import InputError, NotFoundError
from graph.language import failure
from graph.rings.model import Sentence
from graph.store import Store
from graph.typologies import TYPOLOGIES
from queries import load


def find_bulletin(store: Store, number: str) -> tuple[str, str]:
    """(id, number) of the bulletin with this number, in any letter case."""
    for row in store.read(load("notices/bulletins")):
        if str(row["number"]).casefold() == number.strip().casefold():
            return str(row["id"]), str(row["number"])
    raise failure(NotFoundError, "cases.error.no_bulletin", bulletin=number)


def known_typology(name: str) -> str:
    """The name of a typology; InputError lists those there are."""
    asked = name.strip().lower().replace("-", "_")
    if asked not in TYPOLOGIES:
        raise failure(InputError, "cases.error.no_typology", name=name, names=list(TYPOLOGIES))
    return asked


def described_in(store: Store) -> dict[str, tuple[Sentence, ...]]:
    """Per typology: 'as described in bulletin …' for each current bulletin that led to it."""
    links = read_bulletin_links(store)
    if not links:
        return {}
    rows = cast("list[dict[str, Any]]", store.read(load("notices/bulletins")))
    known, said = {row["id"]: row for row in rows}, defaultdict(list)
    for bulletin, typology in dict.fromkeys((link.bulletin, link.typology) for link in links):
        if row := known.get(bulletin):
            parameters = {
                "number": row["number"],
                "issuer": row["issuer"],
                "date": row["issued_on"] and row["issued_on"].isoformat(),
            }
            said[typology].append(Sentence(message="cases.described_in", parameters=parameters))
    return {typology: tuple(found) for typology, found in said.items()}

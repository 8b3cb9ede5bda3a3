"""Known fraud around a party, in a ring or not, as a plain document."""

from typing import Any

from api.services import Services
from graph.explore import EntityView
from graph.rings.known_fraud import party_sentence
from graph.rings.words import sentence

Document = dict[str, Any]


def known_around(services: Services, view: EntityView, lang: str) -> Document | None:
    """as_of, claims, confirmed, cleared, met, met_confirmed, nearer, text.

    None for what is no party, for parties without a claim, and where no claim is confirmed.
    """
    known = services.known_parties()
    found = known.party(view.id, view.label, view.caption) if known else None
    if known is None or found is None:
        return None
    as_of = known.network.as_of
    return {
        "as_of": as_of.isoformat(),
        **found.model_dump(exclude={"id", "label", "caption"}),
        "text": sentence(party_sentence(found, as_of), lang),
    }

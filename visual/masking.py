"""Texts with personal data masked: names and numbers of the entities shown, wherever they stand."""

from collections.abc import Mapping

from graph.schema.masking import mask_properties, masked_caption
from graph.schema.registry import REGISTRY
from visual.model import Said

_SHORTEST = 2  # one letter would be found in every word


def caption_masked(label: str, identifier: str, caption: str) -> str:
    """The masked caption of an entity of which only the caption is known."""
    entity = REGISTRY.entity(label)
    name = entity.caption[0] if entity.caption else "id"
    return masked_caption(label, {name: caption, "id": identifier})


class Masker:
    """Replaces every known personal text by its masked form, longest first.

    What no entity in the view holds can't be known and stays: build it from all that is named.
    """

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._ordered: list[tuple[str, str]] | None = None

    def know(self, label: str, identifier: str, properties: Mapping[str, object]) -> None:
        """Take in an entity's caption and personal properties."""
        caption = REGISTRY.entity(label).caption_of(properties)
        self.know_caption(caption, masked_caption(label, {**properties, "id": identifier}))
        masked = mask_properties(label, properties)
        for name, value in properties.items():
            if isinstance(value, str) and masked.get(name, value) != value:
                self.know_caption(value, str(masked[name]))

    def know_caption(self, text: str, masked: str) -> None:
        """Take in one text and its masked form."""
        if text != masked and len(text) >= _SHORTEST:
            self._known.setdefault(text, masked)
            self._ordered = None

    def said(self, text: str) -> Said:
        """`text` with its masked form."""
        if self._ordered is None:
            self._ordered = sorted(self._known.items(), key=lambda item: (-len(item[0]), item[0]))
        masked = text
        for known, instead in self._ordered:
            if known in masked:
                masked = masked.replace(known, instead)
        return Said(text, masked)

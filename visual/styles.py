"""How each entity type looks: title, shape, pictogram and colours, from graph.schema and icons."""

from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import yaml

from graph.schema.registry import REGISTRY
from visual.colours import DARK, LIGHT, on_background

_ICONS = Path(__file__).parent / "icons.yaml"


@dataclass(frozen=True)
class TypeStyle:
    """Look of one entity type; `path` is an SVG path on a 24 x 24 field, '' when none is drawn."""

    label: str
    title: str
    plural: str
    shape: str
    light: str
    dark: str
    glyph: str
    path: str

    def as_data(self) -> dict[str, str]:
        """As plain data for the page."""
        return asdict(self)


@cache
def icons() -> dict[str, str]:
    """Pictograms by entity type."""
    return dict(yaml.safe_load(_ICONS.read_text(encoding="utf-8")))


@cache
def type_style(label: str, lang: str) -> TypeStyle:
    """Look of the entity type `label`; RegistryError when there is no such type."""
    entity = REGISTRY.entity(label)
    return TypeStyle(
        label=label,
        title=entity.title.of(lang),
        plural=entity.plural.of(lang),
        shape=entity.style.shape,
        light=on_background(entity.style.colour, LIGHT),
        dark=on_background(entity.style.colour, DARK),
        glyph=entity.style.icon,
        path=icons().get(label, ""),
    )

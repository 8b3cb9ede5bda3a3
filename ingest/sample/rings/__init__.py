"""Kinds of planted rings, discovered by folder: one file defines KIND and build(crew)."""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from types import MappingProxyType

from graph.errors import RegistryError
from ingest.sample.rings.crew import Crew

Build = Callable[[Crew], None]


def discover() -> Mapping[str, Build]:
    """Kind -> builder, sorted by kind."""
    found: dict[str, Build] = {}
    for info in pkgutil.iter_modules(__path__):
        if info.name == "crew":
            continue
        module = importlib.import_module(f"{__name__}.{info.name}")
        if not callable(getattr(module, "build", None)):
            raise RegistryError(
                f"{module.__name__}: define build(crew: Crew) -> None in this file."
            )
        found[info.name] = module.build
    return MappingProxyType(dict(sorted(found.items())))


KINDS = discover()

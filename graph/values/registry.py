"""All value types, discovered by folder: one file in graph/values/types is one type."""

import importlib
import pkgutil
from collections.abc import Mapping
from types import MappingProxyType

from graph.errors import RegistryError
from graph.values import types
from graph.values.model import ValueType, check_type


def _load() -> Mapping[str, ValueType]:
    found: dict[str, ValueType] = {}
    for info in sorted(pkgutil.iter_modules(types.__path__), key=lambda m: m.name):
        where = f"{types.__name__}.{info.name}"
        value = check_type(getattr(importlib.import_module(where), "TYPE", None), where)
        if value.name in found:
            raise RegistryError(f"{where}: the value type {value.name!r} is already taken.")
        found[value.name] = value
    return MappingProxyType(dict(sorted(found.items())))


VALUE_TYPES = _load()


def value_type(name: str) -> ValueType:
    """The value type called `name`; RegistryError naming the known ones otherwise."""
    try:
        return VALUE_TYPES[name]
    except KeyError:
        known = ", ".join(VALUE_TYPES)
        raise RegistryError(f"No value type {name!r}; known types: {known}.") from None

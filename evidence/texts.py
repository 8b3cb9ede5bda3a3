"""Changes every text inside a value of JSON shape, leaving its shape alone."""

from collections.abc import Callable, Mapping


def map_texts(value: object, change: Callable[[str], str]) -> object:
    """A copy of `value` with `change` applied to each string in lists, tuples and mappings.

    Keys of mappings are names of fields, never data, and stay.
    """
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {key: map_texts(item, change) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [map_texts(item, change) for item in value]
    return value

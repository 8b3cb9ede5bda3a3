"""Value types: each owns clean, validate, caption, key and mask of one kind of value."""

from graph.values.model import BadValue, Reason, Scalar, ValueType
from graph.values.registry import VALUE_TYPES, value_type

__all__ = ["VALUE_TYPES", "BadValue", "Reason", "Scalar", "ValueType", "value_type"]

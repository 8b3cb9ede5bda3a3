"""How stored properties are kept in columns."""

import pyarrow as pa

from graph.schema.model import StoredType

_ARROW = {
    "string": pa.string(),
    "integer": pa.int64(),
    "float": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}


def arrow_type(stored: StoredType) -> pa.DataType:
    """The Arrow type of a property that the schema stores so; lists of strings never come here."""
    return _ARROW[stored]

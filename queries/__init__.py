"""Every Cypher query of Ringleader, one a file, checked when this package is imported."""

from queries.header import QueryError
from queries.loader import Query, Template, load, template

__all__ = ["Query", "QueryError", "Template", "load", "template"]

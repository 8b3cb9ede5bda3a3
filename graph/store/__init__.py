"""The store: one dialect, two engines (embedded ArcadeDB, Neo4j) behind one door."""

from graph.store.rows import Columns, EngineInfo, LinkColumns, Row, StoreStatus, Value
from graph.store.schema import search_index, searchable
from graph.store.sessions import Transaction
from graph.store.store import Store, open_store

__all__ = [
    "Columns",
    "EngineInfo",
    "LinkColumns",
    "Row",
    "Store",
    "StoreStatus",
    "Transaction",
    "Value",
    "open_store",
    "search_index",
    "searchable",
]

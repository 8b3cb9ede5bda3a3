"""Stable ids of entities and links: hashes of their keys, the same on every machine and engine."""

import hashlib

_SEPARATOR = "\x1f"


def _hash(parts: tuple[str, ...], size: int) -> str:
    return hashlib.sha256(_SEPARATOR.join(parts).encode()).hexdigest()[:size]


def entity_id(label: str, key: str) -> str:
    """Id of the entity of type `label` with natural key `key`, e.g. 'person-1f0c…' (20 hex)."""
    return f"{label.lower()}-{_hash((label, key), 20)}"


def link_id(link_type: str, from_id: str, to_id: str, *key: str) -> str:
    """Id of a link: equal type, ends and key fields give the same id, so re-runs MERGE."""
    return f"link-{_hash((link_type, from_id, to_id, *key), 24)}"


def label_prefix(identifier: str) -> str:
    """The lower-case label in an entity id, e.g. 'person' of 'person-1f0c…'."""
    return identifier.partition("-")[0]

"""Find entities by what a tip holds: a phone, account, plate, policy or claim number, or a name.

Exact keys first: the text as each identifier's value type reads it gives the entity's id. Then the
full-text index of each label; what it offers is filtered and ranked here and in the query, so that
both engines answer alike.
"""

import re
from collections.abc import Iterator

from graph.errors import InputError, NotFoundError
from graph.explore.entities import entities, entity
from graph.explore.model import EntityView, Hit, entity_view
from graph.language import failure, say
from graph.schema.ids import entity_id
from graph.schema.model import EntityType
from graph.schema.registry import REGISTRY
from graph.store import Row, Store, search_index, searchable
from graph.values.model import BadValue, compact, tidy
from graph.values.registry import value_type
from queries import load

_REGIONS = ("", "CN", "GB", "US")  # countries whose numbers may be typed without country code
_ID = re.compile(r"[a-z]+-[0-9a-f]{20}\Z")
_WORD = re.compile(r"\w+\Z")
_MIXED = re.compile(r"[^\W\d_]+|\d+")
_SEPARATORS = str.maketrans("", "", "-/ ")  # as in queries/explore/search.cypher


class AmbiguousError(InputError):
    """A reference fits several entities; `candidates` are the first of them."""

    def __init__(self, message: str, count: int, candidates: tuple[EntityView, ...]) -> None:
        """Says this message, of how many there are and which."""
        told = {"count": count, "names": [view.id for view in candidates]}
        super().__init__(say(message, "en", **told))
        self.said = message, told
        self.candidates = candidates


def _readings(kind: EntityType, text: str) -> Iterator[str]:
    """Ids that an identifier of this type would have if the text were its key."""
    for name in kind.caption:
        reader = value_type(kind.property(name).value)
        for region in _REGIONS if "region" in reader.hints else ("",):
            hints = {"region": region} if region else {}
            try:
                yield entity_id(kind.label, reader.key(reader.clean(text, **hints), **hints))
            except BadValue:
                continue


def _has_chinese(word: str) -> bool:
    return any("㐀" <= sign <= "鿿" for sign in word)


def lucene(word: str) -> str:
    """One word of a text as a required Lucene clause; nothing of it is read as syntax."""
    plain = re.sub(r'["\\]', "", word)
    options = [f'"{plain}"']
    if _WORD.match(plain) and not _has_chinese(plain):
        options.append(f"{plain}*")
        if len(pieces := _MIXED.findall(plain)) > 1:  # 'pol123' also finds 'POL-123'
            options.append("(" + " ".join(f"+{piece}*" for piece in pieces) + ")")
    return f"+({' OR '.join(options)})"


def _matched(view: EntityView, text: str) -> str:
    """The name of the property that the text is, or 'text' when it is only part of some."""
    kind = REGISTRY.entity(view.label)
    wanted = compact(text)
    for declared in kind.properties:
        value = view.properties.get(declared.name)
        if isinstance(value, str) and declared.name in ("number", *kind.caption):
            words = (value, *value_type(declared.value).search(value))
            if wanted in {compact(word) for word in words}:
                return declared.name
    return "text"


def _rows(store: Store, label: str, words: list[str], limit: int) -> list[Row]:
    parts = [part for word in words if (part := word.translate(_SEPARATORS))]
    if not parts:
        return []
    return store.read(
        load("explore/search"),
        index=search_index(label),
        lucene=" ".join(lucene(word) for word in words),
        parts=parts,
        text=" ".join(words),
        limit=limit,
    )


def _full_text(store: Store, text: str, limit: int) -> list[tuple[int, EntityView]]:
    """Hits of all labels with their rank (0: the text is all that is indexed), unsorted."""
    words = [word for word in text.lower().split() if any(c.isalnum() for c in word)]
    readings = [words]
    if len(words) > 1 and any(c.isdigit() for c in text):
        readings.append([compact(text).lower()])  # a number typed in groups
    found: dict[str, tuple[int, EntityView]] = {}
    for label in searchable():
        for reading in readings:
            for row in _rows(store, label, reading, limit):
                view = entity_view(str(row["label"]), row["properties"])
                found.setdefault(view.id, (int(str(row["rank"])), view))
    return list(found.values())


def find(store: Store, text: str, limit: int = 20) -> list[Hit]:
    """Entities that the text names, exact keys first, then the closest names; at most `limit`."""
    text = tidy(text)
    if not any(sign.isalnum() for sign in text):
        raise failure(InputError, "explore.error.nothing")
    if _ID.match(text):
        return [Hit(view, "id") for view in entities(store, [text]).values()]
    ids = {i for kind in REGISTRY if kind.role == "identifier" for i in _readings(kind, text)}
    exact = [Hit(view, _matched(view, text)) for view in entities(store, ids).values()]
    exact = [Hit(h.entity, "key") if h.matched == "text" else h for h in exact]
    known = {hit.entity.id for hit in exact}
    ranked = sorted(
        (
            (matched := _matched(view, text)) == "text",
            _is_notice(view),  # after what it speaks of
            rank,
            len(view.caption),
            view.id,
            Hit(view, matched),
        )
        for rank, view in _full_text(store, text, limit)
        if view.id not in known
    )
    exact.sort(key=lambda hit: hit.entity.id)
    return [*exact, *(entry[-1] for entry in ranked)][:limit]


def _is_notice(view: EntityView) -> bool:
    return REGISTRY.entity(view.label).role == "notice"


def resolve(store: Store, reference: str) -> EntityView:
    """The one entity that an id or a text names; AmbiguousError or NotFoundError otherwise.

    A name on a watch list means the person of that name, not the entry.
    """
    reference = tidy(reference)
    if _ID.match(reference):
        return entity(store, reference)
    hits = find(store, reference)
    hits = [hit for hit in hits if not _is_notice(hit.entity)] or hits
    if exact := [hit for hit in hits if hit.matched != "text"]:
        hits = exact
    if len(hits) == 1:
        return hits[0].entity
    if not hits:
        raise failure(NotFoundError, "explore.error.no_hit")
    first = tuple(hit.entity for hit in hits[:5])
    message = "explore.error.several_more" if len(hits) > len(first) else "explore.error.several"
    raise AmbiguousError(message, len(hits), first)

"""Explains facts: what an entity or link is, and the rows of source files that it came from."""

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from api.services import Services
from graph import explore
from graph.errors import NotFoundError
from graph.explore import EntityView, LinkView
from graph.language import failure, say
from graph.provenance import Original, SourceRow, read_originals
from graph.schema.registry import REGISTRY
from graph.schema.wording import said_properties
from ingest.runs import past_runs

ROWS = 20
"""Rows that are shown unless all are asked for."""
_LINK = re.compile(r"link-[0-9a-f]{24}\Z")


@dataclass(frozen=True)
class Retirement:
    """When a fact ceased: the run after which no row tells of it any more."""

    run: str
    finished: str | None  # UTC ISO time
    source: str | None


@dataclass(frozen=True)
class Explained:
    """One fact with the rows it came from; of a link, `ends` are its entities."""

    fact: EntityView | LinkView
    ends: tuple[EntityView, ...]
    retired: Retirement | None
    rows: int  # all that tell of it
    originals: tuple[Original, ...]  # the first of them

    def title(self, lang: str) -> str:
        """'Person Li Wei', or 'Li Wei → has phone → +86 …'."""
        if isinstance(self.fact, EntityView):
            return f"{REGISTRY.entity(self.fact.label).title.of(lang)} {self.fact.caption}"
        link = REGISTRY.links[self.fact.type].link.title.of(lang)
        return f"{self.ends[0].caption} → {link} → {self.ends[1].caption}"

    @property
    def type(self) -> str:
        """Label of the entity or type of the link."""
        return self.fact.label if isinstance(self.fact, EntityView) else self.fact.type


def explain(
    services: Services, reference: str, other: str | None = None, *, limit: int | None = ROWS
) -> list[Explained]:
    """The entity or link that `reference` names, or all links between two entities.

    At most `limit` rows of each are read; all when None.
    """
    store = services.store
    if other is not None:
        a, b = explore.resolve(store, reference), explore.resolve(store, other)
        entities, links = explore.subgraph(store, [a.id, b.id])
        if not links:
            raise failure(NotFoundError, "cli.error.not_linked", a=a.id, b=b.id)
        facts: list[EntityView | LinkView] = list(links)
    elif _LINK.match(reference.strip()):
        link, entities = _link(services, reference.strip())
        facts = [link]
    else:
        facts, entities = [explore.resolve(store, reference)], []
    known = {entity.id: entity for entity in entities}
    sources = services.provenance.rows_of([fact.id for fact in facts])
    return [_explained(services, fact, known, sources.get(fact.id, []), limit) for fact in facts]


def _link(services: Services, identifier: str) -> tuple[LinkView, list[EntityView]]:
    ends = services.provenance.link_ends(identifier)
    entities, links = explore.subgraph(services.store, ends[1:]) if ends else ([], [])
    for link in links:
        if link.id == identifier:
            return link, entities
    raise failure(NotFoundError, "cli.error.no_link", link=identifier)


def _explained(
    services: Services,
    fact: EntityView | LinkView,
    known: dict[str, EntityView],
    rows: Sequence[SourceRow],
    limit: int | None,
) -> Explained:
    ends = (known[fact.source], known[fact.target]) if isinstance(fact, LinkView) else ()
    originals = read_originals(services.provenance, rows[:limit])
    return Explained(fact, ends, _retirement(services, fact), len(rows), tuple(originals))


def _retirement(services: Services, fact: EntityView | LinkView) -> Retirement | None:
    stamp = fact.properties.get("retired")
    if stamp is None:
        return None
    runs = {run.id: run for run in past_runs(services.store)}
    run = runs.get(str(stamp))
    return Retirement(str(stamp), run.finished if run else None, run.source if run else None)


def retired_said(retired: Retirement, lang: str) -> str:
    """One sentence: since when no row tells of the fact."""
    return say(
        "explain.retired",
        lang,
        run=retired.run,
        source=retired.source,
        at=(retired.finished or "")[:10] or None,
    )


def original_document(original: Original) -> dict[str, Any]:
    """source, table, file, row, at, sha256, date, cells, text, bytes (base64)."""
    row = original.row
    return {
        "source": row.source,
        "table": row.table,
        "file": row.file,
        "row": row.row,
        "at": row.caption,
        "sha256": row.file_sha256,
        "date": row.date,
        "encoding": row.encoding,
        "cells": [{"column": name, "cell": cell} for name, cell in original.cells],
        "text": original.text,
        "bytes": base64.b64encode(original.raw).decode(),
    }


def explained_document(explained: Explained, lang: str) -> dict[str, Any]:
    """id, type, title, properties, source and target (of a link), retired, total, rows."""
    fact = explained.fact
    ends = {"source": fact.source, "target": fact.target} if isinstance(fact, LinkView) else {}
    retired = explained.retired
    return {
        "id": fact.id,
        "type": explained.type,
        "title": explained.title(lang),
        **ends,
        "properties": [
            {"name": name, "title": title, "value": value}
            for name, title, value in said_properties(explained.type, fact.properties, lang)
        ],
        "retired": {"run": retired.run, "at": retired.finished, "text": retired_said(retired, lang)}
        if retired
        else None,
        "total": explained.rows,
        "rows": [original_document(original) for original in explained.originals],
    }


def read_ids(explained: Sequence[Explained]) -> list[str]:
    """Entities that were read, for the audit trail."""
    return sorted(
        {
            entity.id
            for each in explained
            for entity in (each.ends or (each.fact,))
            if isinstance(entity, EntityView)
        }
    )

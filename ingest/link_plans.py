"""What a table's rows become: its links, joined by row from the entities found."""

from collections.abc import Mapping as Map
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from graph.schema.registry import REGISTRY
from graph.values import value_type
from ingest.cells import Cells, Codes, Mask
from ingest.ids import link_ids
from ingest.mapping import LinkUse, Mapping, Table
from ingest.plans import EntityPlan, Found
from ingest.readings import Caches, Column, Reading, kind_of, take
from ingest.refused import Positions, Refused
from ingest.stored import arrow_type

Lines = NDArray[np.int64]


@dataclass(frozen=True)
class Links:
    """Links of a chunk: equal-length arrays, one line per mention."""

    rows: Positions
    ids: pa.Array
    sources: pa.Array  # entity ids
    targets: pa.Array
    source_labels: Codes  # positions in the labels of the source's plan
    target_labels: Codes
    properties: Map[str, pa.Array]
    refused: tuple[Refused, ...]


def pairs(sources: Positions, targets: Positions) -> tuple[Lines, Lines]:
    """Lines of both sides that are in one row, all pairs; both ascending, as positions."""
    first = np.searchsorted(targets, sources, side="left")
    counts = np.searchsorted(targets, sources, side="right") - first
    source = np.repeat(np.arange(len(sources)), counts)
    within = np.arange(len(source)) - np.repeat(np.cumsum(counts) - counts, counts)
    return source, np.repeat(first, counts) + within


class LinkPlan:
    """One link of a table."""

    def __init__(
        self,
        link: LinkUse,
        table: Table,
        ends: tuple[EntityPlan, EntityPlan],
        mapping: Mapping,
        caches: Caches,
    ) -> None:
        self.link = link
        self._column = table.entities[link.target].key[0].column or ""
        self._type = REGISTRY.links[link.type]
        self.labels = (ends[0].labels, ends[1].labels)
        self._leaves = np.array([label in self._type.sources for label in ends[0].labels])
        self._reaches = np.array([label in self._type.link.to for label in ends[1].labels])
        known = {p.name: p for p in self._type.link.properties}
        self._readings = {
            name: Reading(
                use,
                value_type(use.value or kind_of(known[name])),
                mapping,
                caches,
                keyed=name in self._type.link.key,
            )
            for name, use in link.properties.items()
        }
        self._stored = {name: arrow_type(p.stored) for name, p in known.items()}
        self._needs = [name for name, use in link.properties.items() if use.required]

    def find(self, cells: Cells, sources: Found, targets: Found) -> Links:
        """The links between the entities of each row."""
        columns = {name: reading.one(cells) for name, reading in self._readings.items()}
        source, target = self._pairs(cells, sources, targets)
        same = pc.equal(sources.entity_ids(source), targets.entity_ids(target))
        itself = same.to_numpy(zero_copy_only=False).astype(np.bool_)
        refused = [self._itself(sources.rows[source[itself]])]
        refused += self._unread(columns, cells, sources)
        made = ~itself & self._complete(columns, cells, sources.rows[source])
        source, target = source[made], target[made]
        rows = sources.rows[source]
        begins, ends = sources.entity_ids(source), targets.entity_ids(target)
        return Links(
            rows,
            link_ids(self.link.type, begins, ends, self._keys(columns, cells, rows)),
            begins,
            ends,
            sources.labels[source],
            targets.labels[target],
            {n: c.values(rows, len(cells), self._stored[n]) for n, c in columns.items()},
            tuple(refused),
        )

    def _pairs(self, cells: Cells, sources: Found, targets: Found) -> tuple[Lines, Lines]:
        """Mentions that the link's type and its `when` allow to be linked."""
        fits = cells.matching(self.link.when)
        source, target = pairs(sources.rows, targets.rows)
        allowed = (
            fits[sources.rows[source]]
            & self._leaves[sources.labels[source]]
            & self._reaches[targets.labels[target]]
        )
        return source[allowed], target[allowed]

    def _itself(self, rows: Positions) -> Refused:
        return Refused.alike(rows, self._column, pa.array([""] * len(rows)), "links_itself")

    def _unread(self, columns: Map[str, Column], cells: Cells, sources: Found) -> list[Refused]:
        linked = np.zeros(len(cells), np.bool_)
        linked[sources.rows] = True
        return [self._readings[n].refused(c, cells, linked) for n, c in columns.items()]

    def _complete(self, columns: Map[str, Column], cells: Cells, rows: Positions) -> Mask:
        """Which of these rows have every property that the link needs."""
        fine = np.ones(len(rows), np.bool_)
        for name in self._needs:
            fine &= columns[name].by_row(len(cells))[rows] >= 0
        return fine

    def _keys(self, columns: Map[str, Column], cells: Cells, rows: Positions) -> list[pa.Array]:
        """The key fields of links in these rows, '' where one is absent."""
        keys = []
        for name in self._type.link.key:
            if (column := columns.get(name)) is None:
                keys.append(pa.array([""] * len(rows), pa.string()))
            else:
                codes = column.by_row(len(cells))[rows]
                keys.append(pc.fill_null(take(column.cleaned.keys, codes), ""))
        return keys

"""Rings of invented samples in memory: found, compared with simple ways, looked for in shuffles."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import networkit as nk
import numpy as np
from scipy import sparse
from scipy.sparse import csgraph

from benchmarks.sheets_evidence import read_sheets
from graph.projection.evidence import Evidence, Indices, LinkTable, flat
from graph.projection.holdings import Holdings
from graph.rings.detect import Detection, detect
from graph.rings.parameters import RingParameters
from graph.rings.score import squash
from ingest.sample import write_sample
from ingest.sample.labels import read_labels
from ingest.sample.score import SampleScore, score_groups

Groups = list[tuple[str, frozenset[str]]]  # name and people, best first
CAP = 25
_LEAST = 3


@dataclass(frozen=True)
class Sample:
    """What one sample showed."""

    methods: dict[str, SampleScore]
    line: list[float]  # of each planted ring that was found at any rank its score, else 0
    alarmed: int  # rings above the alarm line
    alarmed_false: int  # of these, rings that match none
    shuffled: list[float]  # the best score in each shuffle
    linked: int  # pairs of households linked by what they share
    linked_by_chance: list[int]  # such pairs in each shuffle
    together: float  # share of people in the largest component before pruning
    on_hubs: float  # share of rings that use common providers


def shuffled(evidence: Evidence, seed: int) -> Evidence:
    """The same degrees, the links of each type shuffled within the type."""
    random = np.random.default_rng(seed)
    links = {
        key: LinkTable(table.ids, table.sources, random.permutation(table.targets), table.values)
        for key, table in sorted(evidence.links.items())
    }
    return Evidence(evidence.nodes, links)


def scored_rings(
    evidence: Evidence, parameters: RingParameters | None = None
) -> tuple[Groups, list[float]]:
    """Ringleader's candidates, and their scores by measures alone."""
    parameters = parameters or RingParameters()
    return _scored(detect(evidence, parameters), parameters)


def _scored(found: Detection, parameters: RingParameters) -> tuple[Groups, list[float]]:
    groups = [
        (f"ring-{at}", frozenset(i for p in ring.people.tolist() for i in found.person_ids(p)))
        for at, ring in enumerate(found.candidates)
    ]
    return groups, [squash(ring.raw, parameters.half_score) for ring in found.candidates]


def linked_pairs(found: Detection) -> int:
    """Pairs of households that are linked by what they share."""
    return int(found.projection.tested.linked.sum())


def _named(held: Holdings, labels: Indices, rank: Callable[[Indices], float]) -> Groups:
    order = np.argsort(labels, kind="stable")
    groups = np.split(order, np.flatnonzero(np.diff(labels[order])) + 1)
    some = [group for group in groups if len(group) >= _LEAST]
    ids = np.array(held.person_ids, object)
    return [
        (f"group-{at}", frozenset(ids[held.records.of(group)].tolist()))
        for at, group in enumerate(sorted(some, key=lambda group: (-rank(group), int(group[0]))))
    ]


def _by_size(group: Indices) -> float:
    return float(len(group))


def _connected(held: Holdings, columns: Indices) -> Indices:
    some = sparse.csr_array(held.held[:, columns])
    both = flat(sparse.block_array([[None, some], [some.T, None]], format="csr"))
    return csgraph.connected_components(both, directed=False)[1][: held.people].astype(np.int64)


def components_alone(held: Holdings) -> Groups:
    """Components of people and everything they hold, largest first."""
    return _named(held, _connected(held, np.arange(len(held.item_ids))), _by_size)


def capped_components(held: Holdings) -> Groups:
    """Components over items of at most CAP people, largest first."""
    degree = np.asarray(held.held.sum(axis=0)).ravel()
    return _named(held, _connected(held, np.flatnonzero(degree <= CAP)), _by_size)


def weighted_louvain(held: Holdings) -> Groups:
    """People linked by ln(N/d) of every shared item, Louvain over the whole, densest first."""
    degree = np.asarray(held.held.sum(axis=0)).ravel()
    weight = np.log(held.people / np.maximum(degree, 1))
    half = held.held @ sparse.diags_array(np.sqrt(weight))
    links = sparse.triu(half @ half.T, k=1, format="coo")
    graph = nk.GraphFromCoo((links.data, links.coords), n=held.people, weighted=True)
    nk.setNumberOfThreads(1)
    nk.setSeed(7, False)
    louvain = nk.community.PLM(graph)
    louvain.run()
    labels = np.array(louvain.getPartition().getVector())
    inside = labels[links.coords[0]] == labels[links.coords[1]]
    total = np.bincount(labels[links.coords[0]][inside], links.data[inside], labels.max() + 1)
    return _named(held, labels, lambda group: float(total[labels[group[0]]]) / len(group))


BASELINES: dict[str, Callable[[Holdings], Groups]] = {
    "components": components_alone,
    "ln(N/d) and Louvain": weighted_louvain,
    f"cap of {CAP}, components": capped_components,
}


def measure(
    claims: int,
    seed: int,
    *,
    shuffles: Iterable[int] = (),
    baselines: Sequence[str] = (),
    hub_sharing: float = 0.4,
    carefulness: float = 0.5,
    parameters: RingParameters | None = None,
) -> Sample:
    """Write one sample, find its rings and score them."""
    parameters = parameters or RingParameters()
    with TemporaryDirectory() as folder:
        written = write_sample(
            Path(folder) / "s",
            claims=claims,
            seed=seed,
            hub_sharing=hub_sharing,
            carefulness=carefulness,
        )
        evidence = read_sheets(written.directory)
        detection = detect(evidence, parameters)
        groups, scores = _scored(detection, parameters)
        methods = {"ringleader": score_groups(written.labels, groups)}
        held = detection.holdings
        for name in baselines:
            methods[name] = score_groups(written.labels, BASELINES[name](held))
        rings = read_labels(written.labels).rings
    matches = [m for m in methods["ringleader"].matches if m.overlap >= 0.5]
    found = [scores[m.rank - 1] for m in matches if m.rank is not None]
    above = sum(score >= parameters.alarm for score in scores)
    mixed = [detect(shuffled(evidence, at), parameters) for at in shuffles]
    largest = np.bincount(_connected(held, np.arange(len(held.item_ids)))).max()
    return Sample(
        methods=methods,
        line=found + [0.0] * (len(rings) - len(found)),
        alarmed=above,
        alarmed_false=above - len({m.best for m in matches if m.rank and m.rank <= above}),
        shuffled=[max(_scored(one, parameters)[1], default=0.0) for one in mixed],
        linked=linked_pairs(detection),
        linked_by_chance=[linked_pairs(one) for one in mixed],
        together=float(largest / held.people),
        on_hubs=sum(ring.shares_hubs for ring in rings) / max(len(rings), 1),
    )

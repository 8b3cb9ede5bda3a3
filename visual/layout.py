"""Where each node stands: computed here, seeded and rounded, so that a view is equal to the byte.

Small views use Kamada-Kawai (T. Kamada, S. Kawai, 1989), which looked best; larger ones
Fruchterman-Reingold (1991), from a start by graph distance. Parts that aren't connected are laid
out alone and packed in rows. Units are pixels at zoom 1.
"""

import math
from collections.abc import Iterable, Mapping

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

Points = dict[str, tuple[int, int]]

SMALL = 120  # nodes up to which Kamada-Kawai is quick enough
SEED = 7
_LINK = 118.0  # wished length of a link
_APART = 66.0  # least distance of two nodes
_LABEL = 30.0  # a label is wider than high: nodes keep more distance sideways
_GAP = 110.0  # between parts that aren't connected
_WIDE = 1.5  # width to height of the whole


def _distances(part: "nx.Graph[str]") -> dict[str, dict[str, float]]:
    """Graph distances in which a hub's links are longer, so that its leaves don't crowd it."""
    weighted: nx.Graph[str] = nx.Graph()
    weighted.add_nodes_from(part)
    for a, b in part.edges:
        crowd = max(part.degree[a], part.degree[b])
        weighted.add_edge(a, b, weight=1.0 + 0.12 * max(0, crowd - 4) ** 0.75)
    return {a: dict(row) for a, row in nx.all_pairs_dijkstra_path_length(weighted)}


def _landmarks(part: "nx.Graph[str]", count: int = 24) -> dict[str, NDArray[np.float64]]:
    """Start positions by distance to a few far-apart nodes (pivot MDS, Brandes & Pich 2006)."""
    nodes = list(part)
    pivot, rows = nodes[0], []
    nearest = np.full(len(nodes), np.inf)
    for _ in range(min(count, len(nodes))):
        lengths = nx.single_source_shortest_path_length(part, pivot)
        row = np.array([lengths[n] for n in nodes], dtype=float)
        rows.append(row)
        nearest = np.minimum(nearest, row)
        pivot = nodes[int(np.argmax(nearest))]
    squared = np.array(rows).T ** 2
    centred = squared - squared.mean(0) - squared.mean(1, keepdims=True) + squared.mean()
    left, sizes, _ = np.linalg.svd(centred, full_matrices=False)
    plane = left[:, :2] * sizes[:2]
    if plane.shape[1] < 2:
        plane = np.column_stack([plane, np.zeros(len(nodes))])
    signs = np.where(plane[np.argmax(np.abs(plane), axis=0), [0, 1]] < 0, -1.0, 1.0)
    spread = np.abs(plane).max() or 1.0
    jitter = np.random.default_rng(SEED).normal(0, 0.02, plane.shape)
    return dict(zip(nodes, plane * signs / spread + jitter, strict=True))


def _place(part: "nx.Graph[str]") -> NDArray[np.float64]:
    """Positions of one connected part, rows in the order of its nodes, links about _LINK long."""
    count = part.number_of_nodes()
    if count == 1:
        return np.zeros((1, 2))
    if count == 2:
        return np.array([[0.0, 0.0], [_LINK, 13.0]])
    if count <= SMALL:
        placed = nx.kamada_kawai_layout(part, dist=_distances(part))
    else:
        placed = nx.spring_layout(
            part,
            pos=_landmarks(part),
            k=1.6 / math.sqrt(count),
            iterations=60 if count <= 400 else 20,
            seed=SEED,
            method="force",
        )
    points = np.array([placed[n] for n in part], dtype=float)
    index = {n: i for i, n in enumerate(part)}
    ends = np.array([(index[a], index[b]) for a, b in part.edges])
    lengths = np.hypot(*(points[ends[:, 0]] - points[ends[:, 1]]).T)
    points = points * (_LINK / max(float(np.median(lengths)), 1e-9))
    return _flat(points)


def _flat(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turned so that the longest extent lies across the page, which is wider than high."""
    centred = points - points.mean(0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    if axes[0, 0] < 0:
        axes[0] = -axes[0]
    axes[1] = np.array([-axes[0, 1], axes[0, 0]])
    turned: NDArray[np.float64] = centred @ axes.T
    return turned


def _spread(points: NDArray[np.float64], rounds: int = 60) -> NDArray[np.float64]:
    """Push apart nodes that stand closer than their labels allow."""
    points = points.copy()
    reach = np.array([_APART + _LABEL, _APART])
    for _ in range(rounds):
        close = cKDTree(points / reach).query_pairs(1.0, output_type="ndarray")
        if not len(close):
            break
        one, other = close[np.lexsort(close.T)].T
        delta = points[one] - points[other]
        distance = np.maximum(np.hypot(*(delta / reach).T), 1e-6)
        step = delta * (0.35 * (1 - distance) / distance)[:, None]
        np.add.at(points, one, step)
        np.subtract.at(points, other, step)
    return points


def _pack(parts: list[NDArray[np.float64]]) -> list[NDArray[np.float64]]:
    """Parts side by side in rows, largest first, the whole about _WIDE times as wide as high."""
    sizes = [p.max(0) - p.min(0) + _GAP for p in parts]
    row_width = max(
        max(float(s[0]) for s in sizes), math.sqrt(sum(float(s[0] * s[1]) for s in sizes) * _WIDE)
    )
    packed, x, y, height = [], 0.0, 0.0, 0.0
    for part, size in zip(parts, sizes, strict=True):
        if x and x + size[0] > row_width:
            x, y, height = 0.0, y + height, 0.0
        packed.append(part - part.min(0) + (x, y))
        x, height = x + float(size[0]), max(height, float(size[1]))
    return packed


def _uneven(points: Points, edges: Iterable[tuple[str, str]]) -> Points:
    """No two linked nodes on one line across: such links hide behind labels."""
    moved = dict(points)
    for a, b in edges:
        if a != b and abs(moved[a][1] - moved[b][1]) < 8:
            last = max(a, b)
            step = 9 if moved[last][1] >= moved[min(a, b)][1] else -9
            moved[last] = (moved[last][0], moved[last][1] + step)
    return moved


def layout(nodes: Iterable[str], edges: Iterable[tuple[str, str]]) -> Mapping[str, tuple[int, int]]:
    """Whole-pixel positions, centred on 0,0; equal input in any order gives equal positions."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted(nodes))
    pairs = sorted({(min(a, b), max(a, b)) for a, b in edges if a != b})
    graph.add_edges_from(pairs)
    if not graph:
        return {}
    names = sorted((sorted(c) for c in nx.connected_components(graph)), key=lambda c: (-len(c), c))
    parts = []
    for members in names:
        part: nx.Graph[str] = nx.Graph()
        part.add_nodes_from(members)
        part.add_edges_from((a, b) for a, b in pairs if a in part and b in part)
        parts.append(_spread(_place(part)))
    packed = _pack(parts)
    whole = np.concatenate(packed)
    middle = (whole.max(0) + whole.min(0)) / 2
    points: Points = {}
    for members, part_points in zip(names, packed, strict=True):
        for name, point in zip(members, part_points - middle, strict=True):
            points[name] = (round(float(point[0])), round(float(point[1])))
    return _uneven(points, pairs)

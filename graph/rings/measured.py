"""Measures of rings with a memory: stability and link analysis of what changed, by the workers."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace

import numpy as np

from graph.communities.partition import Community
from graph.measures.links import LinkAnalysis
from graph.rings.memory import Memory, content_key
from graph.rings.workers import Measured, Task, measure_all

RING = "ring"


def measured(
    tasks: Sequence[Task], processes: int, progress: Callable[[float], None], memory: Memory
) -> list[Measured]:
    """The measures of each ring in order; those that the memory knows are taken from it."""
    own = [_local(task) for task in tasks]
    keys = [content_key(task) for task in own]
    told = [memory.recall(RING, key) for key in keys]
    ahead = [at for at, text in enumerate(told) if text is None]
    done = measure_all([own[at] for at in ahead], processes, progress)
    for at, one in zip(ahead, done, strict=True):
        memory.keep(RING, keys[at], _text(one))
    anew = dict(zip(ahead, done, strict=True))
    return [
        _placed(anew[at] if text is None else _measured(text), task)
        for at, (text, task) in enumerate(zip(told, tasks, strict=True))
    ]


def _local(task: Task) -> Task:
    """The task in positions of its own, the same wherever its households stand in the graph."""
    nodes = task.around.nodes

    def local(community: Community) -> Community:
        return tuple(np.searchsorted(nodes, community).tolist())

    around = replace(task.around, nodes=np.arange(len(nodes)), ring=local(task.around.ring))
    return replace(task, around=around, circles=tuple(map(local, task.circles)))


def _placed(own: Measured, task: Task) -> Measured:
    """Measures by the positions that households have in the whole graph."""
    nodes = task.around.nodes.tolist()
    return replace(own, stability={nodes[at]: share for at, share in own.stability.items()})


def _text(one: Measured) -> str:
    """As JSON; numbers come back to the bit."""
    analysis = asdict(one.analysis)
    analysis["adamic_adar"] = [[*pair, value] for pair, value in one.analysis.adamic_adar.items()]
    return json.dumps({"stability": list(one.stability.items()), "analysis": analysis})


def _measured(text: str) -> Measured:
    plain = json.loads(text)
    told = plain["analysis"]
    analysis = LinkAnalysis(
        betweenness=told["betweenness"],
        core=told["core"],
        articulation=tuple(told["articulation"]),
        bridges=tuple((one, other) for one, other in told["bridges"]),
        adamic_adar={(one, other): value for one, other, value in told["adamic_adar"]},
        sampled=told["sampled"],
    )
    return Measured(dict(plain["stability"]), analysis)

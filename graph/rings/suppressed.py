"""What was damped, collapsed or left out, in a ring and over the whole graph, and why."""

import numpy as np

from graph.projection.evidence import Indices
from graph.projection.holdings import ITEM_LABELS, OWNERS
from graph.projection.items import PROVIDER_PAIR
from graph.rings.detect import Detection
from graph.rings.facts import Facts
from graph.rings.model import Sentence, Suppressed
from graph.rings.parameters import RingParameters
from graph.rings.scope import Scope
from graph.schema.registry import REGISTRY

MOST = 20  # lines of one ring
MOST_OF_RUN = 60
HUB = 5  # households from which a damped item is worth a line of the run


def _line(
    facts: Facts, identifier: str, holders: int, action: str, message: str, **parameters: object
) -> Suppressed:
    return Suppressed.model_validate(
        {
            "id": identifier,
            "label": REGISTRY.by_id(identifier).label,
            "caption": facts.caption(identifier),
            "holders": holders,
            "action": action,
            "why": Sentence(message=message, parameters={"holders": holders, **parameters}),
        }
    )


def _item(detection: Detection, facts: Facts, column: int, inside: int | None) -> Suppressed:
    """One item: left out because its holder explains it, or damped by its many holders."""
    identifier = detection.holdings.item_ids[column]
    holders = int(detection.items.degree[column])
    owner = int(detection.holdings.owner[column])
    if not detection.items.links[column]:
        message = f"rings.why.{OWNERS[owner].lower()}"
        return _line(facts, identifier, holders, "left_out", message)
    if inside is None:
        kind = ITEM_LABELS[int(detection.holdings.item_label[column])]
        message = "rings.why.building" if kind == "Address" else "rings.why.holders"
        return _line(facts, identifier, holders, "damped", message)
    return _line(facts, identifier, holders, "damped", "rings.why.outside", inside=inside)


def _households(detection: Detection, scope: Scope, facts: Facts) -> list[Suppressed]:
    """Households with several members, who count as one."""
    ring = scope.candidate
    found = []
    for household in ring.households.tolist():
        people = ring.people[detection.homes.of[ring.people] == household]
        if len(people) > 1:
            first = detection.person_ids(int(people[0]))[0]
            found.append(
                _line(
                    facts,
                    first,
                    len(people),
                    "collapsed",
                    "rings.why.household",
                )
            )
    return found


def of_ring(detection: Detection, scope: Scope, facts: Facts) -> tuple[Suppressed, ...]:
    """Suppressions of one ring, most holders first."""
    columns, inside = detection.items.held_by(scope.candidate.households)
    held = dict(zip(columns.tolist(), inside.tolist(), strict=True))
    lines = [_item(detection, facts, at, held[at]) for at in scope.damped.tolist()]
    lines += _households(detection, scope, facts)
    return tuple(sorted(lines, key=lambda line: (-line.holders, line.id))[:MOST])


def hubs(detection: Detection) -> Indices:
    """Columns of the real items suppressed over the whole graph, most holders first."""
    real = len(detection.holdings.item_ids)
    degree = detection.items.degree[:real]
    silent = ~detection.items.links[:real] | (detection.projection.alone[:real] == 0)
    columns = np.flatnonzero(silent & (degree >= HUB))
    return columns[np.lexsort((columns, -degree[columns]))]


def of_run(
    detection: Detection, facts: Facts, parameters: RingParameters
) -> tuple[Suppressed, ...]:
    """Suppressions over the whole graph: the largest hubs, then provider pairs left out."""
    lines = [_item(detection, facts, at, None) for at in hubs(detection)[:MOST_OF_RUN].tolist()]
    kind, degree = detection.items.kind, detection.items.degree
    crowd = parameters.weights.provider_crowd
    names = detection.evidence.nodes.get("Provider", ())
    for column in np.flatnonzero((kind == PROVIDER_PAIR) & (degree > crowd)).tolist():
        first, second = (names[at] for at in detection.items.parts[column].tolist())
        lines.append(
            _line(
                facts,
                first,
                int(degree[column]),
                "left_out",
                "rings.why.provider_pair",
                other=facts.caption(second),
            )
        )
    return tuple(lines)

"""What was damped, collapsed or left out, in a ring and over the whole graph, and why."""

from collections.abc import Iterable, Mapping

import numpy as np

from graph.projection.evidence import Indices
from graph.projection.holdings import ITEM_LABELS, OWNERS
from graph.projection.items import CROWD, PROVIDER_PAIR
from graph.rings.detect import Detection
from graph.rings.facts import Facts, Properties
from graph.rings.model import Ring, Sentence, Suppressed
from graph.rings.parameters import RingParameters
from graph.rings.scope import Scope
from graph.schema.registry import REGISTRY
from graph.typologies.model import SkippedHub

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
    """All suppressions of one ring, most holders first; the first MOST are listed."""
    columns, inside = detection.items.held_by(scope.candidate.households)
    held = dict(zip(columns.tolist(), inside.tolist(), strict=True))
    lines = [_item(detection, facts, at, held[at]) for at in scope.damped.tolist()]
    lines += _households(detection, scope, facts)
    return tuple(sorted(lines, key=lambda line: (-line.holders, line.id)))


def hubs(detection: Detection) -> Indices:
    """Columns of the real items suppressed over the whole graph, most holders first."""
    real = len(detection.holdings.item_ids)
    degree = detection.items.degree[:real]
    silent = ~detection.items.links[:real] | (detection.projection.alone[:real] == 0)
    columns = np.flatnonzero(silent & (degree >= HUB))
    return columns[np.lexsort((columns, -degree[columns]))]


def cut(detection: Detection) -> list[int]:
    """Columns of the largest real items that were not compared pair by pair."""
    columns = detection.projection.cut
    real = columns[columns < len(detection.holdings.item_ids)]
    order = np.lexsort((real, -detection.items.degree[real]))
    found: list[int] = real[order][:MOST_OF_RUN].tolist()
    return found


def crowds(detection: Detection) -> list[tuple[str, int]]:
    """Claims with too many households to say anything about pairs, with their number."""
    table = detection.evidence.table("INVOLVED_IN", "Person", "Claim")
    people = np.bincount(table.targets, minlength=detection.evidence.count("Claim"))
    found = []
    for claim in np.flatnonzero(people > CROWD).tolist():
        records = table.sources[table.reaching(np.array([claim], np.int64))]
        homes = np.unique(detection.homes.of[detection.holdings.person[records]])
        if len(homes) > CROWD:
            found.append((-len(homes), detection.evidence.nodes["Claim"][claim]))
    return [(claim, -size) for size, claim in sorted(found)]


def hinted(detection: Detection) -> dict[str, tuple[int, str]]:
    """What groups rest on that are no rings by themselves: their households, and why.

    An item, of a pair of providers the first, else the claim that says most. Most households first,
    MOST_OF_RUN of them.
    """
    names, served = detection.holdings.item_ids, detection.served.ids
    claims = detection.evidence.nodes.get("Claim", ())
    found = []
    for ring in detection.hints:
        column, message = int(ring.items[0]), "rings.why.one_thing"
        if column < len(names):
            thing = names[column]
        elif detection.items.kind[column] == PROVIDER_PAIR:
            thing = served[int(detection.items.parts[column, 0])]
        else:
            message = "rings.why.only_claims"
            thing = claims[int(ring.claims[np.argmax(ring.claim_points)])]
        found.append((-len(ring.households), thing, message))
    return {thing: (-size, message) for size, thing, message in sorted(found)[:MOST_OF_RUN]}


def of_typologies(
    skipped: Iterable[SkippedHub], entities: Mapping[str, Properties]
) -> tuple[Suppressed, ...]:
    """What the patterns left out, once a pattern, most holders first; `entities` name it."""
    return tuple(
        _line(
            Facts(entities),
            hub.id,
            hub.holders,
            "left_out",
            f"rings.why.{hub.why}",
            pattern=hub.typology,
        )
        for hub in skipped
        if hub.id in entities
    )


def most_held(skipped: Iterable[SkippedHub]) -> list[SkippedHub]:
    """The largest hubs that patterns left out, as many as a run lists."""
    return sorted(skipped, key=lambda hub: (-hub.holders, hub.id, hub.typology))[:MOST_OF_RUN]


def of_run(
    detection: Detection, facts: Facts, parameters: RingParameters, rings: Iterable[Ring] = ()
) -> tuple[Suppressed, ...]:
    """Suppressions over the whole graph: the largest hubs, claims with a crowd, items that were
    not compared pair by pair, provider pairs left out, what alone makes no group.

    Of the last those that one of the `rings` shows aren't told.
    """
    lines = [_item(detection, facts, at, None) for at in hubs(detection)[:MOST_OF_RUN].tolist()]
    listed = {line.id for line in lines}
    lines += [
        _line(facts, claim, holders, "left_out", "rings.why.crowd", most=CROWD)
        for claim, holders in crowds(detection)[:MOST_OF_RUN]
    ]
    for column in cut(detection):
        identifier = detection.holdings.item_ids[column]
        if identifier not in listed:
            holders = int(detection.items.degree[column])
            lines.append(_line(facts, identifier, holders, "cut", "rings.why.cut"))
    kind, degree = detection.items.kind, detection.items.degree
    crowd = parameters.weights.provider_crowd
    names = detection.served.ids
    for column in np.flatnonzero((kind == PROVIDER_PAIR) & (degree > crowd)).tolist():
        first, second = (names[at] for at in detection.items.parts[column].tolist())
        # An agent is a person, whom no sentence names.
        agent = second.startswith("agent-")
        message = "rings.why.agent_pair" if agent else "rings.why.provider_pair"
        other = {} if agent else {"other": facts.caption(second)}
        lines.append(_line(facts, first, int(degree[column]), "left_out", message, **other))
    told = {shown.id for ring in rings for shown in (*ring.identifiers, *ring.providers)}
    told |= {claim.id for ring in rings for claim in ring.claims}
    lines += [
        _line(facts, thing, size, "left_out", message)
        for thing, (size, message) in hinted(detection).items()
        if thing not in told
    ]
    return tuple(lines)

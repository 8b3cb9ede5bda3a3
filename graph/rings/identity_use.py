"""Who may be a victim of identity use: somebody else may have acted in this person's name.

Two signs, each from data: people of different names show one identity document; or nothing that a
person declared ties them to the ring, only claims in their name do, and those were paid to and
reported from what others there declare as theirs.
"""

from graph.projection.holdings import DECLARED
from graph.rings.facts import Facts
from graph.rings.model import Position
from graph.rings.scope import Edge, Scope


def _one_document(scope: Scope) -> dict[str, Position]:
    """Members who show an identity document that other members show, too."""
    showing: dict[str, list[Edge]] = {}
    for edge in scope.of("HAS_DOCUMENT"):
        showing.setdefault(edge[3], []).append(edge)
    found = {}
    for _, edges in sorted(showing.items()):
        people = {edge[2] for edge in edges if edge[2] in scope.members}
        if len(people) >= 2:
            links = {edge[0] for edge in edges}
            for person in people:
                found[person] = Position.of("one_document", links, people=len(people))
    return found


def _declared(scope: Scope) -> dict[str, set[str]]:
    """Parties of the ring who declare each item as their own."""
    found: dict[str, set[str]] = {}
    for edge in scope.edges:
        if edge[1] in DECLARED:
            found.setdefault(edge[3], set()).add(edge[2])
    return found


def _in_their_name(scope: Scope, facts: Facts) -> dict[str, Position]:
    """Members tied to the ring by claims in their name alone, which others' items were used for."""
    declared = _declared(scope)
    tied = {person for people in declared.values() for person in people}
    reported: dict[str, list[Edge]] = {}
    for edge in scope.of("REPORTED_FROM"):
        reported.setdefault(edge[2], []).append(edge)
    own: dict[str, list[Edge]] = {}
    for edge in scope.of("INVOLVED_IN"):
        if edge[4] in ("claimant", "patient") and edge[2] in scope.members:
            own.setdefault(edge[2], []).append(edge)
    found = {}
    for person, edges in sorted(own.items()):
        claims = {edge[3] for edge in edges}
        payments = [p for claim in sorted(claims) for p in facts.payments.get(claim, ())]
        calls = [call for claim in sorted(claims) for call in reported.get(claim, ())]
        elsewhere = [payment.account in declared for payment in payments]
        if person in tied or not payments or not calls or not all(elsewhere):
            continue
        if all(call[3] in declared for call in calls):
            links = {edge[0] for edge in edges} | {call[0] for call in calls}
            links |= {payment.id for payment in payments}
            found[person] = Position.of("in_their_name", links, claims=len(claims))
    return found


def identity_use(scope: Scope, facts: Facts) -> dict[str, Position]:
    """The position of each member in whose name somebody else may have acted."""
    return _in_their_name(scope, facts) | _one_document(scope)

"""GraphQL mutations: acts on cases and rings, each with its audit entry."""

from api.graphql.cases import Case, CaseState, VerdictWord, make_case
from api.graphql.context import Info, described, mutation
from api.graphql.runs import RingRun, make_run
from api.graphql.same import SamePair, SameVerdict, make_pair


@described
class DismissedRing:
    """A ring judged harmless as it is; it returns to the queue when it grows."""

    ring: str
    reason: str
    at: str


@described
class Mutation:
    """Everything that can be done."""

    @mutation("Open a case on a ring number, a person or a claim.")
    def open_case(self, info: Info, subject: str, title: str | None = None) -> Case:
        return make_case(info.context.open_case(subject, title))

    @mutation("Put a dated remark on a case.")
    def add_note(self, info: Info, case: str, text: str) -> Case:
        return make_case(info.context.cases.note(case, text))

    @mutation("Move a case to another state; the basis says why.")
    def decide(self, info: Info, case: str, state: CaseState, basis: str) -> Case:
        return make_case(info.context.cases.decide(case, state=state.value, basis=basis))

    @mutation("Give a case to someone.")
    def assign(self, info: Info, case: str, to: str) -> Case:
        return make_case(info.context.cases.assign(case, to))

    @mutation("Record what was decided about a person, party or claim.")
    def verdict(self, info: Info, case: str, entity: str, verdict: VerdictWord, basis: str) -> Case:
        return make_case(info.context.cases.verdict(case, entity, verdict.value, basis))

    @mutation("Record a referral, or with its wording a request.")
    def refer(self, info: Info, case: str, to: str, reference: str, request: str = "") -> Case:
        return make_case(info.context.cases.refer(case, to, reference, request))

    @mutation("Analyse the present evidence now: what loads have touched, or everything.")
    def analyse(self, info: Info, full: bool = False) -> RingRun:
        return make_run(info.context.run(incremental=not full))

    @mutation("Dismiss a ring as it is now, with a reason.")
    def dismiss_ring(self, info: Info, number: str, reason: str) -> DismissedRing:
        ring = info.context.ring(number)
        made = info.context.cases.dismiss_ring(ring, reason)
        return DismissedRing(ring=made.ring, reason=made.reason, at=made.at)

    @mutation("Record whether two records are one person; the reason says why.")
    def judge_same(self, info: Info, a: str, b: str, verdict: SameVerdict, reason: str) -> SamePair:
        return make_pair(info.context.cases.same.judge(a, b, verdict.value, reason))

    @mutation("Take the last judgement of a pair back; the graph is as it was before it.")
    def undo_same(self, info: Info, a: str, b: str, reason: str) -> SamePair:
        return make_pair(info.context.cases.same.undo(a, b, reason))

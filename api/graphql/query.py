"""GraphQL queries; every read of personal data goes into the audit trail."""

from collections.abc import Iterable

import strawberry
from strawberry import relay

from api.analysis import analyse_around
from api.changes import changes_document
from api.explain import explain, read_ids
from api.graphql.cases import Case, CaseState, make_case
from api.graphql.changes import LinkAnalysis, RingChange, make_analysis, make_change
from api.graphql.context import Info, Language, connection, described, field, language
from api.graphql.entities import (
    Entity,
    EntityTypeInfo,
    Explanation,
    Neighbourhood,
    Path,
    SearchHit,
    make_entity,
    make_explanation,
    make_hit,
    make_neighbourhood,
    make_path,
    make_type,
)
from api.graphql.notices import ListedNotice, make_listed
from api.graphql.rings import (
    PartyFinding,
    Ring,
    Suppressed,
    make_finding,
    make_ring,
    make_suppressed,
)
from api.graphql.runs import RingRun, make_run
from api.graphql.same import SamePair, SameState, make_pair
from api.graphql.scores import ClaimScore, make_score
from api.same import contradiction_lines
from api.scores import top_scores
from cases.same import TO_DO
from graph import explore
from graph.errors import InputError
from graph.language import failure
from graph.schema.registry import REGISTRY

MOST = 200
"""Most hits or neighbours of one field."""


def _types(names: list[str] | None) -> list[str] | None:
    if unknown := sorted(set(names or ()) - set(REGISTRY.sourced_links())):
        raise failure(InputError, "graphql.error.link_type", word=unknown[0])
    return names


def _bounded(limit: int) -> int:
    if not 1 <= limit <= MOST:
        raise failure(InputError, "graphql.error.limit", limit=limit, most=MOST)
    return limit


@described
class Query:
    """Everything that can be asked."""

    node: relay.Node = relay.node(description="A ring or case by its Relay id.")

    @connection(Ring, "Rings by rank; weak and dismissed ones only when asked for.")
    def rings(self, info: Info, weak: bool = False, dismissed: bool = False) -> Iterable[Ring]:
        found = info.context.queue(weak=weak, dismissed=dismissed)
        info.context.cases.log_read("graphql rings", [ring.id for ring in found])
        return [make_ring(ring) for ring in found]

    @field("The ring with this number, e.g. 'R-7K2MQ4'.")
    def ring(self, info: Info, number: str) -> Ring:
        ring = info.context.ring(number)
        info.context.cases.log_read("graphql ring", [ring.id])
        return make_ring(ring)

    @field("The analysis that all rings are of; made now when the evidence has changed.")
    def ring_run(self, info: Info) -> RingRun:
        return make_run(info.context.run())

    @field("What changed since the analysis before; weak and unchanged rings only when asked for.")
    def ring_changes(
        self, info: Info, every: bool = False, lang: Language | None = None
    ) -> list[RingChange]:
        services = info.context
        found = changes_document(
            services.run(), services.dismissed(), language(info, lang), every=every
        )
        services.cases.log_read("graphql changes", [each["ring"] for each in found["changes"]])
        return [make_change(each) for each in found["changes"]]

    @field("Link analysis around an entity; `to`: around both, with the ways between them.")
    def links(self, info: Info, entity: str, to: str | None = None) -> LinkAnalysis:
        store = info.context.store
        first = explore.resolve(store, entity)
        other = explore.resolve(store, to) if to else None
        info.context.cases.log_read("graphql links", [e.id for e in (first, other) if e])
        return make_analysis(analyse_around(store, first.id, other.id if other else None))

    @field("What was damped or left out over the whole graph.")
    def suppressed(self, info: Info) -> list[Suppressed]:
        return make_suppressed(info.context.run().suppressed)

    @field("Findings about providers alone, strongest first.")
    def findings(self, info: Info) -> list[PartyFinding]:
        found = info.context.run().findings
        info.context.cases.log_read("graphql findings", [p.id for f in found for p in f.parties])
        return [make_finding(each) for each in found]

    @connection(Case, "Cases, oldest first.")
    def cases(self, info: Info, state: CaseState | None = None) -> Iterable[Case]:
        found = info.context.cases.list(state.value if state else None)
        return [make_case(case) for case in found]

    @field("The case with this number, e.g. 'CASE-0001'.")
    def case(self, info: Info, number: str) -> Case:
        case = info.context.cases.get(number)
        info.context.cases.log_read("graphql case", [case.subject], case)
        return make_case(case)

    @field("An entity by id, or by a text that finds exactly one.")
    def entity(self, info: Info, reference: str, masked: bool = False) -> Entity:
        view = explore.resolve(info.context.store, reference)
        info.context.cases.log_read("graphql entity", [view.id])
        return make_entity(view, masked)

    @field("The source rows that an entity or link came from, as they stand in their files.")
    def explain(
        self, info: Info, id: strawberry.ID, limit: int = 20, lang: Language | None = None
    ) -> Explanation:
        (found,) = explain(info.context, str(id), limit=_bounded(limit))
        info.context.cases.log_read("graphql explain", read_ids([found]))
        return make_explanation(found, language(info, lang))

    @field("Links of an entity, with the number of those not shown.")
    def neighbours(
        self,
        info: Info,
        id: strawberry.ID,
        limit: int = 50,
        types: list[str] | None = None,
        masked: bool = False,
    ) -> Neighbourhood:
        found = explore.neighbours(info.context.store, str(id), _bounded(limit), _types(types))
        ids = [str(id), *(item.other.id for item in found.items)]
        info.context.cases.log_read("graphql neighbours", ids)
        return make_neighbourhood(found, masked)

    @field("How two entities connect; null when they don't.")
    def path(
        self, info: Info, a: str, b: str, max_length: int = 8, masked: bool = False
    ) -> Path | None:
        store = info.context.store
        first, last = explore.resolve(store, a), explore.resolve(store, b)
        found = explore.path(store, first.id, last.id, max_length)
        ids = [entity.id for entity in found.entities] if found else [first.id, last.id]
        info.context.cases.log_read("graphql path", ids)
        return make_path(found, masked) if found else None

    @field("Entities by number or name, exact keys first.")
    def search(
        self, info: Info, text: str, limit: int = 20, masked: bool = False
    ) -> list[SearchHit]:
        hits = explore.find(info.context.store, text, _bounded(limit))
        info.context.cases.log_read("graphql search", [hit.entity.id for hit in hits])
        return [make_hit(hit, masked) for hit in hits]

    @field("Pairs of records that may be one person, the heaviest first; else those to judge.")
    def same_pairs(
        self, info: Info, states: list[SameState] | None = None, limit: int = 20
    ) -> list[SamePair]:
        wanted = [state.value for state in states] if states else TO_DO
        found = info.context.cases.same.pairs(wanted)[: _bounded(limit)]
        info.context.cases.log_read("graphql samePairs", [i for p in found for i in (p.a, p.b)])
        return [make_pair(pair) for pair in found]

    @field("Pairs judged two people that other accepted links make one, a sentence each.")
    def same_contradictions(self, info: Info, lang: Language | None = None) -> list[str]:
        found = info.context.cases.same.contradictions()
        ids = [i for one in found for i in (one.a, one.b, *one.through)]
        info.context.cases.log_read("graphql sameContradictions", ids)
        return contradiction_lines(info.context.store, found, language(info, lang))

    @field("Watch-list entries and bulletins, by authority and document, with what they mean now.")
    def notices(self, info: Info, bulletins: bool = False, limit: int = 50) -> list[ListedNotice]:
        every = info.context.known().listings.notices
        wanted = [n for n in every if not bulletins or n.label == "Bulletin"]
        found = info.context.notice_documents(wanted[: _bounded(limit)], info.context.settings.lang)
        seen = {match["id"] for each in found for match in each["matches"]}
        info.context.cases.log_read("graphql notices", sorted(seen | {n["id"] for n in found}))
        return [make_listed(document) for document in found]

    @field("Claims to look at first by the learned score; those with a verdict when asked for.")
    def claim_scores(
        self, info: Info, limit: int = 20, decided: bool = False, lang: Language | None = None
    ) -> list[ClaimScore]:
        to = language(info, lang)
        found = top_scores(info.context.store, _bounded(limit), to, decided=decided)
        info.context.cases.log_read("graphql claimScores", [c["claim"] for c in found["claims"]])
        return [make_score({**found, **claim}) for claim in found["claims"]]

    @field("The entity types of the graph.")
    def entity_types(self) -> list[EntityTypeInfo]:
        return [make_type(kind) for kind in REGISTRY if kind.role != "work"]

    @field("Whether the store holds invented data.")
    def invented(self, info: Info) -> bool:
        return info.context.invented()

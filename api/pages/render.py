"""Pages as text: each method takes what the rooms below return and gives one page's HTML.

Nothing here reads the store, the request or the clock. Every value is escaped by the template
engine; no page has inline code, so `script-src 'self'; style-src 'self'` is policy enough.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.calibration import ring_calibrated
from api.changes import kinds
from api.documents import known_document, schedule_lines
from api.made import made_document
from api.pages import shapes
from api.same import ShownPair
from cases import AuditEntry, Case, DismissedRing
from cases.dismissals import sentence as dismissal_sentence
from cases.model import TRANSITIONS
from cases.same import STATES
from cases.service import VERDICTS
from graph.explore import EntityView, Hit, Neighbours, PathView
from graph.language import moment, money, phrase, say
from graph.provenance import SourceRow
from graph.rings.loss import PERIODS
from graph.rings.model import PartyFinding, Ring, RingRun, Sentence
from graph.rings.words import by_role, innocent, rests_on, sentence
from graph.schema.registry import REGISTRY
from ingest.same.judgements import VERDICTS as VERDICTS_OF_PAIRS
from ingest.same.words import basis_text

Sources = Mapping[str, Sequence[SourceRow]]


@cache
def _environment() -> Environment:
    environment = Environment(
        autoescape=True,
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["money"] = money
    return environment


@cache
def _style() -> str:
    return (Path(__file__).parent / "static" / "pages.css").read_text(encoding="utf-8")


class Pages:
    """The pages in one language, for one signed-in reader.

    `csrf` goes into every form; `engine` and `actor` into the foot; `here` is the path and query
    of the page, kept when the language is switched. `alone` makes pages that are files of their
    own: the style is in them, and nothing leads to a server.
    """

    def __init__(
        self,
        lang: str,
        *,
        csrf: str = "",
        actor: str = "",
        engine: str = "",
        invented: bool = False,
        here: str = "/",
        alone: bool = False,
    ) -> None:
        self.lang = lang
        self._shell: dict[str, Any] = {
            "lang": lang,
            "csrf": csrf,
            "actor": actor,
            "engine": engine,
            "invented": invented,
            "style": _style() if alone else "",
            "switch": shapes.switched(here, "zh" if lang == "en" else "en"),
            "t": self._say,
            "said": lambda words: sentence(words, lang),
            "rests_on": rests_on,
            "innocent": lambda reason: innocent(reason, lang),
            "by_role": lambda places: by_role(places, lang),
            "known_fraud": lambda ring: known_document(ring, lang),
            "made": lambda run: made_document(run, lang),
            "calibrated": lambda ring: ring_calibrated(ring, lang),
            "phrase": lambda value: phrase(value, lang),
            "outcome_word": lambda word: say(f"rings.outcome.{word}", lang),
            "outcome_basis": lambda word: say(f"rings.basis.{word}", lang),
            "state_word": lambda state: say(f"cases.state.{state}", lang),
            "verdict_word": lambda word: say(f"cases.verdict.{word}", lang),
            "act_word": lambda act: say(f"cases.act.{act}", lang),
            "type_title": lambda label: REGISTRY.entity(label).title.of(lang),
            "link_title": lambda name: REGISTRY.links[name].link.title.of(lang),
            "properties": lambda kind, held: shapes.said(kind, held, lang),
            "captions": shapes.captions,
            "same_word": lambda state: say(f"same.state.{state}", lang),
            "verdict_same": lambda word: say(f"same.verdict.{word}", lang),
            "basis_word": lambda basis: basis_text(basis, lang),
            "waterfall": shapes.waterfall,
            "when": moment,
            "change_word": lambda kind: say(f"rings.change.{kind}", lang),
        }

    def _say(self, message: str, /, **parameters: object) -> str:
        return say(f"web.{message}", self.lang, **parameters)

    def page(self, template: str, **values: object) -> str:
        """The page that a template of this folder makes of these values."""
        return _environment().get_template(template).render(**self._shell, **values)

    def ring_list(
        self,
        run: RingRun,
        *,
        dismissed: Mapping[str, DismissedRing] | None = None,
        cases: Mapping[str, Case] | None = None,
        everything: bool = False,
    ) -> str:
        """The triage table; `cases` by ring number. Weak rings and those dismissed and not grown
        since are counted, and listed only when `everything` is asked for."""
        dismissed, cases, changed = dismissed or {}, cases or {}, kinds(run.changes)
        quiet = {r.id for r in run.rings if r.weak or shapes.is_quiet(dismissed.get(r.id))}
        rows = [
            {
                "ring": ring,
                "dismissed": self._dismissal(dismissed.get(ring.id)),
                "grown": ring.id in dismissed and dismissed[ring.id].grown,
                "case": cases.get(ring.id),
                "change": changed.get(ring.id),
            }
            for ring in run.rings
            if everything or ring.id not in quiet
        ]
        return self.page(
            "ring_list.html", run=run, rows=rows, quiet=len(quiet), everything=everything
        )

    def _dismissal(self, dismissed: DismissedRing | None) -> str:
        said: Sentence | None = dismissal_sentence(dismissed) if dismissed else None
        return sentence(said, self.lang) if said else ""

    def ring(
        self,
        ring: Ring,
        *,
        dismissed: DismissedRing | None = None,
        case: Case | None = None,
        described: Mapping[str, Sequence[Sentence]] | None = None,
        by: str = "year",
        history: Sequence[Mapping[str, Any]] = (),
        links: Mapping[str, Any] | None = None,
    ) -> str:
        """One ring: its picture, reasons with claims, what speaks against, members, left out.

        `described`: per typology, the bulletins that led to it; `by`: period of the loss schedule;
        `history` and `links`: as api.changes and api.analysis have them.
        """
        return self.page(
            "ring.html",
            ring=ring,
            case=case,
            dismissed=self._dismissal(dismissed),
            described=described or {},
            history=history,
            links=links,
            by=by,
            periods=[*PERIODS, "all"],
            schedule=schedule_lines(ring, by if by in PERIODS else None),
        )

    def restored(self, found: Mapping[str, Any]) -> str:
        """A ring recomputed with a hub counted, as api.restored has it."""
        return self.page("restored.html", found=found)

    def entity(
        self,
        entity: EntityView,
        neighbours: Neighbours,
        sources: Sources,
        *,
        rings: Sequence[Ring] = (),
        cases: Sequence[Case] = (),
        notices: Sequence[Mapping[str, Any]] = (),
        outcomes: Sequence[Mapping[str, Any]] = (),
        score: Mapping[str, Any] | None = None,
        findings: Sequence[PartyFinding] = (),
        known: Mapping[str, Any] | None = None,
    ) -> str:
        """One entity: properties, neighbours with what isn't shown, source rows, its picture.

        `sources` by id of the entity and of the links in `neighbours`; `rings` that name it;
        `notices` and `outcomes` as api.notices has them; `score` of a claim as api.scores has it;
        `findings` about it that name no people; `known` fraud around it as api.known has it.
        """
        return self.page(
            "entity.html",
            entity=entity,
            neighbours=neighbours,
            sources=sources,
            rings=rings,
            cases=cases,
            notices=notices,
            outcomes=outcomes,
            score=score,
            findings=findings,
            known=known,
        )

    def panel(
        self,
        entity: EntityView,
        neighbours: Neighbours,
        sources: Sources,
        *,
        notices: Sequence[Mapping[str, Any]] = (),
        outcomes: Sequence[Mapping[str, Any]] = (),
    ) -> str:
        """The details of an entity as a fragment for the panel beside a picture."""
        return self.page(
            "panel.html",
            entity=entity,
            neighbours=neighbours,
            sources=sources,
            notices=notices,
            outcomes=outcomes,
        )

    def search(
        self, text: str, hits: Sequence[Hit], *, limit: int = 20, listed: Collection[str] = ()
    ) -> str:
        """What a search found, and the form to ask how two entities connect.

        `listed`: ids of hits that a watch list or bulletin names.
        """
        return self.page("search.html", text=text, hits=hits, limit=limit, listed=listed)

    def path(
        self,
        a: EntityView,
        b: EntityView,
        path: PathView | None,
        sources: Sources,
        *,
        max_length: int = 8,
    ) -> str:
        """How two entities connect, each step with file and row; or that they don't."""
        return self.page("path.html", a=a, b=b, path=path, sources=sources, max_length=max_length)

    def lists(self, notices: Sequence[Mapping[str, Any]], *, more: int = 0) -> str:
        """Bulletins and watch-list entries with what they mean now; `more` are not listed."""
        groups = [
            (label, [notice for notice in notices if notice["label"] == label])
            for label in ("Bulletin", "WatchEntry")
        ]
        return self.page("lists.html", groups=groups, more=more)

    def case_list(self, cases: Sequence[Case], *, state: str | None = None) -> str:
        """All cases, or those in one state, newest first."""
        return self.page(
            "case_list.html", cases=list(reversed(cases)), state=state, states=list(TRANSITIONS)
        )

    def case(
        self,
        case: Case,
        *,
        audit: Sequence[AuditEntry] = (),
        message: str = "",
        now: Sequence[Ring] = (),
    ) -> str:
        """One case: its record, forms for every act, and who did what. `message` says what the
        last act did, e.g. where a bundle was written; `now`: the rings that have its people."""
        people = shapes.judged(case)
        return self.page(
            "case.html",
            case=case,
            audit=list(reversed(audit)),
            next_states=TRANSITIONS[case.state],
            verdicts=VERDICTS,
            judged=people,
            message=message,
            now=now,
        )

    def same(
        self,
        pairs: Sequence[ShownPair],
        *,
        notes: Sequence[str] = (),
        problems: Sequence[str] = (),
        state: str | None = None,
        first: int = 0,
        count: int = 0,
        message: str = "",
    ) -> str:
        """Pairs that may be one person, from place `first` of `count` in `state` (None: those to
        judge); `notes` tell of the last search, `problems` of judgements that contradict."""
        asked = f"state={state}&" if state else ""
        return self.page(
            "same.html",
            pairs=pairs,
            notes=notes,
            problems=problems,
            state=state,
            states=list(STATES),
            verdicts=VERDICTS_OF_PAIRS,
            first=first,
            before=f"/same?{asked}first={max(0, first - shapes.PAIRS)}",
            after=f"/same?{asked}first={first + len(pairs)}",
            more=max(0, count - first - len(pairs)),
            message=message,
        )

    def sign_in(self, problem: str = "") -> str:
        """What a reader without a session sees."""
        return self.page("sign_in.html", problem=problem)

    def error(self, sentence_: str, advice: str = "", *, status: int = 500) -> str:
        """One sentence that says what is wrong, and what to do."""
        return self.page("error.html", sentence=sentence_, advice=advice, status=status)

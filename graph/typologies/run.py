"""Runs typologies over a store; the same store gives the same findings in the same order."""

import datetime
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

from graph.errors import InputError
from graph.measures.context import Context
from graph.measures.patterns import Found, LeftOut, Measured, Value, Why, sorted_ids
from graph.store import Store
from graph.typologies.model import Finding, Measure, SkippedHub, Typology, TypologyResult
from graph.typologies.registry import TYPOLOGIES
from queries import Query

_AT_ONCE = 2  # rules that the store works on side by side

Overrides = Mapping[str, Mapping[str, Value]]
"""Parameters by typology that replace the defaults of its header."""


def _plain(value: object) -> object:
    """A figure as JSON can hold it: dates as ISO text."""
    return value.isoformat() if isinstance(value, datetime.date) else value


def _parameters(typology: Typology, overrides: Overrides) -> dict[str, Value]:
    own = overrides.get(typology.name, {})
    if unknown := sorted(set(own) - set(typology.parameters)):
        known = ", ".join(typology.parameters)
        raise InputError(
            f"The typology {typology.name} has no parameter {unknown[0]!r}; it has: {known}."
        )
    return {**typology.parameters, **own}


def _found(row: Mapping[str, Any]) -> Found:
    """A row of a rule."""
    return Found(
        sorted_ids(row["subjects"]),
        sorted_ids(row["nodes"]),
        sorted_ids(row["links"]),
        sorted_ids(row["claims"]),
        {name: _plain(value) for name, value in sorted(dict(row["figures"]).items())},
        {name: sorted_ids(ids) for name, ids in sorted(dict(row.get("roles") or {}).items())},
    )


def _queried(store: Store, typology: Typology, parameters: Mapping[str, Value]) -> Measured:
    """What a rule in Cypher finds and leaves out, before families are counted."""
    rule, hubs = cast("Query", typology.rule), typology.hubs
    wanted = {name: parameters[name] for name in rule.parameters}
    found = [_found(row) for row in store.read_bulk(rule, **wanted)]
    left_out = []
    if hubs is not None:
        wanted = {name: parameters[name] for name in hubs.parameters}
        for row in cast("list[dict[str, Any]]", store.read_bulk(hubs, **wanted)):
            why: Why = row["why"]
            left_out.append(LeftOut(row["id"], row["label"], row["holders"], why))
    return Measured(tuple(found), tuple(left_out))


@dataclass(frozen=True)
class Asked:
    """Rules under way on the store, and the parameters of every typology by name."""

    parameters: Mapping[str, Mapping[str, Value]]
    rules: Mapping[str, Future[Measured]]

    def measured(self, typology: Typology, context: Context) -> Measured:
        """What the rule finds and leaves out; waits for it. Measures are worked out here."""
        if isinstance(typology.rule, Measure):
            return typology.rule.function(context, self.parameters[typology.name])
        return self.rules[typology.name].result()


@contextmanager
def asked_ahead(store: Store, overrides: Overrides | None = None) -> Iterator[Asked]:
    """Have the store work on the rules in Cypher while this process does other things.

    `overrides` are parameters by typology that replace the defaults of its header. At the end rules
    that have begun are waited for and the others forgotten. InputError when a parameter or a
    typology is unknown.
    """
    overrides = overrides or {}
    if unknown := sorted(set(overrides) - set(TYPOLOGIES)):
        raise InputError(
            f"There is no typology {unknown[0]!r}; there are: {', '.join(TYPOLOGIES)}."
        )
    parameters = {name: _parameters(t, overrides) for name, t in TYPOLOGIES.items()}
    pool = ThreadPoolExecutor(_AT_ONCE)
    try:
        rules = {
            name: pool.submit(_queried, store, typology, parameters[name])
            for name, typology in TYPOLOGIES.items()
            if not isinstance(typology.rule, Measure)
        }
        yield Asked(parameters, rules)
    finally:
        pool.shutdown(cancel_futures=True)


def _finding(typology: Typology, found: Found, figures: Mapping[str, object]) -> Finding:
    return Finding(
        typology.name,
        found.subjects,
        found.nodes,
        found.links,
        found.claims,
        dict(sorted({**found.figures, **figures}.items())),
        found.roles,
    )


def run_typology(
    store: Store, typology: Typology, overrides: Overrides, context: Context | None = None
) -> TypologyResult:
    """Findings and skipped hubs of one typology; `context` spares reading the evidence again."""
    context = context or Context(store)
    parameters = _parameters(typology, overrides)
    if isinstance(typology.rule, Measure):
        measured = typology.rule.function(context, parameters)
    else:
        measured = _queried(store, typology, parameters)
    return _result(typology, measured, parameters, context)


def _result(
    typology: Typology, measured: Measured, parameters: Mapping[str, Value], context: Context
) -> TypologyResult:
    """Where its header names `households`, people of one household count once, an agent's or
    employee's own household not at all, and what is left below the least number is no finding."""
    findings = []
    families = 0
    for found in measured.found:
        figures: dict[str, object] = {}
        if typology.households is not None:
            count = context.families(found.subjects)
            if count < int(parameters[typology.households]):
                families += 1
                continue
            figures["families"] = count
        findings.append(_finding(typology, found, figures))
    findings.sort(key=lambda finding: (finding.subjects, finding.nodes))
    skipped = [
        SkippedHub(typology.name, hub.id, hub.label, hub.holders, hub.why)
        for hub in sorted(measured.left_out, key=lambda hub: hub.id)
    ]
    counted = {typology.name: families} if families else {}
    return TypologyResult(tuple(findings), tuple(skipped), counted)


def run_typologies(
    store: Store,
    *,
    parameters: Overrides | None = None,
    progress: Callable[[str], None] | None = None,
    context: Context | None = None,
    asked: Asked | None = None,
) -> TypologyResult:
    """All typologies over the store, by name; `progress` is told each name before its result.

    `asked`: rules under way already, with parameters of their own.
    """
    if asked is None:
        with asked_ahead(store, parameters) as now:
            return run_typologies(store, progress=progress, context=context, asked=now)
    context = context or Context(store)
    findings: list[Finding] = []
    skipped: list[SkippedHub] = []
    families: dict[str, int] = {}
    for name, typology in TYPOLOGIES.items():
        if progress:
            progress(name)
        measured = asked.measured(typology, context)
        result = _result(typology, measured, asked.parameters[name], context)
        findings.extend(result.findings)
        skipped.extend(result.skipped)
        families.update(result.families)
    return TypologyResult(tuple(findings), tuple(skipped), families)

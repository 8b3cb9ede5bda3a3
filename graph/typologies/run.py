"""Runs typologies over a store; the same store gives the same findings in the same order."""

import datetime
from collections.abc import Callable, Mapping
from typing import Any, cast

from graph.errors import InputError
from graph.measures.context import Context
from graph.measures.patterns import Found, LeftOut, Measured, Value, Why, sorted_ids
from graph.store import Store
from graph.typologies.model import Finding, Measure, SkippedHub, Typology, TypologyResult
from graph.typologies.registry import TYPOLOGIES

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


def _measured(context: Context, typology: Typology, parameters: Mapping[str, Value]) -> Measured:
    """What the rule finds and leaves out, before families are counted."""
    if isinstance(typology.rule, Measure):
        return typology.rule.function(context, parameters)
    store, rule, hubs = context.store, typology.rule, typology.hubs
    wanted = {name: parameters[name] for name in rule.parameters}
    found = [_found(row) for row in store.read_bulk(rule, **wanted)]
    left_out = []
    if hubs is not None:
        wanted = {name: parameters[name] for name in hubs.parameters}
        for row in cast("list[dict[str, Any]]", store.read_bulk(hubs, **wanted)):
            why: Why = row["why"]
            left_out.append(LeftOut(row["id"], row["label"], row["holders"], why))
    return Measured(tuple(found), tuple(left_out))


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
    """Findings and skipped hubs of one typology; `context` spares reading the evidence again.

    Where its header names `households`, people of one household count once, an agent's or
    employee's own household not at all, and what is left below the least number is no finding.
    """
    context = context or Context(store)
    parameters = _parameters(typology, overrides)
    measured = _measured(context, typology, parameters)
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
) -> TypologyResult:
    """All typologies over the store, by name; `progress` is told each name before it runs."""
    overrides = parameters or {}
    if unknown := sorted(set(overrides) - set(TYPOLOGIES)):
        raise InputError(
            f"There is no typology {unknown[0]!r}; there are: {', '.join(TYPOLOGIES)}."
        )
    context = context or Context(store)
    findings: list[Finding] = []
    skipped: list[SkippedHub] = []
    families: dict[str, int] = {}
    for typology in TYPOLOGIES.values():
        if progress:
            progress(typology.name)
        result = run_typology(store, typology, overrides, context)
        findings.extend(result.findings)
        skipped.extend(result.skipped)
        families.update(result.families)
    return TypologyResult(tuple(findings), tuple(skipped), families)

"""Runs typologies over a store; the same store gives the same findings in the same order."""

import datetime
from collections.abc import Callable, Mapping
from typing import Any

from graph.errors import InputError
from graph.store import Store
from graph.typologies.model import Finding, SkippedHub, Typology, TypologyResult
from graph.typologies.registry import TYPOLOGIES

Overrides = Mapping[str, Mapping[str, int | float | str | bool]]
"""Parameters by typology that replace the defaults of its header."""


def _plain(value: object) -> object:
    """A figure as JSON can hold it: dates as ISO text."""
    return value.isoformat() if isinstance(value, datetime.date) else value


def _ids(value: Any) -> tuple[str, ...]:
    return tuple(sorted({str(identifier) for identifier in value}))


def _parameters(typology: Typology, overrides: Overrides) -> dict[str, object]:
    own = overrides.get(typology.name, {})
    if unknown := sorted(set(own) - set(typology.parameters)):
        known = ", ".join(typology.parameters)
        raise InputError(
            f"The typology {typology.name} has no parameter {unknown[0]!r}; it has: {known}."
        )
    return {**typology.parameters, **own}


def run_typology(store: Store, typology: Typology, overrides: Overrides) -> TypologyResult:
    """Findings and skipped hubs of one typology."""
    parameters = _parameters(typology, overrides)
    findings = [
        Finding(
            typology.name,
            _ids(row["subjects"]),
            _ids(row["nodes"]),
            _ids(row["links"]),
            _ids(row["claims"]),
            {name: _plain(value) for name, value in sorted(dict(row["figures"]).items())},  # type: ignore[call-overload]
        )
        for row in store.read_bulk(typology.rule, **parameters)
    ]
    wanted = {name: parameters[name] for name in typology.hubs.parameters}
    skipped = [
        SkippedHub(typology.name, row["id"], row["label"], row["holders"], row["why"])  # type: ignore[arg-type]
        for row in store.read_bulk(typology.hubs, **wanted)
    ]
    findings.sort(key=lambda finding: (finding.subjects, finding.nodes))
    return TypologyResult(tuple(findings), tuple(sorted(skipped, key=lambda hub: hub.id)))


def run_typologies(
    store: Store,
    *,
    parameters: Overrides | None = None,
    progress: Callable[[str], None] | None = None,
) -> TypologyResult:
    """All typologies over the store, by name; `progress` is told each name before it runs."""
    overrides = parameters or {}
    if unknown := sorted(set(overrides) - set(TYPOLOGIES)):
        raise InputError(
            f"There is no typology {unknown[0]!r}; there are: {', '.join(TYPOLOGIES)}."
        )
    findings: list[Finding] = []
    skipped: list[SkippedHub] = []
    for typology in TYPOLOGIES.values():
        if progress:
            progress(typology.name)
        result = run_typology(store, typology, overrides)
        findings.extend(result.findings)
        skipped.extend(result.skipped)
    return TypologyResult(tuple(findings), tuple(skipped))

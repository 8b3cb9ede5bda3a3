"""Reads filled sheets straight into Evidence, so that detection is tuned without a store."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from graph.projection.evidence import Evidence, build_evidence
from graph.rings.facts import Payment, Properties
from graph.schema.ids import entity_id, link_id
from graph.values import BadValue, value_type

PROVIDERS = {"garage", "clinic", "hospital", "doctor", "lawyer", "adjuster"}
CONTACTS = {
    "phone": ("HAS_PHONE", "Phone"),
    "email": ("HAS_EMAIL", "Email"),
    "address": ("LIVES_AT", "Address"),
    "account": ("OWNS_ACCOUNT", "Account"),
    "device": ("USED_DEVICE", "Device"),
}


def _rows(directory: Path, sheet: str) -> Iterator[dict[str, str]]:
    path = directory / f"{sheet}.csv"
    if path.exists():
        with path.open(encoding="utf-8-sig", newline="") as lines:
            yield from csv.DictReader(lines)


@cache
def _key(name: str, text: str) -> str:
    """The value's key, '' where ingest would reject it."""
    kind = value_type(name)
    try:
        return kind.key(kind.clean(text, region="CN") if name == "phone" else kind.clean(text))
    except BadValue:
        return ""


def _many(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.strip()]


class _Graph:
    def __init__(self) -> None:
        self.nodes: dict[str, set[str]] = {}
        self.links: list[tuple[str, str, str, str, object]] = []

    def node(self, label: str, key: str) -> str:
        identifier = entity_id(label, key)
        self.nodes.setdefault(label, set()).add(identifier)
        return identifier

    def own(self, label: str, number: str) -> str:
        return self.node(label, f"sheets:{number}")

    def link(
        self, kind: str, source: str, target: str, value: object = None, key: str = ""
    ) -> None:
        self.links.append((kind, source, target, link_id(kind, source, target, key), value))


def _people(graph: _Graph, directory: Path) -> dict[str, str]:
    kinds = {r["organisation_id"]: r["kind"] for r in _rows(directory, "organisations")}
    for number, kind in kinds.items():
        graph.own("Provider" if kind in PROVIDERS else "Organisation", number)
    for row in _rows(directory, "people"):
        person = graph.own("Person", row["person_id"])
        if row["identity_number"]:
            document = graph.node("IdentityDocument", row["identity_number"])
            graph.link("HAS_DOCUMENT", person, document)
        if row["employer_id"]:
            employer = graph.own("Organisation", row["employer_id"])
            graph.link("EMPLOYED_BY", person, employer)
        if row["related_to"]:
            graph.link("RELATED_TO", person, graph.own("Person", row["related_to"]))
    for row in _rows(directory, "agents"):
        agent = graph.own("Agent", row["agent_id"])
        if row["person_id"]:
            graph.link("SAME_AS", agent, graph.own("Person", row["person_id"]), True)
    return kinds


def _things(graph: _Graph, directory: Path, kinds: dict[str, str]) -> None:
    for row in _rows(directory, "vehicles"):
        vehicle = graph.node("Vehicle", row["vehicle_id"])
        if row["owner_id"]:
            label = "Organisation" if row["owner_kind"] == "organisation" else "Person"
            graph.link("OWNS_VEHICLE", graph.own(label, row["owner_id"]), vehicle)
    for row in _rows(directory, "contacts"):
        kind, label = CONTACTS[row["kind"]]
        owner_label = row["owner_kind"].capitalize()
        if owner_label == "Organisation" and kinds.get(row["owner_id"]) in PROVIDERS:
            owner_label = "Provider"
        key = row["value"]
        if kind == "LIVES_AT":
            key = f"{key}|{row['city']}"
        elif kind in ("HAS_PHONE", "OWNS_ACCOUNT", "HAS_EMAIL"):
            key = _key(row["kind"], key)
        if key:
            graph.link(kind, graph.own(owner_label, row["owner_id"]), graph.node(label, key))


def _contracts(graph: _Graph, directory: Path) -> None:
    for row in _rows(directory, "policies"):
        policy = graph.own("Policy", row["policy_number"])
        if row["holder_id"]:
            label = "Organisation" if row["holder_kind"] == "organisation" else "Person"
            graph.link("HOLDS", graph.own(label, row["holder_id"]), policy)
        for insured in _many(row["insured_ids"]):
            graph.link("INSURES", policy, graph.own("Person", insured))
        if row["vehicle_id"]:
            graph.link("INSURES", policy, graph.node("Vehicle", row["vehicle_id"]))
        if row["agent_id"]:
            graph.link("SOLD", graph.own("Agent", row["agent_id"]), policy)


def _claims(graph: _Graph, directory: Path) -> None:
    for row in _rows(directory, "claims"):
        claim = graph.own("Claim", row["claim_number"])
        graph.link("UNDER", claim, graph.own("Policy", row["policy_number"]))
        for role in ("claimant", "driver"):
            if row[f"{role}_id"]:
                person = graph.own("Person", row[f"{role}_id"])
                graph.link("INVOLVED_IN", person, claim, role, role)
        for role in ("passenger", "witness"):
            for number in _many(row[f"{role}_ids"]):
                graph.link("INVOLVED_IN", graph.own("Person", number), claim, role, role)
        for vehicle in _many(row["vehicle_ids"]):
            graph.link("INVOLVES", claim, graph.node("Vehicle", vehicle))
        for role in ("garage", "clinic", "doctor", "lawyer", "adjuster"):
            if row[f"{role}_id"]:
                provider = graph.own("Provider", row[f"{role}_id"])
                graph.link("SERVICED_BY", claim, provider, role, role)
        if phone := _key("phone", row["reported_from"]):
            graph.link("REPORTED_FROM", claim, graph.node("Phone", phone))
    for row in _rows(directory, "payments"):
        claim = graph.own("Claim", row["claim_number"])
        account = graph.node("Account", _key("account", row["account"]))
        graph.link("PAID_TO", claim, account, row["status"], row["payment_number"])


class SheetSource:
    """Facts straight from the sheets: numbers, dates and amounts of claims and payments."""

    def __init__(self, directory: Path) -> None:
        self._entities: dict[str, Properties] = {}
        self._payments: list[Payment] = []
        self._lines: dict[str, tuple[str, ...]] = {}
        for number, row in enumerate(_rows(directory, "claims"), start=2):
            claim = entity_id("Claim", f"sheets:{row['claim_number']}")
            self._lines[claim] = (f"claims.csv:{number}",)
            self._entities[claim] = {
                "number": row["claim_number"],
                "loss_date": row["loss_date"],
                "claimed": _minor(row["claimed"]),
                "currency": row["currency"],
                "status": row["status"],
            }
        for row in _rows(directory, "payments"):
            claim = entity_id("Claim", f"sheets:{row['claim_number']}")
            account = entity_id("Account", _key("account", row["account"]))
            self._payments.append(
                Payment(
                    link_id("PAID_TO", claim, account, row["payment_number"]),
                    claim,
                    account,
                    _minor(row["amount"]),
                    row["currency"],
                    row["status"],
                )
            )

    def entities(self, ids: Sequence[str]) -> Mapping[str, Properties]:
        return {i: self._entities[i] for i in ids if i in self._entities}

    def payments(self, claims: Sequence[str]) -> Sequence[Payment]:
        wanted = set(claims)
        return [payment for payment in self._payments if payment.claim in wanted]

    def rows(self, facts: Sequence[str]) -> Mapping[str, Sequence[str]]:
        return {fact: self._lines[fact] for fact in facts if fact in self._lines}


def _minor(text: str) -> int:
    return round(float(text.replace(",", "") or 0) * 100)


def read_sheets(directory: Path, shuffle: np.random.Generator | None = None) -> Evidence:
    """The graph that the sheets in `directory` describe, its rows in any order."""
    graph = _Graph()
    kinds = _people(graph, directory)
    _things(graph, directory, kinds)
    _contracts(graph, directory)
    _claims(graph, directory)
    links = graph.links
    if shuffle is not None:
        links = [links[at] for at in shuffle.permutation(len(links))]
    return build_evidence(graph.nodes, links)

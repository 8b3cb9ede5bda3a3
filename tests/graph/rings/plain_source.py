"""Facts of a small world: every claim of 100.00 CNY, paid, unless said otherwise."""

from collections.abc import Mapping, Sequence

from graph.projection.evidence import Evidence
from graph.rings.facts import Payment, Properties


class PlainSource:
    """Numbers claims by their ids; each fact rests on a row of its own."""

    def __init__(self, evidence: Evidence, **properties: Properties) -> None:
        self._evidence = evidence
        self._properties = properties

    def entities(self, ids: Sequence[str]) -> Mapping[str, Properties]:
        return {i: self._entity(i) for i in ids}

    def _entity(self, identifier: str) -> Properties:
        label, _, name = identifier.partition("-")
        plain: dict[str, object] = {"name": name, "number": name}
        if label == "claim":
            plain |= {"claimed": 10_000, "currency": "CNY", "status": "paid"}
            plain["loss_date"] = "2025-03-01"
        return {**plain, **self._properties.get(name, {})}

    def payments(self, claims: Sequence[str]) -> Sequence[Payment]:
        table = self._evidence.table("PAID_TO", "Claim", "Account")
        wanted, found = set(claims), []
        for identifier, source, target in zip(
            table.ids, table.sources.tolist(), table.targets.tolist(), strict=True
        ):
            claim = self._evidence.nodes["Claim"][source]
            if claim in wanted:
                account = self._evidence.nodes["Account"][target]
                found.append(Payment(identifier, claim, account, 10_000, "CNY", "paid"))
        return found

    def rows(self, facts: Sequence[str]) -> Mapping[str, Sequence[str]]:
        return {fact: [f"file.csv:{number}"] for number, fact in enumerate(facts, start=2)}

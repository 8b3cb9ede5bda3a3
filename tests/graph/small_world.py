"""A few people, items and claims as Evidence, written like a story; ids are 'person-Ann'."""

from graph.projection.evidence import Evidence, build_evidence

HOLDS_ITEM = {
    "phone": ("HAS_PHONE", "Phone"),
    "email": ("HAS_EMAIL", "Email"),
    "address": ("LIVES_AT", "Address"),
    "account": ("OWNS_ACCOUNT", "Account"),
    "device": ("USED_DEVICE", "Device"),
    "document": ("HAS_DOCUMENT", "IdentityDocument"),
    "vehicle": ("OWNS_VEHICLE", "Vehicle"),
}


class SmallWorld:
    """Collects nodes and links; `evidence()` gives the columns."""

    def __init__(self) -> None:
        self.nodes: dict[str, set[str]] = {}
        self.links: list[tuple[str, str, str, str, object]] = []

    def node(self, label: str, name: str) -> str:
        identifier = f"{label.lower()}-{name}"
        self.nodes.setdefault(label, set()).add(identifier)
        return identifier

    def link(self, kind: str, source: str, target: str, value: object = None) -> None:
        identifier = f"{kind}:{source}:{target}:{value}"
        self.links.append((kind, source, target, identifier, value))

    def person(self, name: str, **items: str) -> str:
        """A person holding items, e.g. person('Ann', phone='1', address='mill')."""
        return self.party("Person", name, **items)

    def people(self, names: str, **items: str) -> None:
        """Several people who hold the same items: people('Ann Bob', phone='1')."""
        for name in names.split():
            self.person(name, **items)

    def party(self, label: str, name: str, **items: str) -> str:
        """A person, agent, organisation, provider or employee with items."""
        party = self.node(label, name)
        for kind, value in items.items():
            link, item = HOLDS_ITEM[kind]
            self.link(link, party, self.node(item, value))
        return party

    def policy(self, name: str, holder: str | None = None, vehicle: str | None = None) -> str:
        """A policy held by a person, insuring a vehicle."""
        policy = self.node("Policy", name)
        if holder:
            self.link("HOLDS", self.node("Person", holder), policy)
        if vehicle:
            self.link("INSURES", policy, self.node("Vehicle", vehicle))
        return policy

    def claim(
        self,
        name: str,
        policy: str | None = None,
        providers: str = "",
        paid_to: str | None = None,
        vehicle: str | None = None,
        **roles: str,
    ) -> str:
        """A claim: claim('C1', claimant='Ann', passenger='Bob Cid', providers='shop lawyer')."""
        claim = self.node("Claim", name)
        if policy:
            self.link("UNDER", claim, self.node("Policy", policy))
        for provider in providers.split():
            self.link("SERVICED_BY", claim, self.node("Provider", provider))
        if paid_to:
            self.link("PAID_TO", claim, self.node("Account", paid_to))
        if vehicle:
            self.link("INVOLVES", claim, self.node("Vehicle", vehicle))
        for role, names in roles.items():
            for person in names.split():
                self.link("INVOLVED_IN", self.node("Person", person), claim, role)
        return claim

    def crowd(self, count: int) -> None:
        """So many strangers, each with a phone, an account and an address of their own."""
        for number in range(count):
            own = f"own{number}"
            self.person(f"stranger{number:05d}", phone=own, account=own, address=own)

    def evidence(self) -> Evidence:
        """The columns."""
        return build_evidence(self.nodes, self.links)

"""Puts the guessed columns of one table together: entities, their keys, links, what is left."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from graph.schema.registry import REGISTRY
from ingest.draft.drafted import EntityDraft, LinkDraft, TableDraft, Use, columns_of
from ingest.draft.forms import day_order
from ingest.draft.guess import Guess
from ingest.draft.profile import Profile
from ingest.draft.subjects import PARTIES, Subjects
from ingest.draft.vocabulary import rules


def put_together(name: str, file: str, guesses: Sequence[Guess]) -> TableDraft:
    """The table's draft; every column is used or ignored with a reason."""
    return _Builder(name, file, _same_order(guesses)).build()


def _same_order(guesses: Sequence[Guess]) -> tuple[Guess, ...]:
    """Dates whose order their values don't tell are read as the others of the table are."""
    known = {d.first for g in guesses if g.hints.get("format") and (d := day_order(g.profile))}
    first = next(iter(known)) if len(known) == 1 else None
    told = []
    for guess in guesses:
        day = day_order(guess.profile) if "day_month" in guess.open else None
        if first and day:
            hints = {"format": day.format(first)}
            guess = replace(guess, hints=hints, open=("day_month_elsewhere",), sure="middle")
        told.append(guess)
    return tuple(told)


class _Builder:
    """Builds one table's draft, step by step."""

    def __init__(self, name: str, file: str, guesses: tuple[Guess, ...]) -> None:
        self.table = TableDraft(name, file, guesses)
        self.subjects = Subjects(self.table)
        self.numbers, self.of = self.subjects.numbers, self.subjects.of
        self.bases, self.currency = self.subjects.bases, self.subjects.currency

    def build(self) -> TableDraft:
        """All of it."""
        for subject in dict.fromkeys([*self.numbers, *self.of]):
            self._entity(subject)
        self._links()
        self._finish()
        return self.table

    def _entity(self, title: str) -> None:
        """The entity of a subject with its properties; its columns are ignored without a key."""
        if title == "payment":
            return
        label, mine = self.subjects.label(title), self.of.get(title, {})
        key = self._key(title, label, mine)
        if not key:
            for guess in mine.values():
                if guess.attribute not in ("vin", "plate"):
                    self.table.ignore(guess, "owner", means=guess, subject=title)
            return
        entity = self.table.entities[title] = EntityDraft(label, key)
        if label == "Vehicle" and len(key) > 1 and title in self.numbers:
            entity.known_as = self.numbers[title].name
        beside = {n for i in rules().identifiers.values() for n in (*i.beside, *i.properties)}
        for attribute, guess in mine.items():
            name = guess.attribute or ""
            if name in rules().identifiers:
                self._identifier(title, attribute, guess)
            elif self.subjects.has_place(title, name):
                entity.properties[name] = self._use(guess)
                if self.currency and rules().attributes[name].value == "money":
                    entity.properties["currency"] = self._use(self.currency)
                if source := rules().attributes[name].words:
                    self.table.words[guess.name] = source
            elif name not in beside or not self._is_beside(name, mine):
                self.table.ignore(guess, "place", means=guess, label=label)

    def _is_beside(self, name: str, mine: dict[str, Guess]) -> bool:
        """Another column of the subject takes this one along, as an address takes its city."""
        return any(
            name in (*identifier.beside, *identifier.properties)
            and any(guess.attribute == attribute for guess in mine.values())
            for attribute, identifier in rules().identifiers.items()
        )

    def _key(self, title: str, label: str, mine: dict[str, Guess]) -> list[Use]:
        number = self.numbers.get(title)
        if label == "Vehicle":
            names = [name for name in ("vin", "plate") if name in mine]
            known: list[Use] = [{"column": mine[name].name, "value": name} for name in names]
            if number:
                known.append({"column": number.name, "value": "identifier", **_split(number)})
            return known
        if number:
            return [{"column": number.name, **_split(number)}]
        if label in PARTIES and "identity" in mine:
            self.table.notes.append(("draft.decide.identity_key", {"subject": title}))
            identity = mine["identity"]
            return [{"column": identity.name, "value": "identity", "hints": identity.hints}]
        if column := self._row_key(title, label):
            row_key: dict[str, object] = {"subject": title, "column": column}
            self.table.notes.append(("draft.decide.row_key", row_key))
            return [{"column": column}]
        return []

    def _row_key(self, title: str, label: str) -> str | None:
        """A column that differs in each row, for the claim or the one party without number."""
        if label in PARTIES and title == self.subjects.main:
            candidates = [self.numbers.get("claim"), self.numbers.get("policy")]
        elif label == "Claim":
            candidates = [self.of.get("payment", {}).get("payment_number")]
        else:
            return None
        return next((g.name for g in candidates if g and g.profile.unique), None)

    def _use(self, guess: Guess) -> Use:
        use: Use = {"column": guess.name}
        attribute = rules().attributes[guess.attribute or ""]
        if guess.hints:
            use["hints"] = guess.hints
        if attribute.value == "money" and self.currency:
            use["hint_columns"] = {"currency": self.currency.name}
        if attribute.value == "currency":
            use["value"] = "currency"
        return use

    def _identifier(self, owner: str, title: str, guess: Guess) -> None:
        """An entity of its own, linked to its owner."""
        identifier = rules().identifiers[guess.attribute or ""]
        link = identifier.of_claim if self.subjects.label(owner) == "Claim" else identifier.link
        payment = self._payment(owner, title) if identifier.label == "Account" else None
        allowed = link and self.subjects.label(owner) in REGISTRY.links[link].sources
        if not allowed and not payment:
            self.table.ignore(guess, "place", means=guess, label=self.subjects.label(owner))
            return
        mine = self.of[owner]
        key: Use = {"column": guess.name}
        if guess.hints:
            key["hints"] = guess.hints
        beside = {name: mine[name].name for name in identifier.beside if name in mine}
        if beside:
            key["hint_columns"] = dict(beside)
        entity = f"{title}_of_{owner}" if title in self.table.entities else title
        self.table.entities[entity] = EntityDraft(
            identifier.label,
            [key],
            {name: {"column": mine[name].name} for name in identifier.properties if name in mine},
        )
        if allowed and link:
            self.table.links.append(LinkDraft(link, owner, entity))
        if payment:
            self.table.links.append(replace(payment, target=entity))

    def _payment(self, owner: str, target: str) -> LinkDraft | None:
        """The payment to an account, where the row has one's number."""
        payment = self.of.get("payment", {})
        if "payment_number" not in payment or not {"claim", owner} & {*self.numbers, *self.of}:
            return None
        if "claim" not in self.numbers and "claim" not in self.of:
            return None
        use: dict[str, Use] = {
            "number": {
                "column": payment["payment_number"].name,
                "value": "identifier",
                "required": True,
            }
        }
        of_claim = self.of.get("claim", {})
        if amount := payment.get("amount") or of_claim.get("paid"):
            use["amount"] = self._use(amount)
            if self.currency:
                use["currency"] = self._use(self.currency)
        for name, attribute in (("date", "pay_date"), ("payee_name",) * 2, ("status",) * 2):
            if attribute in payment:
                use[name] = self._use(payment[attribute])
        if "status" in payment:
            self.table.words[payment["status"].name] = "payments.status"
        return LinkDraft("PAID_TO", "claim", target, use)

    def _links(self) -> None:
        """Links between the subjects of the row."""
        present = {self.bases.get(title, title) for title in self.table.entities}
        for rule in rules().links:
            if present & set(rule.unless):
                continue
            for source in self._titles(rule.source):
                for target in self._titles(rule.to):
                    role: dict[str, Use] = {"role": {"constant": rule.role}} if rule.role else {}
                    self.table.links.append(LinkDraft(rule.type, source, target, role))
        self.table.links = [
            link
            for link in self.table.links
            if {link.source, link.target} <= set(self.table.entities)
        ]

    def _titles(self, subject: str) -> Iterator[str]:
        return (t for t in self.table.entities if self.bases.get(t, t) == subject)

    def _finish(self) -> None:
        """What tells rows apart, their date, and columns that nothing uses in the end."""
        table = self.table
        keys = [g for g in self.of.get("payment", {}).values() if g.attribute == "payment_number"]
        order = ("claim", "policy", *self.numbers)
        keys += [self.numbers[t] for t in dict.fromkeys(order) if t in self.numbers]
        table.identifies = identifying([g for g in keys if g.name not in table.ignored])
        if not table.identifies:
            table.notes.append(("draft.decide.identifies", {}))
        self._require()
        for name in ("loss_date", "pay_date", "report_date", "start_date", "joined_on"):
            of = [mine[name] for mine in self.of.values() if name in mine]
            dates = [guess for guess in of if guess.name not in table.ignored]
            if dates and table.date is None:
                table.date = self._use(dates[0])
                table.notes.append(("draft.decide.date", {"column": dates[0].name}))
        used = set(columns_of(table))
        for guess in table.guesses:
            if guess.name not in used and guess.name not in table.ignored:
                subject = guess.subject or self.subjects.main
                self.table.ignore(guess, "owner", means=guess, subject=subject)
        table.words = {c: w for c, w in table.words.items() if c not in table.ignored}
        left = [guess.name for guess in table.guesses if guess.name in table.ignored]
        table.ignored = {name: table.ignored[name] for name in left}

    def _require(self) -> None:
        """Rows need what they are about: what differs in each row, else what each row has."""
        entities = self.table.entities
        subjects = [t for t in entities if self.bases.get(t, t) in rules().subjects]
        order = [t for t in ("claim", "policy", *subjects) if t in entities]
        unique = [t for t in order if self._key_of(entities[t]).unique]
        filled = [t for t in order if self._key_of(entities[t]).filled == 1]
        for title in (unique or filled)[:1]:
            entities[title].required = True

    def _key_of(self, entity: EntityDraft) -> Profile:
        """The profile of the entity's first key column."""
        column = entity.key[0]["column"]
        return next(g.profile for g in self.table.guesses if g.name == column)


def identifying(keys: Sequence[Guess]) -> tuple[str, ...]:
    """The fewest columns that no two rows of the sample share; () when there are none."""
    full = [guess for guess in keys if guess.profile.unique]
    if full:
        return (full[0].name,)
    whole = [g for g in keys if len(g.profile.values) == g.profile.rows]
    for size in (2, 3):
        for some in combinations(whole, size):
            rows = list(zip(*(guess.profile.values for guess in some), strict=True))
            if rows and len(set(rows)) == len(rows):
                return tuple(guess.name for guess in some)
    return ()


def _split(number: Guess) -> Use:
    return {"split": ";"} if number.split else {}

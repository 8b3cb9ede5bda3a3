"""Gives each guessed column of a table to the subject it tells of: a claim, a garage, a payment."""

from graph.schema.registry import REGISTRY
from ingest.draft.drafted import TableDraft
from ingest.draft.guess import Guess
from ingest.draft.vocabulary import rules

PARTIES = ("Person", "Agent", "Employee", "Provider", "Organisation")
_OF_PAYMENT = {"claimed": "amount", "paid": "amount", "status": "status"}


class Subjects:
    """The subjects of one table with their columns; columns that have no use are ignored."""

    def __init__(self, table: TableDraft) -> None:
        self.table = table
        self.numbers: dict[str, Guess] = {}  # subject: the column of its number
        self.of: dict[str, dict[str, Guess]] = {}  # subject: attribute: column
        self.bases: dict[str, str] = {}  # title of a second doctor: doctor
        for guess in self.table.guesses:
            if guess.share is not None:
                self.table.ignore(guess, "fit", means=guess, share=round(100 * guess.share))
            elif not guess.attribute:
                self.table.ignore(guess, _reason(guess))
            elif guess.attribute == "number" and guess.subject:
                self._add_number(guess, guess.subject)
        self.main = self._whose()
        parties = [t for t in self.numbers if self.label(t) in PARTIES]
        paid = any(guess.attribute == "payment_number" for guess in self.table.guesses)
        self.pays = paid and "claim" in self.numbers and not parties
        self.currency = next((g for g in self.table.guesses if g.attribute == "currency"), None)
        for guess in self.table.guesses:
            if guess.attribute == "number" and not guess.subject:
                self._add_number(guess, self.main)
        for guess in sorted(self.table.guesses, key=lambda g: g.subject is None):
            if guess.attribute not in (None, "number"):
                self._add_attribute(guess)

    def _add_number(self, guess: Guess, subject: str) -> None:
        title, count = subject, 1
        if not guess.subject and subject in self.numbers:
            self.table.ignore(guess, "twice", means=guess, column=self.numbers[subject].name)
            return
        while title in self.numbers:
            count += 1
            title = f"{subject}_{count}"
        self.bases[title] = subject
        self.numbers[title] = guess

    def _whose(self) -> str:
        """Whom attributes without owner belong to."""
        named = {guess.subject for guess in self.table.guesses if guess.attribute}
        unique = {title for title, guess in self.numbers.items() if guess.profile.unique}
        for candidates in (unique, set(self.numbers), named):
            for subject in rules().main:
                if subject in candidates:
                    return subject
        return "person"

    def _add_attribute(self, guess: Guess) -> None:
        attribute = guess.attribute or ""
        rule = rules().attributes[attribute]
        if attribute == "currency":
            return  # goes with every amount
        if self.pays and guess.subject is None and attribute in _OF_PAYMENT:
            self.of.setdefault("payment", {}).setdefault(_OF_PAYMENT[attribute], guess)
            return
        subject = guess.subject or rule.of or ("claim" if self.pays else self.main)
        if rule.of and not self.has_place(subject, attribute):
            subject = rule.of
        if subject not in self.numbers and subject != "payment":
            subject = next((s for s in rules().same.get(subject, ()) if s in self.numbers), subject)
        mine = self.of.setdefault(subject, {})
        if attribute in mine and attribute not in rules().identifiers:
            self.table.ignore(guess, "twice", means=guess, column=mine[attribute].name)
            return
        name, count = attribute, 1
        while name in mine:
            count += 1
            name = f"{attribute}_{count}"
        mine[name] = guess

    def has_place(self, subject: str, attribute: str) -> bool:
        """Whether entities of the subject's type have such a property."""
        label = rules().subjects.get(subject)
        return label is not None and (
            attribute in {p.name for p in REGISTRY.entity(label).properties}
        )

    def label(self, title: str) -> str:
        """The type of entity that a subject is."""
        return rules().subjects[self.bases.get(title, title)]


def _reason(guess: Guess) -> str:
    """Why a column without attribute is not used."""
    if not guess.profile.values:
        return "empty"
    return "figure" if guess.figure else "unknown"

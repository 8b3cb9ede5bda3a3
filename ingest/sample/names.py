"""Invented names: common surnames and given names, put together at random, in both scripts."""

from random import Random

from ingest.sample.words import given_signs, surnames, words


def surname(rng: Random, script: str) -> tuple[str, str]:
    """A surname by how common it is: (as written, in Latin letters)."""
    names, weights = surnames(script)
    return rng.choices(names, cum_weights=weights)[0]


def full_name(rng: Random, script: str, family: tuple[str, str]) -> tuple[str, str]:
    """A full name with this surname: (as written, in Latin letters)."""
    if script == "zh":
        first, second = rng.choice(given_signs()), rng.choice(given_signs())
        if rng.random() < 0.12:
            second = ("", "")
        latin = f"{family[1]} {first[1].capitalize()}{second[1]}"
        return family[0] + first[0] + second[0], latin
    given = rng.choice(words("given", "latin"))
    if rng.random() < 0.35:
        given = f"{given} {rng.choice(words('given', 'latin'))}"
    return f"{given} {family[0]}", f"{given} {family[0]}"


def company(rng: Random, script: str, town: str, trade: tuple[str, str]) -> str:
    """A company name from the town, a fanciful word and a trade (Chinese, Latin)."""
    if script == "zh":
        return town + "".join(rng.choice(words("companies", "zh")) for _ in range(2)) + trade[0]
    return f"{rng.choice(words('companies', 'latin'))} {trade[1]} {town}"

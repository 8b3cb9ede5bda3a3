"""Pairs of records in words: the parts of a weight, what joins a pair, what a search did."""

from graph.language import say
from ingest.same.model import LEAST_PEOPLE
from ingest.same.pairs import Part
from ingest.same.search import Search


def part_title(part: Part, lang: str) -> str:
    """What was compared."""
    return say(f"same.part.{part.comparison}", lang)


def part_level(part: Part, lang: str) -> str:
    """How the comparison came out."""
    if part.comparison == "prior":
        return say("same.level.prior", lang)
    level = part.level if part.level == "unknown" else f"{part.comparison}.{part.level}"
    return say(f"same.level.{level}", lang)


def basis_text(basis: str, lang: str) -> str:
    """What joins or names a pair ('rule:identity_number', 'judgement', …); empty for nothing."""
    return say(f"same.basis.{basis.removeprefix('rule:')}", lang) if basis else ""


def search_lines(search: Search, lang: str) -> list[str]:
    """What a search did and what it left out, one sentence each."""
    figures = ("people", "compared", "candidates", "joined", "made", "removed")
    values = {name: getattr(search, name) for name in figures}
    lines = [say("same.searched", lang, threshold=f"{search.threshold:g}", **values)]
    if not search.trained:
        lines.append(say("same.untrained", lang, least=LEAST_PEOPLE))
    if search.left_out:
        hubs = [f"{say(f'same.key.{kind}', lang)} {n}" for kind, n in search.left_out.items()]
        lines.append(say("same.left_out", lang, left_out=hubs))
    return lines

"""Typologies: fraud patterns as investigators know them, one folder of queries each."""

from graph.typologies.model import Finding, SkippedHub, Typology, TypologyResult
from graph.typologies.registry import TYPOLOGIES
from graph.typologies.run import asked_ahead, run_typologies, run_typology

__all__ = [
    "TYPOLOGIES",
    "Finding",
    "SkippedHub",
    "Typology",
    "TypologyResult",
    "asked_ahead",
    "run_typologies",
    "run_typology",
]

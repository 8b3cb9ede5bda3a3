"""Provenance: which rows of which files each fact of the graph rests on, byte for byte."""

from graph.provenance.files import KeptFiles
from graph.provenance.model import PART_SCHEMA, SourceRow
from graph.provenance.table import Provenance, row_digest

__all__ = ["PART_SCHEMA", "KeptFiles", "Provenance", "SourceRow", "row_digest"]

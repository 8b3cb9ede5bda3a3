"""Provenance: which rows of which files each fact of the graph rests on, byte for byte."""

from graph.provenance.files import KeptFiles
from graph.provenance.manifest import Delivered, Manifest, read_manifests, write_manifest
from graph.provenance.model import SourceRow
from graph.provenance.place import Place
from graph.provenance.state import State
from graph.provenance.table import Provenance, row_digest, row_digests

__all__ = [
    "Delivered",
    "KeptFiles",
    "Manifest",
    "Place",
    "Provenance",
    "SourceRow",
    "State",
    "read_manifests",
    "row_digest",
    "row_digests",
    "write_manifest",
]

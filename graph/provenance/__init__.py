"""Provenance: which rows of which files each fact of the graph rests on, byte for byte."""

from graph.provenance.files import KeptFiles
from graph.provenance.manifest import Delivered, Manifest, read_manifests, write_manifest
from graph.provenance.model import SourceRow
from graph.provenance.originals import Original, printable, read_originals
from graph.provenance.place import Place
from graph.provenance.state import State
from graph.provenance.table import Provenance, row_digest, row_digests

__all__ = [
    "Delivered",
    "KeptFiles",
    "Manifest",
    "Original",
    "Place",
    "Provenance",
    "SourceRow",
    "State",
    "printable",
    "read_manifests",
    "read_originals",
    "row_digest",
    "row_digests",
    "write_manifest",
]

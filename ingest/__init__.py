"""Ingest: files of a source, by its mapping, into the graph; nothing is lost silently."""

from ingest.report import FileReport, RejectCount, RunReport
from ingest.run import ingest

__all__ = ["FileReport", "RejectCount", "RunReport", "ingest"]

"""Checks records against the digests their audit entries carry: an edited note shows."""

from collections.abc import Sequence

from cases.acts import STATES
from cases.model import AuditEntry, digest
from cases.records import read_bulletin_links, read_cases, read_dismissals
from graph.store import Store
from ingest.same.judgements import read_judgements


def record_problems(store: Store, entries: Sequence[AuditEntry]) -> list[str]:
    """One sentence for each record that is missing, or differs from what was committed."""
    digests = {d.seq: digest(d) for d in read_dismissals(store)}
    digests |= {j.seq: digest(j) for j in read_judgements(store)}
    digests |= {link.seq: digest(link) for link in read_bulletin_links(store)}
    snapshots = {}
    for case in read_cases(store, STATES):
        for record in (*case.notes, *case.decisions, *case.verdicts, *case.referrals):
            digests[record.seq] = digest(record)
        if case.snapshot is not None:
            snapshots[case.number] = digest(case.snapshot)
    found = []
    for entry in entries:
        expected = entry.details.get("record_sha256")
        if expected is not None and digests.get(entry.seq) != expected:
            found.append(f"The record of audit entry {entry.seq} ({entry.act}) was changed.")
        expected = entry.details.get("snapshot_sha256")
        if expected is not None and snapshots.get(str(entry.case_number)) != expected:
            found.append(f"The ring kept with {entry.case_number} was changed.")
    return found

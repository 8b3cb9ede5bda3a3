"""Cases: life cycle, decisions, dismissed rings and the audit trail, kept in the store."""

from cases.acts import STATES
from cases.audit import AuditTrail, chain_problems
from cases.model import (
    AuditEntry,
    BulletinLink,
    Case,
    Decision,
    Dismissal,
    DismissedRing,
    Note,
    Referral,
    Snapshot,
    Verdict,
)
from cases.service import VERDICTS, Cases

__all__ = [
    "STATES",
    "VERDICTS",
    "AuditEntry",
    "AuditTrail",
    "BulletinLink",
    "Case",
    "Cases",
    "Decision",
    "Dismissal",
    "DismissedRing",
    "Note",
    "Referral",
    "Snapshot",
    "Verdict",
    "chain_problems",
]

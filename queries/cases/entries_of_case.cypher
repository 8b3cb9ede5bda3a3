// title: Audit entries on one case, in order
// parameters: case_number
// returns: seq, at, actor, act, case_number, subjects, details, previous, hash
MATCH (entry:AuditEntry {case_number: $case_number})
RETURN entry.seq AS seq, entry.at AS at, entry.actor AS actor, entry.act AS act,
  entry.case_number AS case_number, entry.subjects AS subjects, entry.details AS details,
  entry.previous AS previous, entry.hash AS hash
ORDER BY seq

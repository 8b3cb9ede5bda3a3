// title: Append an audit entry and move the end of the chain to it
// parameters: head, id, seq, at, actor, act, case_number, subjects, details, previous, hash
// returns: seq
MATCH (head:AuditHead {id: $head})
SET head.seq = $seq, head.hash = $hash
CREATE (entry:AuditEntry {
  id: $id, seq: $seq, at: $at, actor: $actor, act: $act, case_number: $case_number,
  subjects: $subjects, details: $details, previous: $previous, hash: $hash
})
RETURN entry.seq AS seq

// title: Take the write lock on the end of the audit chain, made at first use, and read it
// parameters: id, genesis, writer
// returns: seq, hash
MERGE (head:AuditHead {id: $id})
ON CREATE SET head.seq = 0, head.hash = $genesis
SET head.writer = $writer
RETURN head.seq AS seq, head.hash AS hash

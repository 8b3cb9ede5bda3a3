// title: The end of the audit chain
// parameters: id
// returns: seq, hash
MATCH (head:AuditHead {id: $id})
RETURN head.seq AS seq, head.hash AS hash

// title: Create the dismissal of a ring
// parameters: id, ring, seq, at, author, reason, members, claims
// returns: id
CREATE (d:Dismissal {
  id: $id, ring: $ring, seq: $seq, at: $at, author: $author, reason: $reason, members: $members,
  claims: $claims
})
RETURN d.id AS id

// title: Every dismissal, oldest first
// parameters: none
// returns: id, ring, seq, at, author, reason, members, claims
MATCH (d:Dismissal)
RETURN d.id AS id, d.ring AS ring, d.seq AS seq, d.at AS at, d.author AS author, d.reason AS reason,
  d.members AS members, d.claims AS claims
ORDER BY seq

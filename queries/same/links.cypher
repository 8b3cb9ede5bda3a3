// title: Every current SAME_AS link between people, with what it rests on
// parameters: none
// returns: id, source, target, accepted, basis, run
// example: {}
MATCH (a:Person)-[r:SAME_AS]->(b:Person)
WHERE r.retired IS NULL
RETURN r.id AS id, a.id AS source, b.id AS target, r.accepted AS accepted, r.basis AS basis,
  r.run AS run
ORDER BY id

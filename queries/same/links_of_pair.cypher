// title: The current SAME_AS links between two people, in either direction
// parameters: a, b
// returns: id, source, target, accepted, basis, run
// example: {"a": "@Person:P1", "b": "@Person:P2"}
MATCH (a:Person)-[r:SAME_AS]->(b:Person)
WHERE a.id IN [$a, $b] AND b.id IN [$a, $b] AND r.retired IS NULL
RETURN r.id AS id, a.id AS source, b.id AS target, r.accepted AS accepted, r.basis AS basis,
  r.run AS run
ORDER BY id

// title: The current SAME_AS links of these people to other people, with what they rest on
// parameters: ids
// returns: id, source, target, accepted, basis, run
// example: {"ids": ["@Person:P1", "@Person:P2"]}
UNWIND $ids AS wanted
MATCH (:Person {id: wanted})-[r:SAME_AS]-(:Person)
WHERE r.retired IS NULL
WITH DISTINCT r
RETURN r.id AS id, startNode(r).id AS source, endNode(r).id AS target, r.accepted AS accepted,
  r.basis AS basis, r.run AS run
ORDER BY id

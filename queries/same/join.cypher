// title: Join pairs of people by SAME_AS links with these ids, or set what existing ones say
// parameters: ids, sources, targets, accepted, bases, runs
// returns: joined
// example: {"ids": ["link-same-1"], "sources": ["@Person:P1"], "targets": ["@Person:P7"],
//   "accepted": [true], "bases": ["judgement"], "runs": [null]}
UNWIND range(0, size($ids) - 1) AS i
MATCH (a:Person {id: $sources[i]})
MATCH (b:Person {id: $targets[i]})
MERGE (a)-[r:SAME_AS {id: $ids[i]}]->(b)
SET r.accepted = $accepted[i], r.basis = $bases[i], r.run = $runs[i]
WITH count(r) AS joined
RETURN joined

// title: Remove SAME_AS links by their ends and ids
// parameters: ids, sources, targets
// returns: removed
// example: {"ids": ["link-none"], "sources": ["@Person:P1"], "targets": ["@Person:P7"]}
UNWIND range(0, size($ids) - 1) AS i
MATCH (:Person {id: $sources[i]})-[r:SAME_AS {id: $ids[i]}]->(:Person {id: $targets[i]})
WITH r, r.id AS removed
DELETE r
RETURN removed
ORDER BY removed

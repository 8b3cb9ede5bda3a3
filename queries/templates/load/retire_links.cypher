// title: Mark links of one type between two types of entity as retired, unless they are
// parameters: ids, stamp
// returns: retired
// fill: {"type": "HOLDS", "source": "Person", "target": "Policy"}
UNWIND $ids AS wanted
MATCH (:{{source}})-[r:{{type}} {id: wanted}]->(:{{target}})
WHERE r.retired IS NULL
SET r.retired = $stamp
WITH count(r) AS retired
RETURN retired

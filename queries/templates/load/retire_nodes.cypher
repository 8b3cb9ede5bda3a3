// title: Mark entities of one type as retired, unless they are
// parameters: ids, stamp
// returns: retired
// fill: {"label": "Person"}
UNWIND $ids AS wanted
MATCH (n:{{label}} {id: wanted})
WHERE n.retired IS NULL
SET n.retired = $stamp
WITH count(n) AS retired
RETURN retired

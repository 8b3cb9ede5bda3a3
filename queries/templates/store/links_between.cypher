// title: Current links of one type between two types of entity, one list a column
// parameters: none
// returns: part, ids, sources, targets
// fill: {"type": "HOLDS", "source": "Person", "target": "Policy"}
MATCH (a:{{source}})-[r:{{type}}]->(b:{{target}})
WHERE r.retired IS NULL
WITH right(r.id, 1) AS part, collect(r.id) AS ids, collect(a.id) AS sources,
     collect(b.id) AS targets
RETURN part, ids, sources, targets

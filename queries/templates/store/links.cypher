// title: All current links of one type, one list a column, in parts by the last letter of their id
// parameters: none
// returns: part, ids, sources, targets
// fill: {"type": "HOLDS"}
MATCH (a)-[r:{{type}}]->(b)
WHERE r.retired IS NULL
WITH right(r.id, 1) AS part, collect(r.id) AS ids, collect(a.id) AS sources,
     collect(b.id) AS targets
RETURN part, ids, sources, targets

// title: All properties of all current links of a type with their ends, in parts by the last letter
// parameters: none
// returns: part, sources, targets, properties
// fill: {"type": "HOLDS"}
MATCH (a)-[r:{{type}}]->(b)
WHERE r.retired IS NULL
WITH right(r.id, 1) AS part, collect(a.id) AS sources, collect(b.id) AS targets,
     collect(properties(r)) AS properties
RETURN part, sources, targets, properties
ORDER BY part

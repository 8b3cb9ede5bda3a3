// title: All properties of all current entities of a type, in parts by the last letter of their id
// parameters: none
// returns: part, properties
// fill: {"label": "Person"}
MATCH (n:{{label}})
WHERE n.retired IS NULL
WITH right(n.id, 1) AS part, collect(properties(n)) AS properties
RETURN part, properties
ORDER BY part

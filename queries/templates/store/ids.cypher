// title: Ids of all entities of a type, in parts by the last letter
// parameters: none
// returns: part, ids
// fill: {"label": "Person"}
MATCH (n:{{label}})
WITH right(n.id, 1) AS part, collect(n.id) AS ids
RETURN part, ids

// title: Current entities of a type by internal id, which holds only while nobody deletes, in parts
// parameters: none
// returns: part, handles, ids
// fill: {"label": "Person"}
MATCH (n:{{label}})
WHERE n.retired IS NULL
WITH right(n.id, 1) AS part, collect(id(n)) AS handles, collect(n.id) AS ids
RETURN part, handles, ids

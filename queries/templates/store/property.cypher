// title: One property of all entities of a type that have it, one list a column
// parameters: none
// returns: part, ids, values
// fill: {"label": "Claim", "property": "loss_date"}
MATCH (n:{{label}})
WHERE n.{{property}} IS NOT NULL
WITH right(n.id, 1) AS part, collect(n.id) AS ids, collect(n.{{property}}) AS values
RETURN part, ids, values

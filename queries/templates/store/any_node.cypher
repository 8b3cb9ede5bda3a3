// title: Whether a type has any entity
// parameters: none
// returns: id
// fill: {"label": "Person"}
MATCH (n:{{label}})
RETURN n.id AS id
LIMIT 1

// title: How many entities a type has
// parameters: none
// returns: n
// fill: {"label": "Person"}
MATCH (n:{{label}})
RETURN count(*) AS n

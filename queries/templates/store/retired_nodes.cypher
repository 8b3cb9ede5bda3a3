// title: How many entities of a type are retired
// parameters: none
// returns: n
// fill: {"label": "Person"}
MATCH (n:{{label}})
WHERE n.retired IS NOT NULL
RETURN count(*) AS n

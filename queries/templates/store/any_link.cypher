// title: Whether a type has any link
// parameters: none
// returns: id
// fill: {"type": "HOLDS"}
MATCH ()-[r:{{type}}]->()
RETURN r.id AS id
LIMIT 1

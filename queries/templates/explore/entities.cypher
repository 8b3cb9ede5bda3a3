// title: Entities of one type by id
// parameters: ids
// returns: id, properties
// fill: {"label": "Person"}
// example: {"ids": ["@Person:P1", "@Person:P2", "person-absent"]}
UNWIND $ids AS wanted
MATCH (n:{{label}} {id: wanted})
RETURN n.id AS id, properties(n) AS properties
ORDER BY id

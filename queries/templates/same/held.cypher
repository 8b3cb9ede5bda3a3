// title: What these people hold by current links of one type, as two columns
// parameters: ids
// returns: people, items
// fill: {"type": "HAS_PHONE", "label": "Phone"}
// example: {"ids": ["@Person:P1"]}
UNWIND $ids AS wanted
MATCH (p:Person {id: wanted})-[r:{{type}}]->(k:{{label}})
WHERE r.retired IS NULL
WITH collect(p.id) AS people, collect(k.id) AS items
RETURN people, items

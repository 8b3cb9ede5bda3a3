// title: The loop that benchmarks compare with: entities as rows
// parameters: rows
// returns: loaded
// fill: {"label": "Person"}
// example: {"rows": [{"id": "person-new", "name": "Ada Example"}]}
UNWIND $rows AS row
MERGE (n:{{label}} {id: row.id})
SET n += row
WITH count(n) AS loaded
RETURN loaded

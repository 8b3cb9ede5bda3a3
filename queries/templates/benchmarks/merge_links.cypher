// title: The loop that benchmarks compare with: links as rows
// parameters: rows
// returns: loaded
// fill: {"type": "HOLDS", "source": "Person", "target": "Policy"}
// example: {"rows": []}
UNWIND $rows AS row
MATCH (a:{{source}} {id: row.source})
MATCH (b:{{target}} {id: row.target})
MERGE (a)-[r:{{type}} {id: row.id}]->(b)
SET r += row.properties
WITH count(r) AS loaded
RETURN loaded

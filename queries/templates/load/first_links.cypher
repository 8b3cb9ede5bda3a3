// title: Create links of a type between entities known by their internal ids
// parameters: source, target, columns, values
// returns: loaded
// each.plain: , {name}: $columns.{name}[i]
// each.coded: , {name}: $values.{name}[$columns.{name}[i]]
// fill: {"type": "HOLDS", "plain": "rows", "coded": "first_seen|sources"}
// example: {"source": [], "target": [], "columns": {"id": [], "rows": [], "first_seen": [],
//   "sources": []}, "values": {"first_seen": [], "sources": []}}
UNWIND range(0, size($source) - 1) AS i
MATCH (a) WHERE id(a) = $source[i]
MATCH (b) WHERE id(b) = $target[i]
CREATE (a)-[r:{{type}} {id: $columns.id[i]{{plain}}{{coded}}}]->(b)
WITH count(r) AS loaded
RETURN loaded

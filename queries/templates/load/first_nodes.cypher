// title: Create entities of a type and tell their internal ids, which hold only for this load
// parameters: columns, values
// returns: places, internal
// each.plain: , {name}: $columns.{name}[i]
// each.coded: , {name}: $values.{name}[$columns.{name}[i]]
// fill: {"label": "Person", "plain": "name|rows", "coded": "birth_date|sources"}
// example: {"columns": {"id": [], "name": [], "rows": [], "birth_date": [], "sources": []},
//   "values": {"birth_date": [], "sources": []}}
UNWIND range(0, size($columns.id) - 1) AS i
CREATE (n:{{label}} {id: $columns.id[i]{{plain}}{{coded}}})
WITH collect(i) AS places, collect(id(n)) AS internal
RETURN places, internal

// title: Shortest paths between two entities over evidence links, sorted by the ids along them
// parameters: a, b, limit
// returns: nodes, links, key
// fill: {"a": "Person", "b": "Person", "types": "HOLDS|HAS_PHONE|INVOLVED_IN"}
// example: {"a": "@Person:P1", "b": "@Person:P2", "limit": 20}
MATCH (a:{{a}} {id: $a}), (b:{{b}} {id: $b})
MATCH p = allShortestPaths((a)-[:{{types}}*..8]-(b))
WITH [node IN nodes(p) | {label: head(labels(node)), properties: properties(node)}] AS nodes,
     [link IN relationships(p) | {type: type(link), source: startNode(link).id,
                                  target: endNode(link).id, properties: properties(link)}] AS links,
     reduce(ids = '', node IN nodes(p) | ids + ' ' + node.id)
     + reduce(ids = '', link IN relationships(p) | ids + ' ' + link.id) AS key
RETURN nodes, links, key
ORDER BY key
LIMIT $limit

// title: Links of one type that an entity has, current ones first, with what is at the other end
// parameters: id, limit
// returns: link, source, target, link_properties, other, label, properties
// fill: {"label": "Person", "type": "HAS_PHONE"}
// example: {"id": "@Person:P1", "limit": 10}
MATCH (n:{{label}} {id: $id})-[link:{{type}}]-(other)
WITH link, other, CASE WHEN link.retired IS NULL THEN 0 ELSE 1 END AS retired
ORDER BY retired, link.id
LIMIT $limit
RETURN link.id AS link, startNode(link).id AS source, endNode(link).id AS target,
       properties(link) AS link_properties,
       other.id AS other, head(labels(other)) AS label, properties(other) AS properties
ORDER BY retired, link

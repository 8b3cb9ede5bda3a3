// title: Entities in one full-text index whose search text holds every part of a text, best first
// parameters: index, lucene, parts, text, limit
// returns: id, label, properties, rank
// example: {"index": "!search:Person", "lucene": "+(\"ada\" OR ada*)", "parts": ["ada"], "text": "ada",
//   "limit": 5}
CALL db.index.fulltext.queryNodes($index, $lucene) YIELD node
WITH node, toLower(node.search) AS search
WITH node, search, replace(replace(replace(search, '-', ''), '/', ''), ' ', '') AS squeezed
WHERE all(part IN $parts WHERE squeezed CONTAINS part)
WITH node, search,
     CASE WHEN search = $text THEN 0
          WHEN search STARTS WITH $text THEN 1
          WHEN search CONTAINS $text THEN 2
          ELSE 3 END AS rank
RETURN node.id AS id, head(labels(node)) AS label, properties(node) AS properties, rank
ORDER BY rank, size(search), id
LIMIT $limit

// title: The current people who hold each of these items, where they are no more than `most`
// parameters: ids, most
// returns: item, holders
// fill: {"type": "HAS_PHONE", "label": "Phone"}
// example: {"ids": ["@Phone:+447700900001"], "most": 5}
UNWIND $ids AS wanted
MATCH (k:{{label}} {id: wanted})<-[r:{{type}}]-(p:Person)
WHERE r.retired IS NULL AND p.retired IS NULL
WITH DISTINCT k.id AS item, p.id AS holder
ORDER BY item, holder
WITH item, collect(holder) AS holders
WHERE size(holders) <= $most
RETURN item, holders
ORDER BY item

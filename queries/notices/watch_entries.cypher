// title: Every current entry of a watch list
// parameters: none
// returns: id, number, authority, document, kind, name, other_name, birth_date, listed_on, expires_on
// example: {}
MATCH (n:WatchEntry)
WHERE n.retired IS NULL
RETURN n.id AS id, n.number AS number, n.authority AS authority, n.document AS document,
       n.kind AS kind, n.name AS name, n.other_name AS other_name, n.birth_date AS birth_date,
       n.listed_on AS listed_on, n.expires_on AS expires_on
ORDER BY id

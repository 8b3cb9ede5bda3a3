// title: Every current bulletin
// parameters: none
// returns: id, number, issuer, issued_on, title, text, way_of_working
// example: {}
MATCH (n:Bulletin)
WHERE n.retired IS NULL
RETURN n.id AS id, n.number AS number, n.issuer AS issuer, n.issued_on AS issued_on,
       n.title AS title, n.text AS text, n.way_of_working AS way_of_working
ORDER BY id

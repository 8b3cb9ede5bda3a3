// title: Every current outcome that is dated, with the claims and people it concerns
// parameters: none
// returns: id, number, verdict, decided_on, basis, authority, document, entity, link
// example: {}
MATCH (n:Outcome)-[r:CONCERNS]->(e)
WHERE n.retired IS NULL AND r.retired IS NULL AND e.retired IS NULL AND n.decided_on IS NOT NULL
RETURN n.id AS id, n.number AS number, n.verdict AS verdict, n.decided_on AS decided_on,
       n.basis AS basis, n.authority AS authority, n.document AS document, e.id AS entity,
       r.id AS link
ORDER BY id, entity

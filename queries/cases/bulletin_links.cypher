// title: Every link of a bulletin to a typology, oldest first
// parameters: none
// returns: id, bulletin, number, typology, seq, at, author, reason
// example: {}
MATCH (l:BulletinLink)
RETURN l.id AS id, l.bulletin AS bulletin, l.number AS number, l.typology AS typology,
  l.seq AS seq, l.at AS at, l.author AS author, l.reason AS reason
ORDER BY seq

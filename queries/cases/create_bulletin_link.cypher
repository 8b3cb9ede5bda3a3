// title: Create the link of a bulletin to a typology
// parameters: id, bulletin, number, typology, seq, at, author, reason
// returns: id
// example: {"id": "bulletinlink-2", "bulletin": "@Bulletin:B1", "number": "B1", "typology": "shared_account", "seq": 2, "at": "2024-05-01T08:00:00Z", "author": "tester", "reason": "It describes it"}
CREATE (l:BulletinLink {
  id: $id, bulletin: $bulletin, number: $number, typology: $typology, seq: $seq, at: $at,
  author: $author, reason: $reason
})
RETURN l.id AS id

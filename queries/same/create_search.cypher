// title: Create the record of a search for candidate pairs
// parameters: id, at, document
// returns: id
// example: {"id": "samesearch-1", "at": "2024-05-01T08:00:00Z", "document": "{}"}
CREATE (s:SameSearch {id: $id, at: $at, document: $document})
RETURN s.id AS id

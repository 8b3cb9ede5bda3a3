// title: Create the candidate pairs of a search
// parameters: rows
// returns: created
// example: {"rows": [{"id": "samecandidate-1", "a": "@Person:P1", "b": "@Person:P7", "weight": 4.5,
//   "rule": "", "document": "{}"}]}
UNWIND $rows AS row
CREATE (c:SameCandidate {
  id: row.id, a: row.a, b: row.b, weight: row.weight, rule: row.rule, document: row.document
})
WITH count(c) AS created
RETURN created

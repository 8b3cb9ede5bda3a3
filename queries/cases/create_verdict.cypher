// title: Create a verdict on a case
// parameters: id, case_number, seq, at, author, entity, caption, verdict, basis
// returns: id
CREATE (r:Verdict {
  id: $id, case_number: $case_number, seq: $seq, at: $at, author: $author,
  entity: $entity, caption: $caption, verdict: $verdict, basis: $basis
})
RETURN r.id AS id

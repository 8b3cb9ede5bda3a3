// title: Create a decision on a case
// parameters: id, case_number, seq, at, author, before, after, basis
// returns: id
CREATE (r:Decision {
  id: $id, case_number: $case_number, seq: $seq, at: $at, author: $author,
  before: $before, after: $after, basis: $basis
})
RETURN r.id AS id

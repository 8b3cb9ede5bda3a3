// title: Create a note on a case
// parameters: id, case_number, seq, at, author, text
// returns: id
CREATE (r:Note {
  id: $id, case_number: $case_number, seq: $seq, at: $at, author: $author,
  text: $text
})
RETURN r.id AS id

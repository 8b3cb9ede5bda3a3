// title: Create a referral on a case
// parameters: id, case_number, seq, at, author, kind, recipient, reference, request
// returns: id
CREATE (r:Referral {
  id: $id, case_number: $case_number, seq: $seq, at: $at, author: $author,
  kind: $kind, recipient: $recipient, reference: $reference, request: $request
})
RETURN r.id AS id

// title: Every referral on these cases, oldest first
// parameters: cases
// returns: id, case_number, seq, at, author, kind, recipient, reference, request
MATCH (r:Referral)
WHERE r.case_number IN $cases
RETURN r.id AS id, r.case_number AS case_number, r.seq AS seq, r.at AS at, r.author AS author,
  r.kind AS kind, r.recipient AS recipient, r.reference AS reference, r.request AS request
ORDER BY seq

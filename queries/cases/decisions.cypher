// title: Every decision on these cases, oldest first
// parameters: cases
// returns: id, case_number, seq, at, author, before, after, basis
MATCH (r:Decision)
WHERE r.case_number IN $cases
RETURN r.id AS id, r.case_number AS case_number, r.seq AS seq, r.at AS at, r.author AS author,
  r.before AS before, r.after AS after, r.basis AS basis
ORDER BY seq

// title: Every verdict on these cases, oldest first
// parameters: cases
// returns: id, case_number, seq, at, author, entity, caption, verdict, basis
MATCH (r:Verdict)
WHERE r.case_number IN $cases
RETURN r.id AS id, r.case_number AS case_number, r.seq AS seq, r.at AS at, r.author AS author,
  r.entity AS entity, r.caption AS caption, r.verdict AS verdict, r.basis AS basis
ORDER BY seq

// title: Every note on these cases, oldest first
// parameters: cases
// returns: id, case_number, seq, at, author, text
MATCH (r:Note)
WHERE r.case_number IN $cases
RETURN r.id AS id, r.case_number AS case_number, r.seq AS seq, r.at AS at, r.author AS author,
  r.text AS text
ORDER BY seq

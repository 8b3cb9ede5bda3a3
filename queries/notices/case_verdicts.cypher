// title: Every verdict that a case recorded, oldest first
// parameters: none
// returns: id, entity, verdict, at, seq
// example: {}
MATCH (v:Verdict)
RETURN v.id AS id, v.entity AS entity, v.verdict AS verdict, v.at AS at, v.seq AS seq
ORDER BY seq, id

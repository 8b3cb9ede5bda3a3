// title: Every judgement on whether two records are one person, oldest first
// parameters: none
// returns: id, seq, at, author, a, b, verdict, reason, before, undoes
// example: {}
MATCH (j:SameJudgement)
RETURN j.id AS id, j.seq AS seq, j.at AS at, j.author AS author, j.a AS a, j.b AS b,
  j.verdict AS verdict, j.reason AS reason, j.before AS before, j.undoes AS undoes
ORDER BY seq

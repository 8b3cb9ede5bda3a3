// title: Create a judgement on whether two records are one person
// parameters: id, seq, at, author, a, b, verdict, reason, before, undoes
// returns: id
// example: {"id": "samejudgement-1", "seq": 2, "at": "2024-05-01T08:00:00Z", "author": "tester",
//   "a": "@Person:P1", "b": "@Person:P7", "verdict": "same", "reason": "one passport",
//   "before": "[]", "undoes": null}
CREATE (j:SameJudgement {
  id: $id, seq: $seq, at: $at, author: $author, a: $a, b: $b, verdict: $verdict, reason: $reason,
  before: $before, undoes: $undoes
})
RETURN j.id AS id

// title: People who meet again in crash after crash, in other parts
// title.zh: 相同人员在多起事故中反复同现且角色互换
// why: Two strangers crash once. The same two as driver, then passenger, then witness of each other's
//   losses are a cast.
// why.zh: 陌生人偶遇一次事故不足为奇；同样两人轮流充当驾驶人、乘客、证人，则像固定班底。
// sentence: Two unrelated people appear together in {claims} claims ({first} to {last}) and change parts.
// sentence.zh: 两名无亲属关系的人在 {claims} 件赔案中共同出现（{first} 至 {last}），且角色变换。
// innocent: Family or household: relatives, people of one dwelling and on one policy are left out.
// innocent.zh: 家人或同住人：亲属、同一住处和同一保单上的人员不计入。
// innocent: Colleagues who share rides to work: people with one employer are left out.
// innocent.zh: 同事拼车上下班：同一雇主的人员不计入。
// innocent: A professional witness or driver (police, tow truck): look at their part in each claim.
// innocent.zh: 职业证人或驾驶员（交警、拖车司机）：请查看其在各案中的角色。
// parameters: min_claims, max_claims, max_people
// defaults: {"min_families": 2, "min_claims": 3, "max_claims": 60, "max_people": 12}
// weight: 0.7
// households: min_families
// returns: subjects, nodes, links, claims, figures
MATCH (a:Person)
WITH a, COUNT { (a)-[:INVOLVED_IN]->() } AS degree
WHERE degree >= $min_claims AND degree <= $max_claims
MATCH (a)-[x:INVOLVED_IN]->(claim:Claim)
WHERE x.retired IS NULL AND COUNT { (claim)<-[:INVOLVED_IN]-() } <= $max_people
MATCH (claim)<-[y:INVOLVED_IN]-(b:Person)
WHERE y.retired IS NULL AND a.id < b.id
WITH a, b, collect(DISTINCT claim.id) AS claims, collect(DISTINCT x.id) AS xs,
     collect(DISTINCT y.id) AS ys, collect(DISTINCT x.role) AS a_roles,
     collect(DISTINCT y.role) AS b_roles, min(claim.loss_date) AS first,
     max(claim.loss_date) AS last
WHERE size(claims) >= $min_claims AND (size(a_roles) > 1 OR size(b_roles) > 1)
  AND COUNT { (b)-[:INVOLVED_IN]->() } <= $max_claims
  AND NOT EXISTS {
    (a)-[i:EMPLOYED_BY]->(:Organisation)<-[j:EMPLOYED_BY]-(b)
    WHERE i.retired IS NULL AND j.retired IS NULL
  }
RETURN [a.id, b.id] AS subjects,
       COLLECT { UNWIND claims + [a.id, b.id] AS id WITH id RETURN id ORDER BY id } AS nodes,
       COLLECT { UNWIND xs + ys AS id WITH id RETURN id ORDER BY id } AS links,
       COLLECT { UNWIND claims AS id WITH id RETURN id ORDER BY id } AS claims,
       {claims: size(claims), first: first, last: last,
        roles: COLLECT {
          UNWIND a_roles + b_roles AS role WITH DISTINCT role RETURN role ORDER BY role
        }} AS figures
ORDER BY a.id, b.id

// title: One person in other people's losses, in changing parts
// title.zh: 同一人以不同角色出现在多个他人的赔案中
// why: A driver here, a passenger there, a witness in the third: who takes changing parts in losses
//   under strangers' policies may be one of a cast that staged accidents draw on.
// why.zh: 此案驾驶、彼案乘坐、另案作证：同一人在多份陌生人保单的赔案中变换角色，可能是人为事故的固定班底。
// sentence: One person takes part in {claims} claims under {policies} policies of others, in
//   {parts} different parts ({first} to {last}), and meets people of no own household again; person and policyholders are of {families} unrelated households.
// sentence.zh: 一人在他人的 {policies} 张保单项下参与 {claims} 件赔案，先后有 {parts} 种角色（{first} 至 {last}），
//   并与非家人反复同现；此人与各投保人分属 {families} 个互不相关的家庭。
// innocent: A family member drives and rides with the family: the person's own policies, and policies
//   of the own household, don't count.
// innocent.zh: 家人共乘共驾：本人及本人家庭的保单不计入。
// innocent: A professional driver or witness has one part only, or works on a company's policies:
//   parts must change, and companies' policies don't count.
// innocent.zh: 职业驾驶员或证人通常角色单一，或涉及企业保单：须有不同角色，企业保单不计入。
// innocent: Colleagues who share rides: where all policyholders work for the person's employer, it
//   doesn't count.
// innocent.zh: 同事拼车：投保人均与其任职于同一雇主的不计入。
// innocent: An unlucky person meets strangers, and others each time: a third claim, a second part and
//   someone outside the family who is there again are needed.
// innocent.zh: 偶然不幸者每次遇到的人各不相同：须有第三件赔案、不同角色，且有非家人再次同现。
// parameters: min_claims, min_roles, max_claims
// defaults: {"min_families": 4, "min_claims": 3, "min_roles": 2, "max_claims": 60}
// weight: 0.5
// households: min_families
// returns: subjects, nodes, links, claims, figures, roles
MATCH (person:Person)
WITH person, COUNT { (person)-[:INVOLVED_IN]->() } AS degree
WHERE degree >= $min_claims AND degree <= $max_claims
MATCH (person)-[part:INVOLVED_IN]->(claim:Claim)-[under:UNDER]->(policy:Policy)<-[holds:HOLDS]-
      (holder:Person)
WHERE part.retired IS NULL AND under.retired IS NULL AND holds.retired IS NULL
  AND part.role <> 'patient' AND holder.id <> person.id
  AND NOT EXISTS { (policy)-[covers:INSURES]->(person) WHERE covers.retired IS NULL }
WITH person, collect(DISTINCT claim.id) AS claims, collect(DISTINCT policy.id) AS policies,
     collect(DISTINCT holder.id) AS holders, collect(DISTINCT part.id) AS parts,
     collect(DISTINCT under.id) AS unders, collect(DISTINCT holds.id) AS holdings,
     collect(DISTINCT part.role) AS roles, min(claim.loss_date) AS first,
     max(claim.loss_date) AS last
WHERE size(claims) >= $min_claims AND size(roles) >= $min_roles
  AND size(holders) + 1 >= $min_claims
  AND size(holders) > COUNT {
    MATCH (person)-[mine:EMPLOYED_BY]->(:Organisation)<-[theirs:EMPLOYED_BY]-(holder:Person)
    WHERE mine.retired IS NULL AND theirs.retired IS NULL AND holder.id IN holders
    RETURN DISTINCT holder
  }
CALL (person, claims) {
  UNWIND claims AS one
  MATCH (claim:Claim {id: one})<-[there:INVOLVED_IN]-(other:Person)
  WHERE there.retired IS NULL AND other.id <> person.id
  WITH person, other, count(DISTINCT claim) AS met, collect(DISTINCT there.id) AS meetings
  WHERE met >= 2
    AND NOT EXISTS {
      (person)-[kin:RELATED_TO]-(other) WHERE kin.retired IS NULL
    }
    AND NOT EXISTS {
      (person)-[i:LIVES_AT]->(:Address)<-[j:LIVES_AT]-(other)
      WHERE i.retired IS NULL AND j.retired IS NULL
    }
    AND NOT EXISTS {
      (person)-[i:HOLDS|INSURES]-(:Policy)-[j:HOLDS|INSURES]-(other)
      WHERE i.retired IS NULL AND j.retired IS NULL
    }
  UNWIND meetings AS meeting
  RETURN collect(DISTINCT other.id) AS others, collect(DISTINCT meeting) AS meetings
}
WITH person, claims, policies, holders, parts, unders, holdings, roles, first, last, others, meetings
WHERE size(others) >= 1
RETURN COLLECT {
         UNWIND holders + others + [person.id] AS id WITH DISTINCT id RETURN id ORDER BY id
       } AS subjects,
       COLLECT {
         UNWIND holders + others + policies + claims + [person.id] AS id
         WITH DISTINCT id RETURN id ORDER BY id
       } AS nodes,
       COLLECT {
         UNWIND parts + unders + holdings + meetings AS id WITH DISTINCT id RETURN id ORDER BY id
       } AS links,
       COLLECT { UNWIND claims AS id WITH id RETURN id ORDER BY id } AS claims,
       {claims: size(claims), policies: size(policies), parts: size(roles),
        first: first, last: last} AS figures,
       {rotates: [person.id]} AS roles
ORDER BY person.id

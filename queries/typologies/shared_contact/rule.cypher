// title: One phone or address for many policyholders
// title.zh: 多名投保人共用同一电话或地址
// why: Policyholders who are no household but are reached at one phone or address are often one
//   person with many names, or customers of a ghost broker who keeps the contact to himself.
// why.zh: 非同一家庭的多名投保人使用同一电话或地址，常见于一人多名，或由虚假中介掌握联系方式。
// sentence: {people} policyholders from {families} unrelated households give one phone or address;
//   they have {claims} claims.
// sentence.zh: {people} 名投保人（分属 {families} 个互不相关的家庭）使用同一电话或地址，共有 {claims} 件赔案。
// innocent: A household: declared relatives and people on one policy count once.
// innocent.zh: 同一家庭：已申报的亲属和同一保单上的人员只计一次。
// innocent: An employer, call centre, landlord or agency gives its own phone or address: contacts
//   that an organisation or provider has too are left out and listed.
// innocent.zh: 雇主、呼叫中心、房东或代理机构登记了自己的电话或地址：机构或服务商同时使用的联系方式
//   不计入，并在结果中列明。
// innocent: Neighbours in one building whose flat number was not written down.
// innocent.zh: 同一楼栋的邻居，未填写门牌号。
// parameters: min_families, min_families_address, min_claims, max_holders
// defaults: {"min_families": 3, "min_families_address": 5, "min_claims": 2, "max_holders": 40}
// weight: 0.6
// returns: subjects, nodes, links, claims, figures
MATCH (contact:Phone|Address)
WITH contact, COUNT { (contact)<-[:HAS_PHONE|LIVES_AT]-() } AS degree,
     CASE head(labels(contact)) WHEN 'Phone' THEN $min_families
                                ELSE $min_families_address END AS enough
WHERE degree >= enough AND degree <= $max_holders
  AND NOT EXISTS {
    (contact)<-[has:HAS_PHONE|LIVES_AT]-(:Organisation|Provider) WHERE has.retired IS NULL
  }
  AND NOT EXISTS {
    (contact)<-[own:HAS_PHONE|LIVES_AT]-(:Agent)-[sold:SOLD]->(:Policy)<-[by:HOLDS]-(:Person)
      -[has:HAS_PHONE|LIVES_AT]->(contact)
    WHERE own.retired IS NULL AND sold.retired IS NULL AND by.retired IS NULL
      AND has.retired IS NULL
  }
MATCH (contact)<-[has:HAS_PHONE|LIVES_AT]-(person:Person)-[holds:HOLDS]->(policy:Policy)
WHERE has.retired IS NULL AND holds.retired IS NULL
WITH contact, enough, collect(DISTINCT person.id) AS people, collect(DISTINCT policy.id) AS policies,
     collect(DISTINCT has.id) AS contacts, collect(DISTINCT holds.id) AS holdings
WHERE size(people) >= enough
UNWIND people AS one
MATCH (person:Person {id: one})
WITH contact, enough, people, policies, contacts, holdings, one,
     COLLECT {
       MATCH (person)-[steps:RELATED_TO|SAME_AS*1..2]-(kin:Person)
       WHERE kin.id IN people
         AND all(step IN steps WHERE step.retired IS NULL
                 AND (type(step) = 'RELATED_TO' OR step.accepted))
       RETURN kin.id
     } AS kin,
     COLLECT {
       MATCH (person)-[a:HOLDS|INSURES]-(policy:Policy)-[b:HOLDS|INSURES]-(other:Person)
       WHERE other.id IN people AND a.retired IS NULL AND b.retired IS NULL
         AND COUNT { (policy)-[:HOLDS|INSURES]-() } <= 12
       RETURN other.id
     } AS joint
WITH contact, enough, people, policies, contacts, holdings,
     reduce(lowest = one, other IN kin + joint |
            CASE WHEN other < lowest THEN other ELSE lowest END) AS family
WITH contact, enough, people, policies, contacts, holdings, count(DISTINCT family) AS families
WHERE families >= enough
UNWIND policies AS number
MATCH (policy:Policy {id: number})
OPTIONAL MATCH (policy)<-[under:UNDER]-(claim:Claim)
WHERE under.retired IS NULL
WITH contact, families, people, policies, contacts, holdings,
     collect(DISTINCT claim.id) AS claims, collect(DISTINCT under.id) AS unders
WHERE size(claims) >= $min_claims
RETURN COLLECT { UNWIND people AS id WITH id RETURN id ORDER BY id } AS subjects,
       COLLECT {
         UNWIND people + policies + claims + [contact.id] AS id WITH id RETURN id ORDER BY id
       } AS nodes,
       COLLECT { UNWIND contacts + holdings + unders AS id WITH id RETURN id ORDER BY id } AS links,
       COLLECT { UNWIND claims AS id WITH id RETURN id ORDER BY id } AS claims,
       {people: size(people), families: families, claims: size(claims),
        kind: toLower(head(labels(contact)))} AS figures
ORDER BY contact.id

// title: One phone or e-mail for many policyholders
// title.zh: 多名投保人共用同一电话或邮箱
// why: Policyholders who are no household but are reached at one phone or e-mail are often one
//   person with many names, or customers of a ghost broker who keeps the contact to himself.
// why.zh: 非同一家庭的多名投保人使用同一电话或邮箱，常见于一人多名，或由虚假中介掌握联系方式。
// sentence: {people} policyholders from {families} unrelated households give one {label};
//   they have {claims} claims.
// sentence.zh: {people} 名投保人（分属 {families} 个互不相关的家庭）使用同一{label}，共有 {claims} 件赔案。
// innocent: A household: relatives, people of one dwelling and people on one policy count once.
// innocent.zh: 同一家庭：亲属、同一住处和同一保单上的人员只计一次。
// innocent: An employer, call centre, landlord or agency gives its own phone: contacts that an
//   organisation or provider has too are left out and listed.
// innocent.zh: 雇主、呼叫中心、房东或代理机构登记了自己的电话：机构或服务商同时使用的联系方式不计入，
//   并在结果中列明。
// innocent: Colleagues on a work phone that nobody wrote down as the employer's: a contact whose
//   holders all work for one organisation is left out.
// innocent.zh: 同事共用单位电话而未登记为单位所有：使用人均任职于同一机构的不计入。
// innocent: The number was given up and handed out again: check the dates from which it is on file.
// innocent.zh: 号码注销后重新放号：请核对登记的起始日期。
// parameters: min_families, min_claims, max_holders
// defaults: {"min_families": 3, "min_claims": 2, "max_holders": 40}
// weight: 0.6
// households: min_families
// returns: subjects, nodes, links, claims, figures
MATCH (contact:Phone|Email)
WITH contact, COUNT { (contact)<-[:HAS_PHONE|HAS_EMAIL]-() } AS degree
WHERE degree >= $min_families AND degree <= $max_holders
  AND NOT EXISTS {
    (contact)<-[has:HAS_PHONE|HAS_EMAIL]-(:Organisation|Provider) WHERE has.retired IS NULL
  }
  AND NOT EXISTS {
    (contact)<-[own:HAS_PHONE|HAS_EMAIL]-(:Agent)-[sold:SOLD]->(:Policy)<-[by:HOLDS]-(:Person)
      -[has:HAS_PHONE|HAS_EMAIL]->(contact)
    WHERE own.retired IS NULL AND sold.retired IS NULL AND by.retired IS NULL
      AND has.retired IS NULL
  }
MATCH (contact)<-[has:HAS_PHONE|HAS_EMAIL]-(person:Person)-[holds:HOLDS]->(policy:Policy)
WHERE has.retired IS NULL AND holds.retired IS NULL
WITH contact, collect(DISTINCT person.id) AS people, collect(DISTINCT policy.id) AS policies,
     collect(DISTINCT has.id) AS contacts, collect(DISTINCT holds.id) AS holdings
WHERE size(people) >= $min_families
CALL (people) {
  UNWIND people AS one
  OPTIONAL MATCH (:Person {id: one})-[job:EMPLOYED_BY]->(employer:Organisation)
  WHERE job.retired IS NULL
  WITH employer, count(DISTINCT one) AS staff
  WHERE employer IS NOT NULL
  RETURN max(staff) AS colleagues
}
WITH contact, people, policies, contacts, holdings, colleagues
WHERE colleagues IS NULL OR colleagues < size(people)
UNWIND policies AS number
MATCH (policy:Policy {id: number})
OPTIONAL MATCH (policy)<-[under:UNDER]-(claim:Claim)
WHERE under.retired IS NULL
WITH contact, people, policies, contacts, holdings,
     collect(DISTINCT claim.id) AS claims, collect(DISTINCT under.id) AS unders
WHERE size(claims) >= $min_claims
RETURN COLLECT { UNWIND people AS id WITH id RETURN id ORDER BY id } AS subjects,
       COLLECT {
         UNWIND people + policies + claims + [contact.id] AS id WITH id RETURN id ORDER BY id
       } AS nodes,
       COLLECT { UNWIND contacts + holdings + unders AS id WITH id RETURN id ORDER BY id } AS links,
       COLLECT { UNWIND claims AS id WITH id RETURN id ORDER BY id } AS claims,
       {people: size(people), claims: size(claims),
        label: head(labels(contact))} AS figures
ORDER BY contact.id

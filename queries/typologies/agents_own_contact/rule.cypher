// title: An agent's own phone, address or account used by clients
// title.zh: 代理人本人的电话、地址或账户被客户使用
// why: A client whose phone is the agent's can't be called back, and a payout to the agent's account
//   never reaches the client: ghost policies and intercepted payments look like this.
// why.zh: 客户登记的电话若为代理人本人电话，回访无法触达客户；赔款若进入代理人账户，客户可能并未收到：
//   虚假保单与截留赔款常见此形态。
// sentence: {people} clients from {families} unrelated households use the phone, address, device or
//   account of the agent who sold them their policies; they have {claims} claims.
// sentence.zh: {people} 名客户（分属 {families} 个互不相关的家庭）使用其代理人本人的电话、地址、设备或
//   账户，共有 {claims} 件赔案。
// innocent: The agent insures his own family: his own household doesn't count.
// innocent.zh: 代理人为自己家人投保：代理人本人的家庭不计入。
// innocent: The phone is an agency's hotline: contacts an organisation has too are left out, and so
//   are contacts with very many holders; both are listed.
// innocent.zh: 电话为代理机构热线：机构同时使用的联系方式以及使用人过多的联系方式不计入，并列明。
// innocent: The agent wrote his own phone for clients out of carelessness: a contact alone is not
//   enough. A sign must be there: an early loss, a payout to the agent's account, or his account as
//   the client's.
// innocent.zh: 代理人图方便代填了自己的电话：仅有联系方式不足以计入，还须有迹象：早期出险、赔款进入
//   代理人账户，或客户登记了代理人的账户。
// position: Agent: clients from {families} households use this agent's own phone, address, device or
//   account
// position.zh: Agent: 其本人的电话、地址、设备或账户被 {families} 个家庭的客户使用
// parameters: min_signs, early_days, max_holders
// defaults: {"min_families": 2, "min_signs": 2, "early_days": 60, "max_holders": 100}
// weight: 0.9
// households: min_families
// returns: subjects, nodes, links, claims, figures, roles
MATCH (agent:Agent)-[own:HAS_PHONE|HAS_EMAIL|LIVES_AT|OWNS_ACCOUNT|USED_DEVICE]->(contact)
WHERE own.retired IS NULL
WITH agent, own, contact,
     COUNT { (contact)<-[:HAS_PHONE|HAS_EMAIL|LIVES_AT|OWNS_ACCOUNT|USED_DEVICE|PAID_TO]-() } AS users
WHERE users > 1 AND users <= $max_holders
  AND NOT EXISTS {
    (contact)<-[has:HAS_PHONE|HAS_EMAIL|LIVES_AT|OWNS_ACCOUNT|USED_DEVICE]-(:Organisation|Provider)
    WHERE has.retired IS NULL
  }
CALL (agent, contact) {
  MATCH (contact)<-[use:HAS_PHONE|HAS_EMAIL|LIVES_AT|OWNS_ACCOUNT|USED_DEVICE]-(person:Person)
    -[holds:HOLDS]->(policy:Policy)<-[sold:SOLD]-(agent)
  WHERE use.retired IS NULL AND holds.retired IS NULL AND sold.retired IS NULL
  OPTIONAL MATCH (policy)<-[under:UNDER]-(claim:Claim)
  WHERE under.retired IS NULL
  RETURN person.id AS client, policy.id AS policy, claim.id AS claim,
         [use.id, holds.id, sold.id] AS needed, under.id AS more,
         CASE WHEN type(use) = 'OWNS_ACCOUNT' THEN use.id
              WHEN claim.loss_date >= policy.start_date
                AND duration.inDays(policy.start_date, claim.loss_date).days <= $early_days
                THEN claim.id
              ELSE NULL END AS sign
  UNION
  MATCH (contact)<-[paid:PAID_TO]-(claim:Claim)-[under:UNDER]->(policy:Policy)<-[sold:SOLD]-(agent)
  WHERE paid.retired IS NULL AND under.retired IS NULL AND sold.retired IS NULL
  MATCH (claim)<-[part:INVOLVED_IN]-(person:Person)
  WHERE part.role = 'claimant' AND part.retired IS NULL
  RETURN person.id AS client, policy.id AS policy, claim.id AS claim,
         [paid.id, sold.id, part.id] AS needed, under.id AS more, claim.id AS sign
}
WITH agent, own, contact, client, policy, claim, needed, more, sign
WHERE NOT EXISTS {
  (agent)-[same:SAME_AS]-(:Person {id: client}) WHERE same.accepted AND same.retired IS NULL
}
UNWIND needed AS link
WITH agent, collect(DISTINCT own.id) AS owns, collect(DISTINCT contact.id) AS contacts,
     collect(DISTINCT client) AS people, collect(DISTINCT policy) AS policies,
     collect(DISTINCT claim) AS claims, collect(DISTINCT link) AS links,
     collect(DISTINCT more) AS unders, count(DISTINCT sign) AS signs
WHERE size(people) >= 2 AND signs >= $min_signs
RETURN COLLECT { UNWIND people + [agent.id] AS id WITH id RETURN id ORDER BY id } AS subjects,
       COLLECT {
         UNWIND people + policies + claims + contacts + [agent.id] AS id
         WITH id RETURN id ORDER BY id
       } AS nodes,
       COLLECT {
         UNWIND owns + links + unders AS id WITH DISTINCT id RETURN id ORDER BY id
       } AS links,
       COLLECT { UNWIND claims AS id WITH id RETURN id ORDER BY id } AS claims,
       {people: size(people), claims: size(claims), signs: signs} AS figures,
       {seller: [agent.id]} AS roles
ORDER BY agent.id

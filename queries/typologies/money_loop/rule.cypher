// title: Payouts return to the agent, the claim handler or their family
// title.zh: 赔款回流至代理人、理赔经办人或其家属
// why: Who sold the policy or settles the claim must not receive its payout. Where claims of several
//   families end in an account of the agent, the handler or a relative of theirs, the money returns.
// why.zh: 销售保单或经办理赔的人不应收取赔款。若多个家庭的赔款进入代理人、经办人或其亲属的账户，
//   说明资金回流。
// sentence: {claims} claims of {people} people from {families} unrelated households were paid into an
//   account of the agent or claim handler, or of their family ({payments} payments, {first} to {last}).
// sentence.zh: {people} 人（分属 {families} 个互不相关的家庭）的 {claims} 件赔案赔入代理人、理赔经办人或其
//   家属的账户（{payments} 笔，{first} 至 {last}）。
// innocent: The agent or handler is insured here too: claims of the own household don't count.
// innocent.zh: 代理人或经办人自己也是客户：本人家庭的赔案不计入。
// innocent: The agency collects for its clients by contract: accounts that an organisation or provider
//   has too are left out and listed.
// innocent.zh: 代理机构按约代收：机构或服务商同时持有的账户不计入，并列明。
// innocent: An agent forwards the money to clients without an account: ask the clients, and see
//   whether an agreement is on file.
// innocent.zh: 代理人替无账户客户代收后转付：请向客户核实，并查有无书面委托。
// parameters: max_payments
// defaults: {"min_families": 2, "max_payments": 2000}
// weight: 1.0
// households: min_families
// returns: subjects, nodes, links, claims, figures, roles
CALL () {
  MATCH (insider:Agent|Employee)-[owns:OWNS_ACCOUNT]->(account:Account)
  WHERE owns.retired IS NULL
  RETURN insider, account, [owns.id] AS ties, [insider.id] AS path
  UNION
  MATCH (insider:Agent|Employee)-[same:SAME_AS]-(self:Person)-[owns:OWNS_ACCOUNT]->(account:Account)
  WHERE owns.retired IS NULL AND same.retired IS NULL AND same.accepted
  RETURN insider, account, [same.id, owns.id] AS ties, [insider.id, self.id] AS path
  UNION
  MATCH (insider:Agent|Employee)-[same:SAME_AS]-(self:Person)-[kin:RELATED_TO]-(relative:Person)
        -[owns:OWNS_ACCOUNT]->(account:Account)
  WHERE owns.retired IS NULL AND kin.retired IS NULL AND same.retired IS NULL AND same.accepted
  RETURN insider, account, [same.id, kin.id, owns.id] AS ties,
         [insider.id, self.id, relative.id] AS path
}
WITH insider, account, ties, path
WHERE COUNT { (account)<-[:PAID_TO]-() } <= $max_payments
  AND NOT EXISTS {
    (account)<-[other:OWNS_ACCOUNT]-(:Organisation|Provider) WHERE other.retired IS NULL
  }
CALL (insider, account) {
  MATCH (account)<-[paid:PAID_TO]-(claim:Claim)-[under:UNDER]->(policy:Policy)<-[sold:SOLD]-(insider)
  WHERE paid.retired IS NULL AND under.retired IS NULL AND sold.retired IS NULL
  RETURN claim, paid, [under.id, sold.id] AS steps, [policy.id] AS between
  UNION
  MATCH (account)<-[paid:PAID_TO]-(claim:Claim)-[handled:HANDLED_BY]->(insider)
  WHERE paid.retired IS NULL AND handled.retired IS NULL
  RETURN claim, paid, [handled.id] AS steps, [] AS between
}
MATCH (claim)<-[part:INVOLVED_IN]-(person:Person)
WHERE part.role = 'claimant' AND part.retired IS NULL AND NOT person.id IN path
UNWIND ties + steps + [paid.id, part.id] AS link
UNWIND path + between + [claim.id, account.id, person.id] AS node
WITH insider, collect(DISTINCT person.id) AS people, collect(DISTINCT claim.id) AS claims,
     collect(DISTINCT paid.id) AS payments, collect(DISTINCT link) AS links,
     collect(DISTINCT node) AS nodes, min(paid.date) AS first, max(paid.date) AS last
RETURN COLLECT { UNWIND people + [insider.id] AS id WITH id RETURN id ORDER BY id } AS subjects,
       COLLECT { UNWIND nodes AS id WITH id RETURN id ORDER BY id } AS nodes,
       COLLECT { UNWIND links AS id WITH id RETURN id ORDER BY id } AS links,
       COLLECT { UNWIND claims AS id WITH id RETURN id ORDER BY id } AS claims,
       {people: size(people), claims: size(claims), payments: size(payments), first: first,
        last: last} AS figures,
       {receives: [insider.id]} AS roles
ORDER BY insider.id

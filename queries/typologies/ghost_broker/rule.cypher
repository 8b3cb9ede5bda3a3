// title: A broker in the dark: many people's policies from one hand
// title.zh: 隐形中介：多人保单出自同一人之手
// why: A ghost broker takes out cheap policies for strangers under his own phone, e-mail, device or
//   account, and lets them lapse. The customers are often victims: they drive uninsured.
// why.zh: 虚假中介用自己的电话、邮箱、设备或账户为陌生人低价投保，随后退保。客户往往是受害者：
//   其实并无保障。
// sentence: {policies} policies of {people} people from {families} unrelated households give one
//   {label}, began within {days} days ({first} to {last}), and ended within weeks ({short}) or have
//   no seller on record ({unsold}).
// sentence.zh: {people} 人（分属 {families} 个互不相关的家庭）的 {policies} 张保单登记同一{label}，在 {days} 天内
//   起保（{first} 至 {last}），其中 {short} 张数周内终止，{unsold} 张无销售人记录。
// innocent: A family insures together: people of one household count once.
// innocent.zh: 一家人一起投保：同一家庭的人员只计一次。
// innocent: A licensed agent, an agency, an employer or a comparison site: contacts that an agent,
//   organisation or provider has too, or very many people, are left out and listed.
// innocent.zh: 持牌代理人、代理机构、雇主或比价平台：代理人、机构、服务商同时使用的，或使用人过多的
//   联系方式不计入，并列明。
// innocent: Colleagues buy through a staff scheme: where all work for one organisation, it is left out.
// innocent.zh: 单位团购：投保人均任职于同一机构的不计入。
// innocent: The source knows no sellers, or people buy online: a missing seller is a sign only where
//   at least half of all policies have one.
// innocent.zh: 数据源不载销售人，或系网上直接购买：仅当至少半数保单有销售人记录时，缺失才作为迹象。
// parameters: min_policies, window_days, short_days, max_holders
// defaults: {"min_families": 3, "min_policies": 4, "window_days": 365, "short_days": 60,
//   "max_holders": 60}
// weight: 0.6
// households: min_families
// returns: subjects, nodes, links, claims, figures
OPTIONAL MATCH (:Agent)-[sold:SOLD]->(:Policy)
WITH count(sold) AS sales
OPTIONAL MATCH (policy:Policy)
WITH sales, count(policy) AS policies
WITH sales > 0 AND 2 * sales >= policies AS sellers_known
MATCH (contact:Phone|Email|Device|Account)
WITH sellers_known, contact, COUNT { (contact)<-[:HAS_PHONE|HAS_EMAIL|OWNS_ACCOUNT|USED_DEVICE]-() } AS users
WHERE users >= 3 AND users <= $max_holders
  AND NOT EXISTS {
    (contact)<-[own:HAS_PHONE|HAS_EMAIL|OWNS_ACCOUNT|USED_DEVICE]-
      (:Organisation|Provider|Agent|Employee)
    WHERE own.retired IS NULL
  }
MATCH (contact)<-[has:HAS_PHONE|HAS_EMAIL|OWNS_ACCOUNT|USED_DEVICE]-(person:Person)
      -[holds:HOLDS]->(policy:Policy)
WHERE has.retired IS NULL AND holds.retired IS NULL AND policy.start_date IS NOT NULL
WITH contact, person, has, holds, policy,
     coalesce(duration.inDays(policy.start_date, policy.end_date).days <= $short_days, false)
       AS short,
     sellers_known AND NOT EXISTS {
       (policy)<-[sold:SOLD]-(:Agent) WHERE sold.retired IS NULL
     } AS unsold
WHERE short OR unsold
WITH contact, collect({
       person: person.id, policy: policy.id, start: policy.start_date, has: has.id,
       holds: holds.id, short: short, unsold: unsold
     }) AS rows
WHERE size(rows) >= $min_policies
UNWIND rows AS from
WITH contact, from.start AS first,
     [row IN rows WHERE row.start >= from.start
                    AND duration.inDays(from.start, row.start).days <= $window_days] AS chosen
WHERE size(chosen) >= $min_policies
WITH contact, first, chosen
ORDER BY size(chosen) DESC, first
WITH contact, collect(chosen) AS windows
WITH contact, head(windows) AS chosen
UNWIND chosen AS row
OPTIONAL MATCH (:Policy {id: row.policy})<-[under:UNDER]-(claim:Claim)
WHERE under.retired IS NULL
WITH contact, collect(DISTINCT row.person) AS people, collect(DISTINCT row.policy) AS policies,
     collect(DISTINCT row.has) AS uses, collect(DISTINCT row.holds) AS holdings,
     collect(DISTINCT claim.id) AS claims, collect(DISTINCT under.id) AS unders,
     min(row.start) AS first, max(row.start) AS last,
     count(DISTINCT CASE WHEN row.short THEN row.policy ELSE NULL END) AS short,
     count(DISTINCT CASE WHEN row.unsold THEN row.policy ELSE NULL END) AS unsold
WHERE size(people) >= 3 AND size(policies) >= $min_policies
CALL (people) {
  UNWIND people AS one
  OPTIONAL MATCH (:Person {id: one})-[job:EMPLOYED_BY]->(employer:Organisation)
  WHERE job.retired IS NULL
  WITH employer, count(DISTINCT one) AS staff
  WHERE employer IS NOT NULL
  RETURN max(staff) AS colleagues
}
WITH contact, people, policies, uses, holdings, claims, unders, first, last, short, unsold,
     colleagues
WHERE colleagues IS NULL OR colleagues < size(people)
RETURN COLLECT { UNWIND people AS id WITH id RETURN id ORDER BY id } AS subjects,
       COLLECT {
         UNWIND people + policies + claims + [contact.id] AS id WITH id RETURN id ORDER BY id
       } AS nodes,
       COLLECT { UNWIND uses + holdings + unders AS id WITH id RETURN id ORDER BY id } AS links,
       COLLECT { UNWIND claims AS id WITH id RETURN id ORDER BY id } AS claims,
       {people: size(people), policies: size(policies), days: $window_days, first: first,
        last: last, short: short, unsold: unsold, label: head(labels(contact))} AS figures
ORDER BY contact.id

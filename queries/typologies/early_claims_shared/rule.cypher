// title: New policies with early claims, tied by one phone, account, device, address or vehicle
// title.zh: 多张新保单早期出险且共用同一电话、账户、设备、地址或车辆
// why: One new policy with a loss in its first weeks is bad luck. Several, of people who are no
//   family but share a phone, account or device, are policies bought for their claims.
// why.zh: 单张新保单早期出险可能只是运气不好；若几张保单的投保人并非一家，却共用电话、账户或设备，
//   则可能是为索赔而投保。
// sentence: {policies} policies of {families} unrelated households had a loss within {days} days of
//   their start, and their holders share one {label}; they have {claims} such claims.
// sentence.zh: {families} 个互不相关家庭的 {policies} 张保单在起保后 {days} 天内出险，投保人共用同一{label}，
//   此类赔案共 {claims} 件。
// innocent: A family insures anew, all at once: people of one household count once.
// innocent.zh: 一家人同时新投保：同一家庭的人员只计一次。
// innocent: Renewals that the source writes as new policies: a policy whose holder had one of the
//   same product before is left out.
// innocent.zh: 数据源将续保记为新保单：投保人此前已有同险种保单的不计入。
// innocent: An employer's or agency's phone or device: what an organisation or provider has too, or
//   very many people, is left out and listed.
// innocent.zh: 雇主或代理机构的电话、设备：机构或服务商同时使用的，或使用人过多的，不计入并列明。
// parameters: early_days, min_policies, max_holders
// defaults: {"min_families": 2, "early_days": 45, "min_policies": 2, "max_holders": 25}
// weight: 0.6
// households: min_families
// returns: subjects, nodes, links, claims, figures
MATCH (claim:Claim)-[under:UNDER]->(policy:Policy)
WHERE under.retired IS NULL AND claim.loss_date >= policy.start_date
  AND duration.inDays(policy.start_date, claim.loss_date).days <= $early_days
MATCH (policy)<-[holds:HOLDS]-(person:Person)
WHERE holds.retired IS NULL
  AND NOT EXISTS {
    (person)-[before:HOLDS]->(former:Policy)
    WHERE before.retired IS NULL AND former.product = policy.product
      AND former.start_date < policy.start_date
  }
MATCH (person)-[has:HAS_PHONE|HAS_EMAIL|LIVES_AT|OWNS_ACCOUNT|USED_DEVICE|OWNS_VEHICLE]->(item)
WHERE has.retired IS NULL
WITH item, collect(DISTINCT person.id) AS people, collect(DISTINCT policy.id) AS policies,
     collect(DISTINCT claim.id) AS claims, collect(DISTINCT has.id) AS uses,
     collect(DISTINCT holds.id) AS holdings, collect(DISTINCT under.id) AS unders
WHERE size(people) >= 2 AND size(policies) >= $min_policies
WITH item, people, policies, claims, uses, holdings, unders,
     COUNT { (item)<-[:HAS_PHONE|HAS_EMAIL|LIVES_AT|OWNS_ACCOUNT|USED_DEVICE|OWNS_VEHICLE]-() }
       AS holders
WHERE holders <= $max_holders
  AND NOT EXISTS {
    (item)<-[own:HAS_PHONE|HAS_EMAIL|LIVES_AT|OWNS_ACCOUNT|USED_DEVICE|OWNS_VEHICLE]-
      (:Organisation|Provider)
    WHERE own.retired IS NULL
  }
RETURN COLLECT { UNWIND people AS id WITH id RETURN id ORDER BY id } AS subjects,
       COLLECT {
         UNWIND people + policies + claims + [item.id] AS id WITH id RETURN id ORDER BY id
       } AS nodes,
       COLLECT { UNWIND uses + holdings + unders AS id WITH id RETURN id ORDER BY id } AS links,
       COLLECT { UNWIND claims AS id WITH id RETURN id ORDER BY id } AS claims,
       {people: size(people), policies: size(policies), claims: size(claims), days: $early_days,
        label: head(labels(item))} AS figures
ORDER BY item.id

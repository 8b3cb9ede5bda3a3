// title: An agent whose new policies bring early claims
// title.zh: 代理人新单频繁早期出险
// why: Policies bought for a loss that is planned, or already happened, claim within weeks. When one
//   agent's new business does so far more often than everyone else's, look at how it was sold.
// why.zh: 为预谋或已发生的损失而购买的保单，往往在数周内出险。若某代理人的新单早期出险率远高于他人，
//   应核查其展业过程。
// sentence: {early} of {policies} policies this agent sold had a loss within {days} days of their
//   start ({share} percent; all other agents: {base} percent).
// sentence.zh: 该代理人销售的 {policies} 张保单中，{early} 张在起保后 {days} 天内出险
//   （{share}%；其他代理人合计 {base}%）。
// innocent: New customers in a risky line (taxis, delivery riders) claim early everywhere: compare
//   with other agents of the same product.
// innocent.zh: 高风险业务（出租车、外卖骑手等）的新客户普遍早期出险：请与同险种其他代理人比较。
// innocent: Renewals or transfers that the source writes as new policies.
// innocent.zh: 数据源将续保或转保记为新保单。
// innocent: A storm or a hail day: losses of many agents' customers on one day.
// innocent.zh: 暴雨、冰雹等灾害：多名代理人的客户同日出险。
// position: Agent: {early} of the {policies} policies sold had a loss within {days} days of their start
// position.zh: Agent: 所售 {policies} 张保单中 {early} 张在起保后 {days} 天内出险
// parameters: early_days, min_early, min_share, min_lift, max_policies
// defaults: {"early_days": 60, "min_early": 3, "min_share": 0.2, "min_lift": 3.0,
//   "max_policies": 5000}
// weight: 0.8
// returns: subjects, nodes, links, claims, figures
MATCH (agent:Agent)
WHERE COUNT { (agent)-[:SOLD]->() } <= $max_policies
MATCH (agent)-[sold:SOLD]->(policy:Policy)
WHERE sold.retired IS NULL
OPTIONAL MATCH (policy)<-[under:UNDER]-(claim:Claim)
WHERE under.retired IS NULL AND claim.loss_date >= policy.start_date
  AND duration.inDays(policy.start_date, claim.loss_date).days <= $early_days
WITH agent, count(DISTINCT policy) AS policies,
     count(DISTINCT CASE WHEN claim IS NULL THEN NULL ELSE policy END) AS early
WITH collect({agent: agent, policies: policies, early: early}) AS rows
WITH rows, reduce(n = 0, row IN rows | n + row.policies) AS all_policies,
     reduce(n = 0, row IN rows | n + row.early) AS all_early
UNWIND rows AS row
WITH row.agent AS agent, row.policies AS policies, row.early AS early,
     100.0 * row.early / row.policies AS share,
     CASE WHEN all_policies = row.policies THEN 0.0
          ELSE 100.0 * (all_early - row.early) / (all_policies - row.policies) END AS base
WHERE early >= $min_early AND share >= 100 * $min_share AND share >= $min_lift * base
MATCH (agent)-[sold:SOLD]->(policy:Policy)<-[under:UNDER]-(claim:Claim)
WHERE sold.retired IS NULL AND under.retired IS NULL AND claim.loss_date >= policy.start_date
  AND duration.inDays(policy.start_date, claim.loss_date).days <= $early_days
OPTIONAL MATCH (policy)<-[holds:HOLDS]-(holder:Person)
WHERE holds.retired IS NULL
WITH agent, policies, early, share, base,
     collect(DISTINCT holder.id) AS holders, collect(DISTINCT policy.id) AS sales,
     collect(DISTINCT claim.id) AS claims, collect(DISTINCT sold.id) AS solds,
     collect(DISTINCT under.id) AS unders, collect(DISTINCT holds.id) AS holdings
RETURN COLLECT {
         UNWIND holders + [agent.id] AS id WITH id RETURN id ORDER BY id
       } AS subjects,
       COLLECT {
         UNWIND holders + sales + claims + [agent.id] AS id WITH id RETURN id ORDER BY id
       } AS nodes,
       COLLECT { UNWIND solds + unders + holdings AS id WITH id RETURN id ORDER BY id } AS links,
       COLLECT { UNWIND claims AS id WITH id RETURN id ORDER BY id } AS claims,
       {early: early, policies: policies, days: $early_days,
        share: round(share, 1), base: round(base, 1)} AS figures
ORDER BY agent.id

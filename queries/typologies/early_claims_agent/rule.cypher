// title: An agent whose new policies bring early claims
// title.zh: 代理人新单频繁早期出险
// why: Policies bought for a loss that is planned, or already happened, claim within weeks. When one
//   agent's new business does so far more often than everyone else's, look at how it was sold.
// why.zh: 为预谋或已发生的损失而购买的保单，往往在数周内出险。若某代理人的新单早期出险率远高于他人，
//   应核查其展业过程。
// sentence: {early} of {policies} policies this agent sold had a loss within {days} days of their
//   start ({share} percent; other agents' share would be {expected} policies).
// sentence.zh: 该代理人销售的 {policies} 张保单中，{early} 张在起保后 {days} 天内出险
//   （占 {share}%；按其他代理人同险种比例应为 {expected} 张）。
// innocent: New customers in a risky line (taxis, delivery riders) claim early everywhere: what is
//   expected comes from other agents' policies of the same product.
// innocent.zh: 高风险业务（出租车、外卖骑手等）的新客户普遍早期出险：预期值按其他代理人同险种保单计算。
// innocent: Renewals or transfers that the source writes as new policies: a policy whose holder had
//   one of the same product before doesn't count as early.
// innocent.zh: 数据源将续保或转保记为新保单：投保人此前已有同险种保单的，不计为早期出险。
// innocent: One family's bad luck: holders of one household count once.
// innocent.zh: 同一家庭接连出险：同一家庭的投保人只计一次。
// innocent: A storm or a hail day: losses of many agents' customers on one day.
// innocent.zh: 暴雨、冰雹等灾害：多名代理人的客户同日出险。
// position: Agent: {early} of the {policies} policies sold had a loss within {days} days of their start
// position.zh: Agent: 所售 {policies} 张保单中 {early} 张在起保后 {days} 天内出险
// parameters: early_days, min_early, min_share, min_lift, max_policies
// defaults: {"min_families": 3, "early_days": 60, "min_early": 3, "min_share": 0.05,
//   "min_lift": 3.0, "max_policies": 5000}
// weight: 0.8
// households: min_families
// returns: subjects, nodes, links, claims, figures, roles
CALL () {
  MATCH (agent:Agent)-[sold:SOLD]->(policy:Policy)
  WHERE sold.retired IS NULL
  RETURN agent, coalesce(policy.product, '') AS product, count(DISTINCT policy) AS policies, 0 AS early
  UNION ALL
  MATCH (agent:Agent)-[sold:SOLD]->(policy:Policy)<-[under:UNDER]-(claim:Claim)
  WHERE sold.retired IS NULL AND under.retired IS NULL AND claim.loss_date >= policy.start_date
    AND duration.inDays(policy.start_date, claim.loss_date).days <= $early_days
    AND NOT EXISTS {
      (policy)<-[:HOLDS]-()-[before:HOLDS]->(former:Policy)
      WHERE before.retired IS NULL AND former.product = policy.product
        AND former.start_date < policy.start_date
    }
  RETURN agent, coalesce(policy.product, '') AS product, 0 AS policies, count(DISTINCT policy) AS early
}
WITH agent, product, sum(policies) AS policies, sum(early) AS early
WITH product, collect({agent: agent, policies: policies, early: early}) AS rows,
     sum(policies) AS all_policies, sum(early) AS all_early
UNWIND rows AS row
WITH row.agent AS agent, row.policies AS policies, row.early AS early,
     CASE WHEN all_policies = row.policies THEN 0.0
          ELSE 1.0 * row.policies * (all_early - row.early) / (all_policies - row.policies) END
       AS expected
WITH agent, sum(policies) AS policies, sum(early) AS early, sum(expected) AS expected
WHERE policies <= $max_policies AND early >= $min_early AND early >= $min_share * policies
  AND early >= $min_lift * expected AND early >= expected + 3 * sqrt(expected)
MATCH (agent)-[sold:SOLD]->(policy:Policy)<-[under:UNDER]-(claim:Claim)
WHERE sold.retired IS NULL AND under.retired IS NULL AND claim.loss_date >= policy.start_date
  AND duration.inDays(policy.start_date, claim.loss_date).days <= $early_days
  AND NOT EXISTS {
    (policy)<-[:HOLDS]-()-[before:HOLDS]->(former:Policy)
    WHERE before.retired IS NULL AND former.product = policy.product
      AND former.start_date < policy.start_date
  }
OPTIONAL MATCH (policy)<-[holds:HOLDS]-(holder:Person)
WHERE holds.retired IS NULL
WITH agent, policies, early, expected,
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
        share: round(100.0 * early / policies, 1), expected: round(expected, 1)} AS figures,
       {seller: [agent.id]} AS roles
ORDER BY agent.id

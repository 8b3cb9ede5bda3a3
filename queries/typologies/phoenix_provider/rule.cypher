// title: A new provider in the place of a listed or convicted one
// title.zh: 被列入名单或查实的服务商改头换面
// why: A garage or clinic that a watch list names, or whose claims were confirmed as fraud, closes and
//   opens again under a new name, with the old phone, account or address.
// why.zh: 被列入关注名单或其赔案已查实欺诈的修理厂、诊所，关门后常以新名称重新开业，沿用原电话、
//   账户或地址。
// sentence: A provider whose first claim came {days} days after another was listed by an authority, or
//   its claims were confirmed as fraud, shares {items} phones, e-mails, accounts or addresses with it;
//   it has served {claims} claims since.
// sentence.zh: 一家服务商在另一家被列入名单或其赔案被认定欺诈 {days} 天后才有首件赔案，
//   并与其共用 {items} 项电话、邮箱、
//   账户或地址；此后服务了 {claims} 件赔案。
// innocent: Practices in one building: an address alone is not enough, and an item of many providers
//   is left out and listed.
// innocent.zh: 同一楼内的多家诊所：仅地址相同不足以计入；多家服务商共用的不计入并列明。
// innocent: Both existed side by side before: the new one's first claim must come after the listing
//   or the first confirmed verdict.
// innocent.zh: 此前两家并存：新服务商的首件赔案须晚于列入名单或首次认定之日。
// innocent: The same company under a new number: one registration number is one company.
// innocent.zh: 同一企业更换编号：登记号相同即为同一企业。
// innocent: An honest successor bought the business with its phone: ask who owns and runs it.
// innocent.zh: 诚信经营者收购了该店及其电话：请核实实际所有人和经营者。
// parameters: min_confirmed, max_sharing, max_claims
// defaults: {"min_confirmed": 3, "max_sharing": 5, "max_claims": 500}
// weight: 0.8
// returns: subjects, nodes, links, claims, figures, roles
CALL () {
  MATCH (notice:WatchEntry)-[names:NAMES]->(item)
        <-[has:HAS_PHONE|HAS_EMAIL|LIVES_AT|OWNS_ACCOUNT]-(old:Provider)
  WHERE notice.retired IS NULL AND names.retired IS NULL AND has.retired IS NULL
    AND notice.listed_on IS NOT NULL
    AND COUNT { (item)<-[:HAS_PHONE|HAS_EMAIL|LIVES_AT|OWNS_ACCOUNT]-(:Provider) } <= $max_sharing
  RETURN old, 'listed' AS reason, notice.listed_on AS since, notice.expires_on AS until,
         [notice.id, item.id] AS why, [names.id, has.id] AS basis
  UNION
  MATCH (outcome:Outcome)-[concerns:CONCERNS]->(claim:Claim)-[served:SERVICED_BY]->(old:Provider)
  WHERE outcome.verdict = 'confirmed' AND outcome.retired IS NULL AND concerns.retired IS NULL
    AND served.retired IS NULL AND outcome.decided_on IS NOT NULL
  WITH old, collect(DISTINCT claim.id) AS confirmed, min(outcome.decided_on) AS since,
       collect(DISTINCT outcome.id) AS outcomes, collect(DISTINCT concerns.id) AS concerned,
       collect(DISTINCT served.id) AS serving
  WHERE size(confirmed) >= $min_confirmed
  RETURN old, 'confirmed' AS reason, since, NULL AS until, outcomes + confirmed AS why,
         concerned + serving AS basis
}
MATCH (old)-[a:HAS_PHONE|HAS_EMAIL|LIVES_AT|OWNS_ACCOUNT]->(shared)
      <-[b:HAS_PHONE|HAS_EMAIL|LIVES_AT|OWNS_ACCOUNT]-(new:Provider)
WHERE a.retired IS NULL AND b.retired IS NULL AND new.id <> old.id
  AND (old.registration IS NULL OR new.registration IS NULL
       OR old.registration <> new.registration)
  AND COUNT { (shared)<-[:HAS_PHONE|HAS_EMAIL|LIVES_AT|OWNS_ACCOUNT]-(:Provider) } <= $max_sharing
WITH old, new, reason, since, until, why, basis, collect(DISTINCT shared.id) AS items,
     collect(DISTINCT a.id) AS olds, collect(DISTINCT b.id) AS news,
     count(DISTINCT CASE WHEN shared:Address THEN NULL ELSE shared.id END) AS strong
WHERE strong >= 1
MATCH (new)<-[served:SERVICED_BY]-(claim:Claim)
WHERE served.retired IS NULL AND claim.loss_date IS NOT NULL
WITH old, new, reason, since, until, why, basis, items, olds, news,
     collect(DISTINCT claim.id) AS claims, collect(DISTINCT served.id) AS serving,
     min(claim.loss_date) AS first
WHERE first >= since AND (until IS NULL OR first <= until) AND size(claims) <= $max_claims
WITH old, new, reason, since, why, basis, items, olds, news, claims, serving, first
ORDER BY since, reason
WITH old, new, collect({reason: reason, since: since, why: why, basis: basis, items: items,
                        olds: olds, news: news, claims: claims, serving: serving,
                        first: first}) AS rows
WITH old, new, head(rows) AS row
RETURN COLLECT { UNWIND [old.id, new.id] AS id WITH id RETURN id ORDER BY id } AS subjects,
       COLLECT {
         UNWIND row.why + row.items + row.claims + [old.id, new.id] AS id
         WITH id RETURN id ORDER BY id
       } AS nodes,
       COLLECT {
         UNWIND row.basis + row.olds + row.news + row.serving AS id WITH id RETURN id ORDER BY id
       } AS links,
       COLLECT { UNWIND row.claims AS id WITH id RETURN id ORDER BY id } AS claims,
       {claims: size(row.claims), items: size(row.items), reason: row.reason,
        days: duration.inDays(row.since, row.first).days} AS figures,
       {before: [old.id], after: [new.id]} AS roles
ORDER BY old.id, new.id

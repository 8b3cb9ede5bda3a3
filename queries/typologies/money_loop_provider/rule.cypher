// title: Payouts in clients' names to the provider's account
// title.zh: 以客户名义支付的赔款进入服务商账户
// why: A garage or clinic that is paid directly is paid in its own name. A payout written to the
//   client but sent to the provider's account hides who received it: a kickback often runs this way.
// why.zh: 直接付款给修理厂或诊所时，收款人应为服务商本身。收款人写客户姓名、账号却是服务商的，
//   掩盖了真实收款人，返点常以此方式流转。
// sentence: {payments} payments for {claims} claims of {families} unrelated households name other
//   payees but went to the account of the provider that served the claims ({share} percent of its
//   payments; all other providers: {base} percent).
// sentence.zh: {families} 个互不相关家庭的 {claims} 件赔案共 {payments} 笔赔款，收款人写他人姓名，却付至为该赔案
//   提供服务的服务商账户（占其收款的 {share}%；其他服务商合计 {base}%）。
// innocent: The provider is paid directly, in its own name: such payments don't count.
// innocent.zh: 直接付款给服务商且收款人即服务商：此类付款不计入。
// innocent: The source always writes the client as payee: the share must be well above that of all
//   other providers.
// innocent.zh: 数据源一律将客户写作收款人：该占比须明显高于其他服务商。
// innocent: One family's repeated treatment or repair: people of one household count once.
// innocent.zh: 同一家庭多次就诊或修车：同一家庭的人员只计一次。
// innocent: The provider trades under another name: compare the payees with its registered names.
// innocent.zh: 服务商使用其他商号：请核对其登记名称。
// parameters: min_payments, min_lift
// defaults: {"min_families": 3, "min_payments": 3, "min_lift": 3.0}
// weight: 0.9
// households: min_families
// returns: subjects, nodes, links, claims, figures, roles
MATCH (provider:Provider)-[owns:OWNS_ACCOUNT]->(account:Account)<-[paid:PAID_TO]-(claim:Claim)
WHERE owns.retired IS NULL AND paid.retired IS NULL AND paid.payee_name IS NOT NULL
  AND provider.name IS NOT NULL
WITH provider, count(DISTINCT paid) AS payments,
     count(DISTINCT CASE WHEN toLower(paid.payee_name) = toLower(provider.name) THEN NULL
                         ELSE paid END) AS others
WITH collect({provider: provider, payments: payments, others: others}) AS rows,
     sum(payments) AS all_payments, sum(others) AS all_others
UNWIND rows AS row
WITH row.provider AS provider, 100.0 * row.others / row.payments AS share, row.others AS others,
     CASE WHEN all_payments = row.payments THEN 0.0
          ELSE 100.0 * (all_others - row.others) / (all_payments - row.payments) END AS base
WHERE others >= $min_payments AND share >= $min_lift * base
MATCH (provider)-[owns:OWNS_ACCOUNT]->(account:Account)<-[paid:PAID_TO]-(claim:Claim)
      -[served:SERVICED_BY]->(provider)
WHERE owns.retired IS NULL AND paid.retired IS NULL AND served.retired IS NULL
  AND toLower(paid.payee_name) <> toLower(provider.name)
MATCH (claim)<-[part:INVOLVED_IN]-(person:Person)
WHERE part.retired IS NULL AND part.role IN ['claimant', 'patient']
UNWIND [owns.id, paid.id, served.id, part.id] AS link
WITH provider, share, base, collect(DISTINCT person.id) AS people,
     collect(DISTINCT claim.id) AS claims, collect(DISTINCT account.id) AS accounts,
     collect(DISTINCT paid.id) AS payments, collect(DISTINCT link) AS links
WHERE size(payments) >= $min_payments
RETURN COLLECT { UNWIND people + [provider.id] AS id WITH id RETURN id ORDER BY id } AS subjects,
       COLLECT {
         UNWIND people + claims + accounts + [provider.id] AS id WITH id RETURN id ORDER BY id
       } AS nodes,
       COLLECT { UNWIND links AS id WITH id RETURN id ORDER BY id } AS links,
       COLLECT { UNWIND claims AS id WITH id RETURN id ORDER BY id } AS claims,
       {people: size(people), claims: size(claims), payments: size(payments),
        share: round(share, 1), base: round(base, 1)} AS figures,
       {receives: [provider.id]} AS roles
ORDER BY provider.id

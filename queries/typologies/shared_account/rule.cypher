// title: One account paid for unrelated people
// title.zh: 多名无关人员的赔款进入同一账户
// why: A payout belongs to the claimant. When claims of people who are no family end in one
//   account, one hand collects: a mule account, a ghost broker or a ring's cashier.
// why.zh: 赔款应归索赔人所有。若无亲属关系的多名索赔人的赔款进入同一账户，往往由一人统一收取：
//   可能是代收账户、虚假中介或团伙的收款人。
// sentence: {claims} claims of {people} people from {families} unrelated households were paid
//   into one account ({payments} payments, {first} to {last}).
// sentence.zh: {people} 名索赔人（分属 {families} 个互不相关的家庭）的 {claims} 件赔案赔入同一账户
//   （{payments} 笔，{first} 至 {last}）。
// innocent: A family banks on one account: people of one household count once.
// innocent.zh: 家庭共用账户：同一家庭的人员只计一次。
// innocent: The account belongs to a garage, hospital, lawyer or employer that is paid for its
//   customers: accounts on record as theirs, or paid in a known company's name alone, are left out
//   and listed.
// innocent.zh: 账户属于修理厂、医院、律师或雇主，代客户收款：登记为其所有的账户，或全部以已知公司名义
//   收款的账户不计入，并在结果中列明。
// innocent: A clerk mistyped the account number: check the payee name of each payment.
// innocent.zh: 经办人录错账号：请核对每笔付款的收款人姓名。
// parameters: min_families, max_payments
// defaults: {"min_families": 3, "max_payments": 500}
// weight: 1.0
// households: min_families
// returns: subjects, nodes, links, claims, figures, roles
MATCH (account:Account)
WITH account, COUNT { (account)<-[:PAID_TO]-() } AS degree
WHERE degree >= $min_families AND degree <= $max_payments
  AND NOT EXISTS {
    (account)<-[owns:OWNS_ACCOUNT]-(:Provider|Organisation) WHERE owns.retired IS NULL
  }
MATCH (account)<-[paid:PAID_TO]-(claim:Claim)<-[part:INVOLVED_IN]-(person:Person)
WHERE paid.retired IS NULL AND part.retired IS NULL AND part.role = 'claimant'
WITH account, collect(DISTINCT toLower(paid.payee_name)) AS names,
     collect(DISTINCT person.id) AS people, collect(DISTINCT claim.id) AS claims,
     collect(DISTINCT paid.id) AS payments, collect(DISTINCT part.id) AS parts,
     min(paid.date) AS first, max(paid.date) AS last
WHERE size(people) >= $min_families
WITH collect({account: account, names: names, people: people, claims: claims, payments: payments,
              parts: parts, first: first, last: last}) AS rows
OPTIONAL MATCH (company:Organisation|Provider)
WITH rows, collect(DISTINCT toLower(company.name)) AS companies
UNWIND rows AS row
WITH row.account AS account, row.names AS names, row.people AS people, row.claims AS claims,
     row.payments AS payments, row.parts AS parts, row.first AS first, row.last AS last,
     companies
WHERE size(names) = 0 OR NOT all(name IN names WHERE name IN companies)
RETURN COLLECT { UNWIND people AS id WITH id RETURN id ORDER BY id } AS subjects,
       COLLECT { UNWIND people + claims + [account.id] AS id WITH id RETURN id ORDER BY id } AS nodes,
       COLLECT { UNWIND payments + parts AS id WITH id RETURN id ORDER BY id } AS links,
       COLLECT { UNWIND claims AS id WITH id RETURN id ORDER BY id } AS claims,
       {people: size(people), claims: size(claims), payments: size(payments),
        names: size(names), first: first, last: last} AS figures,
       {collects: COLLECT {
          MATCH (account)<-[owns:OWNS_ACCOUNT]-(owner:Person)
          WHERE owns.retired IS NULL
          RETURN owner.id ORDER BY owner.id
        }} AS roles
ORDER BY account.id

// title: Payments of these claims
// parameters: claims
// returns: id, claim, account, amount, currency, status
// example: {"claims": ["@Claim:C1", "@Claim:C2"]}
UNWIND $claims AS wanted
MATCH (c:Claim {id: wanted})-[r:PAID_TO]->(a:Account)
WHERE r.retired IS NULL
RETURN r.id AS id, c.id AS claim, a.id AS account, r.amount AS amount, r.currency AS currency,
       r.status AS status
ORDER BY id

// Five garages and adjusters share forty claims evenly; garage-0 and adjuster-0 serve six strangers' claims together.
UNWIND range(0, 4) AS n
CREATE (:Provider {id: 'provider-garage-' + n, kind: 'garage'}),
       (:Provider {id: 'provider-adjuster-' + n, kind: 'adjuster'})
WITH count(n) AS made
UNWIND range(0, 45) AS i
WITH i, CASE WHEN i < 6 THEN 0 ELSE i % 4 + 1 END AS a,
     CASE WHEN i < 6 THEN 0 ELSE i / 4 % 4 + 1 END AS b
MATCH (one:Provider {id: 'provider-garage-' + a})
MATCH (other:Provider {id: 'provider-adjuster-' + b})
CREATE (:Person {id: 'person-' + i})-[:INVOLVED_IN {id: 'link-i' + i, role: 'claimant'}]->
       (claim:Claim {id: 'claim-' + i})
CREATE (claim)-[:SERVICED_BY {id: 'link-a' + i, role: 'garage'}]->(one)
CREATE (claim)-[:SERVICED_BY {id: 'link-b' + i, role: 'adjuster'}]->(other)

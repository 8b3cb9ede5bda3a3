// Five clinics and lawyers share forty claims evenly; clinic-0 and lawyer-0 serve six strangers' claims together.
UNWIND range(0, 4) AS n
CREATE (:Provider {id: 'provider-clinic-' + n, kind: 'clinic'}),
       (:Provider {id: 'provider-lawyer-' + n, kind: 'lawyer'})
WITH count(n) AS made
UNWIND range(0, 45) AS i
WITH i, CASE WHEN i < 6 THEN 0 ELSE i % 4 + 1 END AS a,
     CASE WHEN i < 6 THEN 0 ELSE i / 4 % 4 + 1 END AS b
MATCH (one:Provider {id: 'provider-clinic-' + a})
MATCH (other:Provider {id: 'provider-lawyer-' + b})
CREATE (:Person {id: 'person-' + i})-[:INVOLVED_IN {id: 'link-i' + i, role: 'claimant'}]->
       (claim:Claim {id: 'claim-' + i})
CREATE (claim)-[:SERVICED_BY {id: 'link-a' + i, role: 'clinic'}]->(one)
CREATE (claim)-[:SERVICED_BY {id: 'link-b' + i, role: 'lawyer'}]->(other)

// Four pairs that serve forty claims: one pair is a whole family's, one is the only one of its town,
// one is a big clinic and a big lawyer, and of one a claim is retired.
CREATE (mother:Person {id: 'person-mother'}), (town:Address {id: 'address-town', city: 'Smallplace'})
WITH mother, town
UNWIND ['family', 'town', 'former', 'big', 'other1', 'other2'] AS kind
CREATE (one:Provider {id: 'provider-clinic-' + kind, kind: 'clinic'}),
       (other:Provider {id: 'provider-lawyer-' + kind, kind: 'lawyer'})
WITH mother, town, collect(kind) AS kinds
UNWIND range(0, 59) AS i
WITH mother, town, i, CASE WHEN i < 6 THEN 'family' WHEN i < 12 THEN 'town' WHEN i < 16 THEN 'former'
                  WHEN i % 4 < 2 THEN 'big' WHEN i % 4 = 2 THEN 'other1' ELSE 'other2' END AS first,
     CASE WHEN i < 6 THEN 'family' WHEN i < 12 THEN 'town' WHEN i < 16 THEN 'former'
          WHEN i / 4 % 4 < 2 THEN 'big' WHEN i / 4 % 4 = 2 THEN 'other1' ELSE 'other2' END AS second
MATCH (one:Provider {id: 'provider-clinic-' + first})
MATCH (other:Provider {id: 'provider-lawyer-' + second})
CREATE (person:Person {id: 'person-' + i})-[:INVOLVED_IN {id: 'link-i' + i, role: 'claimant'}]->
       (claim:Claim {id: 'claim-' + i})
CREATE (claim)-[:SERVICED_BY {id: 'link-a' + i, role: 'clinic'}]->(one)
CREATE (claim)-[served:SERVICED_BY {id: 'link-b' + i, role: 'lawyer'}]->(other)
FOREACH (k IN CASE WHEN i < 6 THEN [1] ELSE [] END |
  CREATE (mother)-[:RELATED_TO {id: 'link-r' + i, relation: 'child'}]->(person))
CREATE (home:Address {id: 'address-' + i})
SET home.city = CASE WHEN i >= 6 AND i < 12 THEN 'Smallplace' ELSE 'Bigplace' END
CREATE (person)-[:LIVES_AT {id: 'link-l' + i}]->(home)
FOREACH (k IN CASE WHEN i = 12 THEN [1] ELSE [] END |
  CREATE (claim)-[:SERVICED_BY {id: 'link-x', role: 'lawyer', retired: 'run-2'}]->(other))

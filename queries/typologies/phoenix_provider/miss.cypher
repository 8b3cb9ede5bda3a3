// Beside a listed clinic: a neighbour in its building, one that served claims before the listing, the
// same company under a new number, one that gave the shared phone up, and one of a clinic with too few
// confirmed claims.
CREATE (:WatchEntry {id: 'watchentry-1', number: 'W-1', listed_on: date('2024-02-01')})
         -[:NAMES {id: 'link-n'}]->(:Email {id: 'email-1'})<-[:HAS_EMAIL {id: 'link-m'}]-
       (old:Provider {id: 'provider-old', kind: 'clinic', registration: 'REG-1'}),
       (old)-[:LIVES_AT {id: 'link-a'}]->(house:Address {id: 'address-1'}),
       (old)-[:HAS_PHONE {id: 'link-t'}]->(phone:Phone {id: 'phone-1'}),
       (:Outcome {id: 'outcome-1', verdict: 'confirmed', decided_on: date('2024-01-05')})
         -[:CONCERNS {id: 'link-c'}]->(:Claim {id: 'claim-f', loss_date: date('2023-10-10')})
         -[:SERVICED_BY {id: 'link-f', role: 'clinic'}]->
       (once:Provider {id: 'provider-once'}),
       (once)-[:HAS_PHONE {id: 'link-p'}]->(other:Phone {id: 'phone-2'})
WITH house, phone, other
UNWIND ['neighbour', 'before', 'same', 'former', 'other'] AS kind
CREATE (new:Provider {id: 'provider-' + kind, registration: CASE kind WHEN 'same' THEN 'REG-1' ELSE kind END})
CREATE (:Claim {id: 'claim-' + kind, loss_date: date(CASE kind WHEN 'before' THEN '2024-01-20'
                                                            ELSE '2024-03-10' END)})
         -[:SERVICED_BY {id: 'link-s' + kind, role: 'clinic'}]->(new)
FOREACH (k IN CASE WHEN kind = 'neighbour' THEN [1] ELSE [] END |
  CREATE (new)-[:LIVES_AT {id: 'link-l'}]->(house))
FOREACH (k IN CASE WHEN kind IN ['before', 'same'] THEN [1] ELSE [] END |
  CREATE (new)-[:HAS_PHONE {id: 'link-h' + kind}]->(phone))
FOREACH (k IN CASE WHEN kind = 'former' THEN [1] ELSE [] END |
  CREATE (new)-[:HAS_PHONE {id: 'link-hf', retired: 'run-2'}]->(phone))
FOREACH (k IN CASE WHEN kind = 'other' THEN [1] ELSE [] END |
  CREATE (new)-[:HAS_PHONE {id: 'link-ho'}]->(other))

// Three strangers, each with an own policy and claim, all paid into one account nobody declares.
CREATE (account:Account {id: 'account-1', number: 'GB00TEST1'})
WITH account
UNWIND range(1, 3) AS i
CREATE (person:Person {id: 'person-' + i, name: 'Invented ' + i})
CREATE (policy:Policy {id: 'policy-' + i, number: 'POL-' + i})
CREATE (claim:Claim {id: 'claim-' + i, number: 'CLM-' + i, loss_date: date('2024-03-01')})
CREATE (person)-[:HOLDS {id: 'link-h' + i}]->(policy)
CREATE (claim)-[:UNDER {id: 'link-u' + i}]->(policy)
CREATE (person)-[:INVOLVED_IN {id: 'link-i' + i, role: 'claimant'}]->(claim)
CREATE (claim)-[:PAID_TO {id: 'link-p' + i, date: date('2024-04-0' + i)}]->(account)

// A garage's account receives three strangers' payouts in their own names; another garage is paid in
// its own name.
CREATE (garage:Provider {id: 'provider-1', name: 'Invented Motors', kind: 'garage'}),
       (garage)-[:OWNS_ACCOUNT {id: 'link-o'}]->(account:Account {id: 'account-1'}),
       (:Provider {id: 'provider-2', name: 'Honest Motors'})-[:OWNS_ACCOUNT {id: 'link-o2'}]->
         (other:Account {id: 'account-2'})
WITH garage, account, other
UNWIND range(1, 3) AS i
CREATE (:Person {id: 'person-' + i})-[:INVOLVED_IN {id: 'link-i' + i, role: 'claimant'}]->
       (claim:Claim {id: 'claim-' + i})-[:SERVICED_BY {id: 'link-s' + i, role: 'garage'}]->(garage)
CREATE (claim)-[:PAID_TO {id: 'link-p' + i, payee_name: 'Invented ' + i}]->(account)
CREATE (:Claim {id: 'claim-o' + i})-[:PAID_TO {id: 'link-q' + i, payee_name: 'honest motors'}]->(other)

// A watch list names a clinic's phone; weeks later a new clinic bills with its account.
CREATE (:WatchEntry {id: 'watchentry-1', number: 'W-1', listed_on: date('2024-02-01')})
         -[:NAMES {id: 'link-n'}]->(:Phone {id: 'phone-1'})<-[:HAS_PHONE {id: 'link-t'}]-
       (old:Provider {id: 'provider-old', kind: 'clinic', registration: 'REG-1'}),
       (old)-[:OWNS_ACCOUNT {id: 'link-o'}]->(:Account {id: 'account-1'})
         <-[:OWNS_ACCOUNT {id: 'link-q'}]-
       (new:Provider {id: 'provider-new', kind: 'clinic', registration: 'REG-2'}),
       (:Claim {id: 'claim-1', loss_date: date('2024-03-10')})
         -[:SERVICED_BY {id: 'link-s1', role: 'clinic'}]->(new),
       (:Claim {id: 'claim-2', loss_date: date('2024-03-20')})
         -[:SERVICED_BY {id: 'link-s2', role: 'clinic'}]->(new)

// Three strangers in a chain: first and second share a phone and an account, second and third an
// account and a device.
CREATE (phone:Phone {id: 'phone-1'}), (account:Account {id: 'account-1'}),
       (device:Device {id: 'device-1'}),
       (a:Person {id: 'person-1'}), (b:Person {id: 'person-2'}), (c:Person {id: 'person-3'}),
       (a)-[:HAS_PHONE {id: 'link-1'}]->(phone), (b)-[:HAS_PHONE {id: 'link-2'}]->(phone),
       (a)-[:OWNS_ACCOUNT {id: 'link-3'}]->(account), (b)-[:OWNS_ACCOUNT {id: 'link-4'}]->(account),
       (c)-[:OWNS_ACCOUNT {id: 'link-5'}]->(account),
       (b)-[:USED_DEVICE {id: 'link-6'}]->(device), (c)-[:USED_DEVICE {id: 'link-7'}]->(device),
       (a)-[:INVOLVED_IN {id: 'link-8', role: 'claimant'}]->(:Claim {id: 'claim-1'}),
       (c)-[:INVOLVED_IN {id: 'link-9', role: 'claimant'}]->(:Claim {id: 'claim-2'})

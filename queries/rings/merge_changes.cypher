// title: Add what an analysis changed to the history of rings
// parameters: changes
// returns: none
UNWIND $changes AS row
MERGE (change:RingChange {id: row.id})
ON CREATE SET change.ring = row.ring, change.number = row.number, change.place = row.place,
    change.at = row.at, change.kind = row.kind, change.document = row.document

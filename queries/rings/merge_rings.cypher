// title: Save rings of an analysis
// parameters: rings
// returns: none
UNWIND $rings AS row
MERGE (ring:Ring {id: row.id})
SET ring.ring = row.ring, ring.ring_run = row.ring_run, ring.rank = row.rank,
    ring.score = row.score, ring.members = row.members, ring.document = row.document

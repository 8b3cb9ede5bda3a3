// title: What became of one ring, analysis by analysis
// parameters: ring
// returns: number, at, document
// example: {"ring": "R-ABSENT"}
MATCH (change:RingChange {ring: $ring})
RETURN change.number AS number, change.at AS at, change.document AS document
ORDER BY number

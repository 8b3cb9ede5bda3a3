// title: What one analysis changed, in its order
// parameters: number
// returns: document, place
// example: {"number": 1}
MATCH (change:RingChange {number: $number})
RETURN change.document AS document, change.place AS place
ORDER BY place

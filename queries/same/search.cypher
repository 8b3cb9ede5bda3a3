// title: The record of the last search for candidate pairs
// parameters: none
// returns: at, document
// example: {}
MATCH (s:SameSearch)
RETURN s.at AS at, s.document AS document
ORDER BY at DESC
LIMIT 1

// title: How many cases there are; cases are never deleted, so this is the last number
// parameters: none
// returns: cases
MATCH (c:Case)
RETURN count(c) AS cases

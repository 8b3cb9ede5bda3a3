// title: The latest business dates of claims, watch lists, bulletins and outcomes
// parameters: none
// returns: claims, entries, bulletins, outcomes
// example: {}
OPTIONAL MATCH (c:Claim)
WHERE c.retired IS NULL
WITH max(c.last_seen) AS claims
OPTIONAL MATCH (n:WatchEntry)
WHERE n.retired IS NULL
WITH claims, max(n.listed_on) AS entries
OPTIONAL MATCH (b:Bulletin)
WHERE b.retired IS NULL
WITH claims, entries, max(b.issued_on) AS bulletins
OPTIONAL MATCH (o:Outcome)
WHERE o.retired IS NULL
WITH claims, entries, bulletins, max(o.decided_on) AS outcomes
RETURN claims, entries, bulletins, outcomes

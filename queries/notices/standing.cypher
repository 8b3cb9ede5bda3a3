// title: How many watch-list entries have expired by a day, and how much lies ahead of it
// parameters: on
// returns: expired, ahead
OPTIONAL MATCH (n:WatchEntry)
WHERE n.retired IS NULL AND n.expires_on < $on
WITH count(n) AS expired
OPTIONAL MATCH (e:WatchEntry)
WHERE e.retired IS NULL AND e.listed_on > $on
WITH expired, count(e) AS entries
OPTIONAL MATCH (b:Bulletin)
WHERE b.retired IS NULL AND b.issued_on > $on
WITH expired, entries, count(b) AS bulletins
OPTIONAL MATCH (o:Outcome)
WHERE o.retired IS NULL AND o.decided_on > $on
WITH expired, entries, bulletins, count(o) AS outcomes
RETURN expired, entries + bulletins + outcomes AS ahead

// title: Cases on a subject that aren't closed
// parameters: subject
// returns: number
MATCH (c:Case {subject: $subject})
WHERE c.state <> 'closed'
RETURN c.number AS number
ORDER BY number

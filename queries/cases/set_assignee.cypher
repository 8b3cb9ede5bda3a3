// title: Give a case to someone
// parameters: id, assignee
// returns: number
MATCH (c:Case {id: $id})
SET c.assignee = $assignee
RETURN c.number AS number

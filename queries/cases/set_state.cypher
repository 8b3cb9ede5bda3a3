// title: Move a case to a state
// parameters: id, state
// returns: number
MATCH (c:Case {id: $id})
SET c.state = $state
RETURN c.number AS number

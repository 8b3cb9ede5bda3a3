// title: Agents that the rule leaves out: they sold too many policies to be one person
// parameters: max_policies
// returns: id, label, holders, why
MATCH (agent:Agent)
WITH agent, COUNT { (agent)-[:SOLD]->() } AS holders
WHERE holders > $max_policies
RETURN agent.id AS id, 'Agent' AS label, holders, 'too_many' AS why
ORDER BY id

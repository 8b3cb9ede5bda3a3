// title: Vehicles that the rule leaves out: in too many claims, or owned by an organisation
// parameters: min_claims, max_claims
// returns: id, label, holders, why
MATCH (vehicle:Vehicle)
WITH vehicle, COUNT { (vehicle)<-[:INVOLVES]-() } AS holders
WHERE holders >= $min_claims
WITH vehicle, holders,
     EXISTS {
       (vehicle)<-[owns:OWNS_VEHICLE]-(:Organisation) WHERE owns.retired IS NULL
     } AS explained
WHERE explained OR holders > $max_claims
RETURN vehicle.id AS id, 'Vehicle' AS label, holders,
       CASE WHEN explained THEN 'explained' ELSE 'too_many' END AS why
ORDER BY id

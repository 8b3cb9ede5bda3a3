// title: Current vehicles with these plates
// parameters: plates
// returns: id, plate
// example: {"plates": ["TEST1"]}
MATCH (v:Vehicle)
WHERE v.plate IN $plates AND v.retired IS NULL
RETURN v.id AS id, v.plate AS plate
ORDER BY id

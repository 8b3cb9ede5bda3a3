// title: Let an index go while an empty store is filled
// parameters: none
// returns: none
// fill: {"name": "search_person"}
DROP INDEX {{name}} IF EXISTS

// title: Find entities of a type by words of their search property (ArcadeDB's SQL)
// parameters: none
// returns: none
// fill: {"name": "search_person", "label": "Person"}
CREATE INDEX `{{name}}` IF NOT EXISTS ON `{{label}}` (search) FULL_TEXT

// title: Indexes that are there
// parameters: none
// returns: name, labelsOrTypes, properties
SHOW INDEXES

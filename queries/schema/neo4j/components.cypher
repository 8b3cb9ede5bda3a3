// title: What the server is
// parameters: none
// returns: name, versions, edition
CALL dbms.components() YIELD name, versions, edition RETURN name, versions, edition

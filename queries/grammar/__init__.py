"""Neo4j's published Cypher 5 grammar (Apache-2.0) and the parser generated from it; see README."""

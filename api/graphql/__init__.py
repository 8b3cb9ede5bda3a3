"""GraphQL: the schema that programs and front ends use."""

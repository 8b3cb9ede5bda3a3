"""The web server: pages and GraphQL on one loopback address."""

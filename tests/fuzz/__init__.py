"""Fuzzers by atheris (libFuzzer): whatever a file holds, only the tool's own errors come out."""

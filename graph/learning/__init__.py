"""Learns from past verdicts which claims to look at first: a score with its reasons, no verdict."""

"""Writes and verifies the index: analysis, segments, merging, commits. What reads it is in ``search``."""

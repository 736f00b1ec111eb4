"""Turns Law4u answer pages into records and keeps them in a local full-text index."""

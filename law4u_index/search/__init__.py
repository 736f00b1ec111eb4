"""Reads the index: queries, ranking, snippets, facets, suggestions, results."""

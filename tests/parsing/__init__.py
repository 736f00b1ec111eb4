"""Tests of the parser: one file a concern, with small pages of their own (the large ones are in tests/pagemaker)."""

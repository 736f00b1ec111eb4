"""Benchmarks: made answers, peers, and what is measured of them; see README.md."""

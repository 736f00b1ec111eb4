"""Search by meaning: encoders, the passages that they are given, and the nearest of many vectors."""

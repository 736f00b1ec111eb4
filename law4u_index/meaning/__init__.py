"""Search by meaning: encoders, the passages that they are given, and the nearest of many vectors.

- ``encoder``, ``default``, ``e5``: what makes vectors of texts, the one that is installed, how that works
- ``passages``: the texts of an answer that are encoded
- ``codes``, ``products``, ``nearest``: vectors in eight bits, their products, the nearest of many
"""

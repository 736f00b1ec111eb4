"""How well, and how fast, citations are recognised."""

"""The documentation, and the programs that make the parts of it that quote real runs."""

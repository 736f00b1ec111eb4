"""Which search finds the right answer first: queries as people type them, judged, and every system's scores on them."""

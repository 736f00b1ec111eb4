"""What is particular to Indian law: Acts, how their provisions are cited, what replaced what.

The tables are CSV files in ``data/``, read on first use; ``docs/law.md`` tells where each fact is from.
"""

from law4u_index.law.citations import FoundCitation, cite, find_citations

__all__ = ["FoundCitation", "cite", "find_citations"]

"""Writes and verifies the index. What reads it is in ``search``; ``ARCHITECTURE.md`` tells how the parts work together.

Files:

- ``storage``, ``blockfile``, ``packed``, ``strings``: a folder, files of checksummed columns, lists and strings in them
- ``segment``, ``segment_writer``, ``documents``: answers in one file, read and written, and rows on their way between
- ``records``, ``deletions``: stored records, and which answers are gone
- ``positions``, ``sieve``, ``bitmap``: where terms stand, where one may stand, which answers have a frequent one
- ``manifest``, ``commit``, ``lock``: which files make up the index, putting others in their place, one writer at a time

What is indexed:

- ``schema``, ``keys``: the fields and the score, the exact values
- ``analysis``, ``stemming``, ``variants``, ``caching``: text to terms, their stems, words that are spelt in two ways,
  what is kept of the work
- ``inversion``, ``gists``, ``merging``, ``tiers``: answers into a segment, what each is about, several segments into
  one, and when

An update:

- ``update``: the whole way, step by step
- ``opening``, ``survey``, ``choosing``: the index and the files as they are, and which of these are read
- ``tasks``, ``workers``, ``unfinished``: pages read and inverted, by several processes, and kept until the commit
- ``contest``, ``accounting``, ``reports``: which page gives each answer, and what is said and remembered of it
- ``ledger``, ``ledger_rows``: every file that was read

And more:

- ``encoding``, ``vectors``: the second pass, which makes vectors, and their files
- ``check``, ``problems``, ``repair``, ``backup``: verifying, mending, saving and restoring an index
- ``codec``, ``field_views``, ``whoosh_schema``, ``whoosh_terms``: the index as Whoosh reads it
"""

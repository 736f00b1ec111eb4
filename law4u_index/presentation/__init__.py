"""How things look: results, answers and reports as text for a terminal, Markdown, HTML, JSON or CSV.

Nothing here searches, reads an index or decides; it takes what the library gave and returns text, in which
nothing that a page says can act on the reader's terminal, browser or spreadsheet.

- ``program``, ``options``, ``streams``: how the command ends, options of several commands, where text goes
- ``terminal``, ``progress``: what text is set for, and a bar
- ``answers``, ``results``, ``laws``, ``reports``: records, hits, provisions and reports for a person
- ``formats``: results for other programs
- ``complaints``: what is wrong with a call
"""

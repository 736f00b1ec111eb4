"""How things look: results, answers and reports as text for a terminal, Markdown, HTML, JSON or CSV.

Nothing here searches, reads an index or decides; it takes what the library gave and returns text, in which
nothing that a page says can act on the reader's terminal, browser or spreadsheet.
"""

"""Reads the index: queries, ranking, snippets, facets, suggestions, results.

In the order in which a search goes through them:

- ``searcher``, ``snapshot``, ``results``: the whole way, step by step, over the index at one moment, and what it gives
- ``query``, ``grouping``, ``syntax``: the query language, read into a tree
- ``correcting``, ``spelling``, ``slips``: misspelt words put right, by the index's words and the law's
- ``matching``, ``plain_words``, ``plan``: the tree turned into what to score
- ``citing``, ``filters``, ``near_names``: provisions with what they became, filters, and the nearest of unknown names
- ``compile``, ``lexicon``: the script that makes ``words.tables``, and what a search asks of that file
- ``said_words``, ``widening``, ``alternatives``: the words of a query, what else they may mean, and both as one list
- ``everyday``: words that tell little
- ``hints``, ``topics``, ``intent``: what a question hints at, may be about, and asks for
- ``postings``, ``unions``: what is looked up of a word, of many as one
- ``phrases``, ``sifting``: words in a row, and where they may stand
- ``ranking``, ``ordering``: the best answers for several words; the order of equals, by date and by question
- ``gloss``, ``nearness``, ``fusion``: Hindi in English for the encoder, the nearest in meaning, one order of both
- ``refining``, ``proximity``: the best few in order anew, by words near one another among other things
- ``best_passages``, ``stretches``, ``snippets``: which passage of a hit is shown, and its highlights
- ``similar``, ``suggestions``: answers like one, questions that begin so
"""

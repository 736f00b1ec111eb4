"""A page's bytes to a record: :func:`parse` is the way in, :func:`content_hash` tells one content from another.

In the order in which a page goes through them:

- ``page``: the whole way, step by step
- ``document``, ``mhtml``, ``limits``: a stored page to its text (files, gzip, charsets, MHTML), and how much is read
- ``scan``, ``head``: raw HTML: what no reader sees is taken out, and what the page's head says is kept
- ``markup``, ``tree``, ``kept_parsers``, ``block_reader``: HTML to blocks, by BeautifulSoup and by lxml alone
- ``plain``: plain text to blocks
- ``blocks``, ``cleaning``: what a block is, and how its text is cleaned
- ``furniture``, ``ends``, ``titles``, ``categories``, ``dates``, ``chrome``: what stands around an answer
- ``cards``: what stands below it: advocates and related questions
- ``lines``, ``labels``, ``wording``, ``vocabulary``: blocks to lines: what each is, by its looks and its words
- ``outline``, ``looks``, ``kinds``, ``worked_example``: lines to sections with levels and kinds, and the example
- ``verdict``, ``addresses``, ``fingerprint``: whether it is an answer, its address and id, its hash
"""

from law4u_index.parsing.document import Page
from law4u_index.parsing.fingerprint import content_hash
from law4u_index.parsing.page import parse

__all__ = ["Page", "content_hash", "parse"]

"""A page's bytes to a record: `parse` is the way in, `content_hash` what tells one content from another."""

from law4u_index.parsing.document import Page
from law4u_index.parsing.fingerprint import content_hash
from law4u_index.parsing.page import parse

__all__ = ["Page", "content_hash", "parse"]

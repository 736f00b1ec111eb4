"""Where pages come from: files, folders, zip archives, crawls.

Two stages. :func:`list_files` says which files there are and what tells whether they changed, without opening one;
:func:`read_pages` gives the pages of a file that is to be read. Neither raises for what it finds: what cannot be read
is a :class:`Rejected` among the rest.

- ``names``: what a file's name says about it
- ``folders``, ``walking``, ``shared_walking``: what there is, in a folder, in many with a helper process
- ``reading``: a file to its pages, whatever it is
- ``zips``, ``stream``, ``warc``, ``json_lines``: pages in zip archives; in crawls: WARC and JSON Lines
- ``page``, ``limits``: what comes out of files, and how much of it is let in
"""

from __future__ import annotations

from law4u_index.pages.folders import list_files, paths_from_list, source_of
from law4u_index.pages.limits import DEFAULT_LIMITS, Limits
from law4u_index.pages.page import Listing, Page, PageFile, Rejected, moment
from law4u_index.pages.reading import is_archive, read_pages

__all__ = [
    "DEFAULT_LIMITS",
    "Limits",
    "Listing",
    "Page",
    "PageFile",
    "Rejected",
    "is_archive",
    "list_files",
    "moment",
    "paths_from_list",
    "read_pages",
    "source_of",
]

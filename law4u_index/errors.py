"""The errors that the library raises: a small tree with one base.

A message says what is wrong and, after a semicolon, what to do about it.
"""

from __future__ import annotations


class Law4uIndexError(Exception):
    """The base of every error that this library raises on purpose."""


class ParseError(Law4uIndexError):
    """A page could not be read."""


class NotAnAnswer(ParseError):  # noqa: N818 - the name is part of the fixed surface
    """A page was read, and is no answer page: a list, a profile, a login page, an empty file."""


class QueryError(Law4uIndexError):
    """A query cannot be read.

    Attributes:
        query: the query as it was given.
        position: where in it the trouble is: an offset in characters, 0 to ``len(query)``.
    """

    def __init__(self, message: str, query: str = "", position: int = 0) -> None:
        super().__init__(message)
        self.query = query
        self.position = position


class MeaningUnavailable(Law4uIndexError):  # noqa: N818 - named as the others are
    """Search by meaning is asked for, and there is no encoder, or not the one that made the vectors."""


class IndexNotFound(Law4uIndexError):  # noqa: N818 - the name is part of the fixed surface
    """There is no index in the folder."""


class IndexLocked(Law4uIndexError):  # noqa: N818 - the name is part of the fixed surface
    """Another process is writing to the index."""


class BackupDamaged(Law4uIndexError):  # noqa: N818 - named like its neighbours
    """A file is no backup of an index, or not what was written."""


class IndexDamaged(Law4uIndexError):  # noqa: N818 - the name is part of the fixed surface
    """A file of the index is not what it was when it was written, or is of a version that is not known.

    Attributes:
        what: what is wrong, for where the file is named already and something is done about it: the message without
            the file's name and the advice, if it has these.
        file: the name of the file, or '' where the error does not say.
    """

    def __init__(self, message: str, what: str = "", file: str = "") -> None:
        super().__init__(message)
        self.what = what or message
        self.file = file


MAX_QUOTED = 80
"""A message quotes at most so many characters of what it was given: an error is one line."""

REPAIR = "run 'law4u-index check --repair'"
"""What to do where bytes are not what was written."""

REBUILD = "build the index again with 'law4u-index update --rebuild PATH'"
"""What to do where the bytes are what was written, and say what cannot be: no repair finds out what was meant."""


def cut(text: str) -> str:
    """Return a text as a message quotes it: of a long one the first :data:`MAX_QUOTED` characters."""
    return text if len(text) <= MAX_QUOTED else f"{text[:MAX_QUOTED]}…"


def damaged(name: str, what: str, advice: str = REPAIR) -> IndexDamaged:
    """Return the error to raise for a file of the index.

    Args:
        name: the file's.
        what: what is wrong with it.
        advice: what to do, :data:`REPAIR` or :data:`REBUILD`.
    """
    return IndexDamaged(f"{name} is damaged: {what}; {advice}", what, name)


def missing(error: FileNotFoundError) -> IndexDamaged:
    """Return the error to raise where a file that the index names is not there."""
    name = str(error.filename).rpartition("/")[2]
    return IndexDamaged(f"{name} is missing from the index; {REPAIR}")

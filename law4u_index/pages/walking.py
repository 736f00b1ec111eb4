"""What lies in a folder: the files that may be pages, what tells whether they changed, and the folders to look into.

Nothing is opened but the folder. For 100,000 files the time is that of 100,000 ``fstatat`` calls and what Python makes
of their results.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from law4u_index.pages.names import is_asset_folder, is_hidden, kind_of
from law4u_index.pages.page import Listing, Rejected, moments, os_reason


def walk(folder: str) -> Iterator[Listing | Rejected]:
    """Yield what is in a folder that was found in another, and in those below it, without following links."""
    waiting = [folder]  # a stack, as folders nest deeper than calls
    while waiting:
        found, below = look_into(waiting.pop())
        yield from found
        waiting += reversed(below)


def look_into(folder: str, *, is_named: bool = False) -> tuple[list[Listing | Rejected], list[str]]:
    """Return what is in a folder, and the folders there, sorted; links are passed over.

    Args:
        folder: as it is to be named in sources.
        is_named: whether the user named it: then it may be a link. What was found in another may have become one.
    """
    flags = os.O_RDONLY | os.O_DIRECTORY | (0 if is_named else os.O_NOFOLLOW)
    try:
        descriptor = os.open(folder, flags)
    except OSError as error:
        return [Rejected(folder, os_reason(error))], []
    try:
        return _look(descriptor, folder)
    except OSError as error:
        return [Rejected(folder, os_reason(error))], []
    finally:
        os.close(descriptor)


def _look(descriptor: int, folder: str) -> tuple[list[Listing | Rejected], list[str]]:
    """Return the files and folders of a folder that is open, so that each `stat` looks up no more than a name."""
    prefix = "" if folder == "." else folder if folder.endswith("/") else f"{folder}/"
    rejected: list[Rejected] = []
    names, folders = _names_in(descriptor, prefix, rejected)
    there: list[str] = []
    sizes: list[int] = []
    times: list[int] = []
    add_name, add_size, add_time = there.append, sizes.append, times.append
    look = os.stat  # not the entry's own, which keeps its results, and with them in memory each is dearer
    for name in names:
        try:
            state = look(name, dir_fd=descriptor, follow_symlinks=False)
        except OSError as error:
            rejected.append(Rejected(prefix + name, os_reason(error)))
            continue
        add_name(name)
        add_size(state.st_size)
        add_time(state.st_mtime_ns)
    found = [Listing(prefix, there, sizes, moments(times))] if there else []
    return [*found, *rejected], [prefix + name for name in folders]


def _names_in(descriptor: int, prefix: str, rejected: list[Rejected]) -> tuple[list[str], list[str]]:
    """Return the names of the files and of the folders that are to be looked at; add to `rejected` what cannot be."""
    files: list[str] = []
    folders: list[str] = []
    with os.scandir(descriptor) as listing:
        for entry in listing:
            name = entry.name
            if name[0] == ".":
                continue
            try:
                if entry.is_file(follow_symlinks=False):
                    # The first test is the second's most common case, without a call; README.html is none of it.
                    if (name[-5:] == ".html" and name[0] not in "Rr") or kind_of(name) is not None:
                        files.append(name)
                elif entry.is_dir(follow_symlinks=False):
                    folders.append(name)
            except OSError as error:
                rejected.append(Rejected(prefix + name, os_reason(error)))

    def beside() -> set[str]:
        return {name.lower() for name in os.listdir(descriptor)}

    folders = [name for name in folders if not (is_hidden(name) or is_asset_folder(name, beside))]
    return sorted(files), sorted(folders)

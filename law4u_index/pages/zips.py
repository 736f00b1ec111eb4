"""Zip archives of pages.

Nothing is ever unpacked to disk. Members are read one by one, within the limits, and one that cannot be read
does not stop the others.
"""

from __future__ import annotations

import io
import os
import re
import stat
import struct
import time
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from law4u_index.pages.limits import MIB, RATIO_FREE_BYTES, Budget, Limits, in_words, too_large
from law4u_index.pages.names import is_asset_folder, is_hidden, kind_of
from law4u_index.pages.page import Page, Rejected, UnreadableError, os_reason

DIRECTORY_BYTES = 64 * MIB
"""The largest list of members; it is read whole, 250,000 members with long names take 40 MiB."""

_MEMBER_SIGN = b"PK\x01\x02"
_END_SIGN = b"PK\x05\x06"
_END = struct.Struct("<4s6xH10x")
_ENCRYPTED = 0x1 | 0x40
_DRIVE = re.compile("[A-Za-z]:")
_NO_TIME = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can tell, which stands for none."""
# Every way in which zipfile gives up on bytes that are no proper zip.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    IndexError,
)


class _DirectoryGuard(io.BufferedReader):
    """A file whose list of members, the one thing that zipfile reads in one piece, is looked at first."""

    def __init__(self, raw: io.RawIOBase, members: int) -> None:
        super().__init__(raw)
        self._members = members

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > DIRECTORY_BYTES:
            raise UnreadableError(f"the archive's list of members is larger than {in_words(DIRECTORY_BYTES)}")
        data = super().read(size)
        if len(data) > self._members and data.count(_MEMBER_SIGN) > self._members:
            raise UnreadableError(
                f"the archive has more than {self._members:,} members; raise --max-archive-pages if you trust it"
            )
        return data


def read_zip(handle: BinaryIO, source: str, modified: int, budget: Budget, limits: Limits) -> Iterator[Page | Rejected]:
    """Read the pages of a zip archive.

    Args:
        handle: the open file.
        source: its path.
        modified: time of its last change, for members that have none.
        budget: what all members together may come to.
        limits: see :class:`Limits`.

    Raises:
        UnreadableError: the archive as a whole cannot be read, or not any further.
    """
    with io.FileIO(handle.fileno(), closefd=False) as raw, _DirectoryGuard(raw, limits.members) as guarded:
        try:
            archive = zipfile.ZipFile(guarded)
        except _BROKEN as error:
            raise UnreadableError(f"it is no zip archive, or a damaged one ({error})") from error
        with archive:
            members = archive.infolist()
            if not _are_all(members, archive, handle):
                yield Rejected(source, "its list of members is damaged; some may be missing")
            last = {info.filename: info for info in members}
            names = {name.replace("\\", "/").lower() for name in last}
            for number, info in enumerate(members, 1):
                if info.filename.endswith("/"):  # not is_dir(), which fails on an empty name
                    continue
                reason = _unsafe(info)
                if reason is None and last[info.filename] is not info:
                    reason = f"the archive has {_quoted(info)} again further on; that one was taken"
                if reason is not None:
                    # By its number: what is wrong with a member may be its name.
                    yield Rejected(f"{source}!#{number}", reason)
                    continue
                name = PurePosixPath(info.filename.replace("\\", "/"))
                kind = kind_of(name.name)
                if kind is None or _passed_over(name, names):
                    continue
                where = f"{source}!{name}"
                if kind != "page":
                    yield Rejected(where, "an archive within an archive is not opened; unpack it first")
                    continue
                yield _read_member(archive, info, where, modified, budget, limits)


def _are_all(members: list[zipfile.ZipInfo], archive: zipfile.ZipFile, handle: BinaryIO) -> bool:
    """Tell whether these are as many members as the archive's end says: a damaged length hides those that follow."""
    size = os.fstat(handle.fileno()).st_size
    end = os.pread(handle.fileno(), _END.size, max(0, size - _END.size - len(archive.comment)))
    if len(end) < _END.size:
        return True
    sign, stated = _END.unpack(end)
    # Where the end is not the last thing in the file, or a zip64's, nothing is known. Some tools count modulo 65,536.
    return sign != _END_SIGN or stated in (0xFFFF, len(members) & 0xFFFF)


def _unsafe(info: zipfile.ZipInfo) -> str | None:
    """Return why a member is not to be read, by its name or its kind; None where it may be."""
    name = info.filename.replace("\\", "/")
    if name.startswith("/") or _DRIVE.match(name) or ".." in name.split("/"):
        return f"its name leads out of the archive: {_quoted(info)}"
    if not PurePosixPath(name).name:
        return "it has no name"
    if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
        return f"it is a link or a device, not a file: {_quoted(info)}"
    return None


def _quoted(info: zipfile.ZipInfo) -> str:
    """Return a member's name as a reason quotes it: of a long one, which may have 65,535 characters, the beginning."""
    return ascii(info.filename[:200])


def _passed_over(name: PurePosixPath, names: set[str]) -> bool:
    return any(is_hidden(part) for part in name.parts) or any(
        is_asset_folder(str(folder), names) for folder in name.parents
    )


def _read_member(
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    where: str,
    modified: int,
    budget: Budget,
    limits: Limits,
) -> Page | Rejected:
    """Return the page that a member is, or why it cannot be read."""
    reason = _refused(info, limits)
    if reason is not None:
        return Rejected(where, reason)
    # No more comes out than the list of members says: zipfile stops there, and the checksum is wrong then.
    budget.spend(info.file_size)
    try:
        content = archive.read(info)
    except OSError as error:
        return Rejected(where, os_reason(error))
    except _BROKEN as error:
        return Rejected(where, f"it is damaged in the archive ({error})")
    return Page(where, content, None, _modified(info, modified))


def _refused(info: zipfile.ZipInfo, limits: Limits) -> str | None:
    """Return why a page is not unpacked, by how it is packed or what it would come to; None where it is."""
    if info.flag_bits & _ENCRYPTED:
        return "it is encrypted; unpack the archive with its password first"
    # The other methods (bzip2, LZMA, …) unpack without a bound: a few bytes may come to gigabytes at once.
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "it is packed by a rare method; pack the archive anew in the usual way (deflate)"
    if info.file_size > limits.page_bytes:
        return too_large(limits)
    if info.file_size > max(RATIO_FREE_BYTES, limits.expansion_ratio * info.compress_size):
        return (
            f"it unpacks to more than {limits.expansion_ratio} times its size, as a zip bomb does; "
            "raise --max-ratio if you trust it"
        )
    return None


def _modified(info: zipfile.ZipInfo, otherwise: int) -> int:
    """Return a member's time; a zip keeps local time and does not say of where: here is the likeliest."""
    if info.date_time <= _NO_TIME:
        return otherwise
    try:
        return int(time.mktime((*info.date_time, 0, 0, -1))) * 1_000_000_000
    except (ValueError, OverflowError):
        return otherwise

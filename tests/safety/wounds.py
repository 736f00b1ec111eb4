"""``python -m tests.safety.wounds --flips 2000 --cuts 500``: damages an index and looks what becomes of it."""

from __future__ import annotations

import argparse
import random
import shutil
import struct
import tempfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from law4u_index import AnswerIndex
from law4u_index.errors import IndexDamaged, IndexNotFound
from law4u_index.index import manifest as manifests
from law4u_index.index.blockfile import BLOCK, checksum
from law4u_index.index.check import check
from law4u_index.index.storage import Folder
from tests.index.making import Desk, page

QUERIES = (
    "deposit",
    '"keep the deposit"',
    "notise~",
    "land*",
    'cites:"Section 138 NI Act"',
    "kind:legal-framework",
    "landlord 7",
)
Found = tuple[object, ...]


def fill(desk: Desk) -> None:
    """Make an index of three segments, one with a deletion."""
    for number in range(60):
        desk.save(f"{number}.html", page(str(number), text=f"A notice of {number} days in writing. " * (number % 4)))
    desk.update()
    (desk.pages / "0.html").unlink()
    desk.save("60.html", page("60", "Must The Landlord Return 7 Deposits?"))
    desk.update(prune=True)


def look(folder: Path) -> Found:
    """Return what a user sees of an index in searches, records and counts."""
    with AnswerIndex.open(folder) as index:
        found: list[object] = [len(index)]
        for query in QUERIES:
            results = index.search(query, facets=True, limit=7)
            found.append((results.total, results.facets, [(hit.id, hit.score, hit.snippets) for hit in results]))
        found.append([answer.to_dict() for answer in index])
        found.append([hit.id for hit in index.suggest("must the")])
        found.append([hit.id for hit in index.similar("5")])
        found.append([index.stats().categories, index.stats().acts])
        return tuple(found)


@dataclass
class Tally:
    """What became of an index that was damaged.

    Attributes:
        wounds: how often it was damaged.
        refused: how often a search said so.
        right: how often everything that was asked for was there all the same.
    """

    wounds: int = 0
    refused: int = 0
    right: int = 0


class Patient:
    """An index to be damaged."""

    def __init__(self, root: Path) -> None:
        desk = Desk(root)
        fill(desk)
        self.folder = desk.folder.path
        self.paths = sorted(path for path in self.folder.iterdir() if path.name != manifests.LOCK)
        self.whole = {path: path.read_bytes() for path in self.paths}
        self.sight = look(self.folder)

    def wound(self, path: Path, content: bytes, tally: Tally) -> None:
        """Put `content` in the place of a file; see that it is named, and that no search is wrong.

        Raises:
            AssertionError: damage that is not seen, or a result that is wrong.
        """
        path.write_bytes(content)
        tally.wounds += 1
        assert path.name in {damage.file for damage in check(self.folder).damaged}, path.name
        try:
            seen = look(self.folder)
        except IndexDamaged:
            tally.refused += 1
        else:
            assert seen == self.sight, f"a search is wrong after {path.name} was damaged"
            tally.right += 1
        path.write_bytes(self.whole[path])


def flip_and_cut(root: Path, flips: int, cuts: int, seed: int) -> tuple[Tally, Tally]:
    """Flip single bits, and cut files short, at random places of all files in turn."""
    dice = random.Random(seed)
    patient = Patient(root)
    flipped, cut = Tally(), Tally()
    for number in range(flips):
        path = patient.paths[number % len(patient.paths)]
        content = bytearray(patient.whole[path])
        content[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
        patient.wound(path, bytes(content), flipped)
    for number in range(cuts):
        path = patient.paths[number % len(patient.paths)]
        patient.wound(path, patient.whole[path][: dice.randrange(len(patient.whole[path]))], cut)
    return flipped, cut


def sealed(content: bytearray) -> bytes:
    """Return a file of ours with all checksums made right again, as a stranger would who wants it believed."""
    trailer = struct.Struct("<QQIII8s")
    start, directory, length, _, _, magic = trailer.unpack(content[-trailer.size :])
    sums = b"".join(
        struct.pack("<I", checksum(bytes(content[at : min(at + BLOCK, start)]))) for at in range(0, start, BLOCK)
    )
    content[start:directory] = sums
    text = bytes(content[directory : directory + length])
    content[-trailer.size :] = trailer.pack(start, directory, length, checksum(sums), checksum(text), magic)
    return bytes(content)


def seal_manifest(folder: Path) -> None:
    """Have the manifest name the files as they are now."""
    place = Folder(folder)
    old = manifests.read(place)
    segments = tuple(
        one._replace(
            file=manifests.file_entry(place, one.file.name),
            deleted=manifests.file_entry(place, one.deleted.name) if one.deleted else None,
        )
        for one in old.segments
    )
    sources = tuple(manifests.file_entry(place, one.name) for one in old.sources)
    line = manifests.line_of(old._replace(segments=segments, sources=sources))
    (folder / manifests.NAME).write_bytes(line + f"crc32:{zlib.crc32(line):08x}\n".encode())


def forge(root: Path, times: int, seed: int) -> Tally:
    """Change bytes of a file and make its checksums right again: what reads it works or says that it is damaged."""
    dice = random.Random(seed)
    patient = Patient(root)
    tally = Tally()
    ours = [path for path in patient.paths if path.suffix in (".segment", ".deleted", ".sources")]
    for number in range(times):
        path = ours[number % len(ours)]
        content = bytearray(patient.whole[path])
        end = struct.unpack("<QQIII8s", content[-36:])[1 if dice.random() < 0.4 else 0]
        for _ in range(dice.choice((1, 1, 8))):
            if dice.random() < 0.3:  # in the directory
                at = dice.randrange(struct.unpack("<QQIII8s", content[-36:])[1], len(content) - 36)
            else:
                at = dice.randrange(8, end)
            content[at] = dice.choice((0, 255, content[at] ^ 1 << dice.randrange(8), dice.randrange(256)))
        path.write_bytes(sealed(content))
        seal_manifest(patient.folder)
        tally.wounds += 1
        try:
            report = check(patient.folder)
            look(patient.folder)
            with AnswerIndex.open(patient.folder) as index:
                assert len(list(index)) <= 61
                index.update([root / "pages"], jobs=1, dry_run=True)
        except (IndexDamaged, IndexNotFound):
            tally.refused += 1
        else:
            tally.right += report.ok
        for place, whole in patient.whole.items():
            place.write_bytes(whole)
    return tally


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[2].strip())
    parser.add_argument("--flips", type=int, default=2000)
    parser.add_argument("--cuts", type=int, default=500)
    parser.add_argument("--forged", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    root = Path(tempfile.mkdtemp(prefix="wounds-"))
    (root / "a").mkdir()
    (root / "b").mkdir()
    print("flips, cuts:", *flip_and_cut(root / "a", options.flips, options.cuts, options.seed))
    print("forged:", forge(root / "b", options.forged, options.seed))
    shutil.rmtree(root)


if __name__ == "__main__":
    main()

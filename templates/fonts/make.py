#!/usr/bin/env python3
"""Makes the fonts of the documents: Source Sans 3, cut down to the Latin characters that names and texts need.

Usage:  python3 -m venv V && V/bin/pip install fonttools==4.68.0 && V/bin/python templates/fonts/make.py

Fetches the npm package `source-sans` with `npm pack`, checks its digest, and writes the TTF files beside this
script. The same input gives the same bytes. Layout tables (GSUB, GPOS) are left out because the PDF library
decodes them anew for every document, which is most of the time that a page takes; hinting is left out because
PDF readers do not use it. `characters.json` lists the code points that all styles have, as first and last. The licence reserves the name "Source" for the original, so the result gets a name
of its own.
"""

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

PACKAGE = "source-sans@3.52.0"
SHA512 = "c6c9bbaa5308fc9c31c0d769ea9be947a97e6998e7f747f33b3a1e533feaa2884861b29b0f040d448cf9fc8b58b3bfe1bea2e2ad0354a031465d2540dd353db7"
FAMILY = "Ledarresan Sans"
STYLES = {"Regular": "Regular", "Semibold": "Semibold", "It": "Italic"}

RANGES = [
    (0x20, 0x7E),  # ASCII
    (0xA0, 0x24F),  # Latin-1 with non-breaking space, § × ·, Latin Extended-A and B (š, ž, ł, ğ, ș, ǧ ...)
    (0x1E00, 0x1EFF),  # Latin Extended Additional: Welsh, Vietnamese, transliterated names
    (0x2010, 0x2015), (0x2018, 0x201E), (0x2020, 0x2022), (0x2026, 0x2026), (0x202F, 0x202F),
    (0x2030, 0x2030), (0x2039, 0x203A), (0x20AC, 0x20AC), (0x2122, 0x2122), (0x2190, 0x2193),
    (0x2212, 0x2212), (0x2248, 0x2248), (0x2260, 0x2260), (0x2264, 0x2265), (0x2713, 0x2713),
]


def fetch(folder: Path) -> Path:
    name = subprocess.run(
        ["npm", "pack", PACKAGE, "--silent"], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.strip().splitlines()[-1]
    archive = folder / name
    digest = hashlib.sha512(archive.read_bytes()).hexdigest()
    if digest != SHA512:
        sys.exit(f"{PACKAGE}: unexpected digest {digest}")
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder / "package"


def make(source: Path, style: str, target: Path) -> set[int]:
    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options()
    options.layout_features = []
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "DSIG", "BASE", "STAT"]
    options.hinting = False
    options.notdef_outline = True
    options.glyph_names = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.name_languages = [0x409]
    options.recalc_timestamp = False
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[c for first, last in RANGES for c in range(first, last + 1)])
    cutter.subset(font)
    names = {
        1: f"{FAMILY} {style}", 2: "Regular", 3: f"{FAMILY} {style}, from {PACKAGE}",
        4: f"{FAMILY} {style}", 6: f"{FAMILY.replace(' ', '')}-{style}",
    }
    for identifier, text in names.items():
        font["name"].setName(text, identifier, 3, 1, 0x409)
    font.save(target)
    print(f"{target.name}: {target.stat().st_size} bytes, {len(font.getBestCmap())} characters")
    return set(font.getBestCmap())


def ranges(characters: set[int]) -> list[list[int]]:
    found: list[list[int]] = []
    for character in sorted(characters):
        if found and found[-1][1] == character - 1:
            found[-1][1] = character
        else:
            found.append([character, character])
    return found


def main() -> None:
    here = Path(__file__).resolve().parent
    with tempfile.TemporaryDirectory() as folder:
        package = fetch(Path(folder))
        common = None
        for original, style in STYLES.items():
            source = package / "TTF" / f"SourceSans3-{original}.ttf"
            characters = make(source, style, here / f"LedarresanSans-{style}.ttf")
            common = characters if common is None else common & characters
        (here / "characters.json").write_text(json.dumps(ranges(common or set())) + "\n")
        (here / "OFL.txt").write_bytes((package / "LICENSE.md").read_bytes())


main()

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds what each room, and each part of ui, includes against its own link line.

usage: doors.py DOORS SOURCE_DIR

DOORS holds a line "name: public … | private …" for each room and part, as CMake read them. A
header may include what its room links publicly, a source what it links at all; a link that
nothing includes is a permission too many. The rooms link what ARCHITECTURE.md's table says.
"""
import pathlib
import re
import sys
import tempfile

import source_tree

INCLUDE = re.compile(r'^#include "([^"]+)"', re.MULTILINE)


def read_doors(text):
    """{name: (public, private)}, each a set of names."""
    doors = {}
    for line in text.splitlines():
        name, _, links = line.partition(":")
        public, _, private = links.partition("|")
        doors[name.strip()] = (set(public.split()), set(private.split()))
    return doors


def read_architecture(text):
    """{room: rooms it may include}, from the table in ARCHITECTURE.md."""
    return {room: set(re.findall(r"`([a-z]+)`", allowed))
            for room, allowed in re.findall(r"^\| `([a-z]+)`[^|]*\|[^|]*\|([^|]*)\|$", text,
                                            re.MULTILINE)}


def name_of(folder, doors):
    """The room or part that a folder below app/ or the root belongs to: the longest that fits."""
    parts = folder.split("/")
    for count in range(len(parts), 0, -1):
        name = "/".join(parts[:count])
        if name in doors:
            return name
    return None


def included(root, doors):
    """Yields (path, name of its room or part, the name it includes)."""
    for path in source_tree.files(root, ".h", ".cpp", folders=("app", "ui")):
        folder = path.relative_to(root).parent.as_posix()
        own = name_of(folder.removeprefix("app/"), doors)
        if own is None:
            continue  # a main.cpp, which no room holds
        for header in INCLUDE.findall(path.read_text()):
            other = name_of(header.rpartition("/")[0], doors)
            if other is None:
                yield path, own, header
            elif other != own:
                yield path, own, other


def complaints(root, doors, allowed):
    used = set()
    for path, own, other in included(root, doors):
        room = own.partition("/")[0]
        # Parts say what they include of their own room, the room what all of them include.
        line = own if other.startswith(f"{room}/") else room
        public, private = doors[line]
        used.add((line, other))
        if other not in public | private:
            yield f"{path}: {line} does not link {other}"
        elif path.suffix == ".h" and other not in public and path.name != "main.cpp":
            yield f"{path}: a header includes {other}, which {line} links privately"
    for name, (public, private) in doors.items():
        for other in sorted(public | private):
            if (name, other) not in used:
                yield f"{name} links {other} and includes nothing of it"
            if "/" not in name and other not in allowed.get(name, set()):
                yield f"{name} links {other}, which ARCHITECTURE.md does not allow"
        for other in sorted(allowed.get(name, set()) - public - private):
            yield f"ARCHITECTURE.md lets {name} include {other}, which it does not link"


def check_that_doors_close():
    """A tree with one include too many of each kind: each must be found."""
    doors = read_doors("low: |\nmid: low |\nhigh: low | mid\nui: |\nui/a: |\nui/b: ui/a |\n")
    allowed = {"mid": {"low"}, "high": {"low", "mid"}}
    good = {"app/low/low.h": "", "app/mid/mid.h": '#include "low/low.h"\n',
            "app/high/high.h": '#include "low/low.h"\n',
            "app/high/high.cpp": '#include "mid/mid.h"\n',
            "ui/a/a.h": "", "ui/b/b.h": '#include "ui/a/a.h"\n'}
    bad = [("app/low/low.h", '#include "mid/mid.h"\n', "low does not link mid"),
           ("app/high/high.h", '#include "low/low.h"\n#include "mid/mid.h"\n', "privately"),
           ("app/mid/mid.h", "", "mid links low and includes nothing"),
           ("ui/a/a.h", '#include "ui/b/b.h"\n', "ui/a does not link ui/b")]
    for name, text, expected in [("app/low/low.h", "", None), *bad]:
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for file, content in {**good, name: text}.items():
                (root / file).parent.mkdir(parents=True, exist_ok=True)
                (root / file).write_text(content)
            found = list(complaints(root, doors, allowed))
            if bool(found) != bool(expected) or (expected and expected not in found[0]):
                yield f"the check is broken: {name} gave {found}, expected {expected}"
    for allowed in ({}, {"low": {"high"}, "high": {"low"}}):
        found = list(complaints(pathlib.Path("/nowhere"), read_doors("low: high |\nhigh: |\n"),
                                allowed))
        if not any("ARCHITECTURE" in complaint for complaint in found):
            yield f"the check is broken: a table of {allowed} went through"


def main():
    doors_file, root = map(pathlib.Path, sys.argv[1:])
    doors = read_doors(doors_file.read_text())
    allowed = read_architecture((root / "ARCHITECTURE.md").read_text())
    source_tree.report([*check_that_doors_close(), *complaints(root, doors, allowed)], len(doors))


main()

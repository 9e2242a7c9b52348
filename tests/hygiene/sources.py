#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every source file has: its licence in the first lines, a size that can be read, and
nothing left over.

usage: sources.py SOURCE_DIR
"""
import pathlib
import re
import sys

import source_tree

LICENCE = "SPDX-License-Identifier: GPL-3.0-or-later"
LONGEST = 600
LEFT_OVER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|^(<{7}|>{7}) ")
SUFFIXES = (".h", ".cpp", ".py", ".cmake", ".js", ".mjs", ".sh")


def check(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    if not any(LICENCE in line for line in lines[:2]):
        yield f"{path}: the SPDX line is missing"
    if path.suffix == ".h" and "#pragma once" not in lines:
        yield f"{path}: #pragma once is missing"
    if path.suffix in (".h", ".cpp") and len(lines) > LONGEST:
        yield f"{path}: {len(lines)} lines, beyond {LONGEST}"
    for number, line in enumerate(lines, 1):
        if LEFT_OVER.search(line) and path.name != "sources.py":
            yield f"{path}:{number}: left over: {line.strip()}"
        if line != line.rstrip():
            yield f"{path}:{number}: trailing space"


def main():
    root = pathlib.Path(sys.argv[1])
    paths = list(source_tree.files(root, *SUFFIXES))
    paths += [path for path in source_tree.files(root, ".txt") if path.name == "CMakeLists.txt"]
    paths += [root / "CMakeLists.txt", root / "dev", root / ".ci" / "run"]
    source_tree.report([complaint for path in paths for complaint in check(path)], len(paths))


main()

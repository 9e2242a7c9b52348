#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What every source file has: its licence in the first lines, a size that can be read, and
nothing left over; and that the paths which comments and documents name exist.

usage: sources.py SOURCE_DIR
"""
import pathlib
import re
import sys

import source_tree

LICENCE = "SPDX-License-Identifier: GPL-3.0-or-later"
LONGEST = 500
LEFT_OVER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|^(<{7}|>{7}) ")
SUFFIXES = (".h", ".cpp", ".py", ".cmake", ".js", ".mjs", ".sh")


# Only these may make text into markup, or show some: what comes from outside is plain text.
MARKUP = {
    r"\bnew QLabel\b": {"ui/style/plain_text.cpp", "ui/details/shell/checks_list.cpp"},
    r"\bQToolTip::|\btoHtmlEscaped\b": {"ui/style/plain_text.cpp"},
    r"\bsetHtml\(": {"ui/details/story/document_pane.cpp", "ui/widgets/help_window.cpp"},
    r"\bQTextBrowser\(|\bnew QText(Edit|Browser)\b": {"ui/widgets/markup_view.cpp"},
    r"\bQErrorMessage\b|\bsetWhatsThis\(|\bconvertFromPlainText\b": set(),
}


def markup(root, path):
    name = path.relative_to(root).as_posix()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        for pattern, allowed in MARKUP.items():
            if re.search(pattern, line) and name not in allowed:
                yield f"{name}:{number}: may be taken for HTML, see ui/style/plain_text.h"


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


def stale_paths(root, path):
    """Paths in comments and documents, from the root, app/ or tests/, the suffix left out or not."""
    rooms = "|".join(folder.name for folder in (root / "app").iterdir() if folder.is_dir())
    named = re.compile(rf"(?<![\w/.])((?:app|ui|tests|resources|{rooms})/\w[\w/.-]*\w)")
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        text = line if path.suffix == ".md" else line.partition("//")[2]
        for name in named.findall(text):
            if not any((root / base / (name + suffix)).exists() for base in ("", "app", "tests")
                       for suffix in ("", ".h", ".cpp")):
                yield f"{path}:{number}: there is no {name}"


def main():
    root = pathlib.Path(sys.argv[1])
    documents = [root / "ARCHITECTURE.md", root / "README.md"]
    paths = list(source_tree.files(root, *SUFFIXES))
    paths += [path for path in source_tree.files(root, ".txt") if path.name == "CMakeLists.txt"]
    paths += [root / "CMakeLists.txt", root / "dev", root / ".ci" / "run"]
    complaints = [complaint for path in source_tree.files(root, ".cpp", folders=("ui",))
                  for complaint in markup(root, path)]
    complaints += [complaint for path in [*source_tree.files(root, ".h", ".cpp"), *documents]
                   for complaint in stale_paths(root, path)]
    complaints += [complaint for path in paths for complaint in check(path)]
    source_tree.report(complaints, len(paths))


main()

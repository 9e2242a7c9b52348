#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A program runs without a display: neither it nor any library it needs is QtGui or QtWidgets.

usage: linked_libraries.py PROGRAM
"""
import re
import subprocess
import sys

import source_tree

UNWANTED = re.compile(r"libQt6(Gui|Widgets|OpenGL|Svg|Quick)\b")


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def main():
    program = sys.argv[1]
    direct = re.findall(r"\(NEEDED\).*\[(.+)\]", output("readelf", "-d", program))
    transitive = [line.split()[0] for line in output("ldd", program).splitlines() if line.split()]
    libraries = sorted(set(direct) | set(transitive))
    if not any("libQt6Core" in library for library in libraries):
        sys.exit(f"{program} does not even need QtCore: this looks at the wrong thing")
    complaints = [f"{program} needs {library}" for library in libraries if UNWANTED.search(library)]
    source_tree.report(complaints, len(libraries))


main()

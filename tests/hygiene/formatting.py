#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every C++ file is as clang-format lays it out; `./dev format` makes it so.

usage: formatting.py CLANG_FORMAT SOURCE_DIR
"""
import subprocess
import sys

import source_tree


def main():
    clang_format, root = sys.argv[1:]
    paths = list(source_tree.files(root, ".h", ".cpp"))
    result = subprocess.run([clang_format, "--dry-run", "-Werror", *paths],
                            capture_output=True, text=True, check=False)
    differing = {line.split(":")[0] for line in result.stderr.splitlines() if "error: code" in line}
    complaints = [f"{path} differs; ./dev format lays it out" for path in sorted(differing)]
    if result.returncode and not complaints:
        complaints = [result.stderr]
    source_tree.report(complaints, len(paths))


main()

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shell scripts parse, and shellcheck has nothing to say where it is installed.

usage: shell_scripts.py SOURCE_DIR
"""
import pathlib
import shutil
import subprocess
import sys

import source_tree


def main():
    root = pathlib.Path(sys.argv[1])
    scripts = [root / "dev", root / ".ci" / "run", *source_tree.files(root, ".sh")]
    checks = [["bash", "-n"]]
    if shutil.which("shellcheck"):
        checks.append(["shellcheck", "--shell=bash"])
    complaints = []
    for script in scripts:
        for check in checks:
            result = subprocess.run([*check, script], capture_output=True, text=True, check=False)
            if result.returncode:
                complaints.append(result.stdout + result.stderr)
    source_tree.report(complaints, len(scripts))


main()

# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of the project, with or without git, and how a check reports."""
import pathlib
import sys

FOLDERS = ("app", "ui", "resources", "tests")
NOT_OURS = {"build", ".git", ".cache", "__pycache__"}


def files(root, *suffixes, folders=FOLDERS):
    """Every file below the folders that ends in one of the suffixes, in order."""
    for folder in folders:
        for path in sorted((pathlib.Path(root) / folder).rglob("*")):
            if path.is_file() and not NOT_OURS & set(path.parts) and path.suffix in suffixes:
                yield path


def report(complaints, checked):
    """Prints what was found and ends the program; having checked nothing is a failure too."""
    for complaint in complaints:
        print(complaint)
    print(f"{checked} checked, {len(complaints)} wrong")
    sys.exit(1 if complaints or not checked else 0)

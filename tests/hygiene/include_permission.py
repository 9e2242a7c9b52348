#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A link line is a permission: a room sees the headers of the rooms it links, and no others.

usage: include_permission.py COMPILER VISIBLE_FOLDERS SOURCE_DIR

VISIBLE_FOLDERS holds a line "room=folder;folder;…" for each room: its include directories as
the build configured them. The compiler itself is asked what they let through; doors.py holds each
include against the link lines.
"""
import pathlib
import subprocess
import sys
import tempfile

import source_tree

def compiles(compiler, folders, text, workplace):
    """Whether the text compiles with these include directories, and what the compiler said."""
    source = pathlib.Path(workplace) / "probe.cpp"
    source.write_text(text)
    includes = [f"-I{folder}" for folder in folders]
    result = subprocess.run([compiler, "-std=c++20", "-fPIC", "-fsyntax-only", *includes, source],
                            capture_output=True, text=True, check=False)
    return result.returncode == 0, result.stderr


def any_header(source_dir, room):
    headers = sorted((source_dir / "app" / room).glob("*.h"))
    return f"{room}/{headers[0].name}"


def check_compile(compiler, visible, source_dir, workplace):
    """The plain case, by compiling: wire includes a header of recording."""
    header = any_header(source_dir, "recording")
    text = f'#include "{header}"\n'
    refused, said = compiles(compiler, visible["wire"], text, workplace)
    if refused:
        yield f"wire does not link recording, and yet {header} compiles there"
    elif header not in said:
        yield f"{header} was refused for another reason than being out of sight:\n{said}"
    accepted, said = compiles(compiler, visible["wire"] + visible["recording"], text, workplace)
    if not accepted:
        yield f"with recording linked, {header} does not compile:\n{said}"


def check_qt(room, folders):
    for folder in folders:
        if pathlib.PurePath(folder).name in ("QtGui", "QtWidgets"):
            yield f"{room} links {pathlib.PurePath(folder).name}"


def check_text(source_dir):
    """What include directories can't refuse: ways around them, and Qt's common folder."""
    for path in source_tree.files(source_dir, ".h", ".cpp", folders=("app", "ui")):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if not line.startswith("#include"):
                continue
            if '"../' in line or "/../" in line:
                yield f"{path}:{number}: an include that goes around the link line"
            composition_root = path == source_dir / "app" / "main.cpp"
            in_app = path.is_relative_to(source_dir / "app")
            if in_app and not composition_root and ("<QtGui" in line or "<QtWidgets" in line):
                yield f"{path}:{number}: app/ knows neither QtGui nor QtWidgets"


def main():
    compiler, visible_file, source_dir = sys.argv[1:]
    source_dir = pathlib.Path(source_dir)
    visible = {}
    for line in pathlib.Path(visible_file).read_text().splitlines():
        room, _, folders = line.partition("=")
        visible[room] = [folder for folder in folders.split(";") if folder]
    complaints = list(check_text(source_dir))
    with tempfile.TemporaryDirectory() as workplace:
        complaints += check_compile(compiler, visible, source_dir, workplace)
        for room, folders in visible.items():
            complaints += check_qt(room, folders)
    source_tree.report(complaints, len(visible))


main()

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desktop reads is well formed: icons, the desktop entry, metainfo, man pages.

The judges are the programs that exist for it, where they are installed: appstreamcli,
desktop-file-validate and man. XML is parsed and the desktop entry's keys are read in any case.

usage: resources.py RESOURCES_DIR
"""
import configparser
import os
import pathlib
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree

import source_tree


def judged_by(*command):
    """What the program says against a file, or nothing where the program is not installed."""
    if not shutil.which(command[0]):
        return []
    result = subprocess.run(command, capture_output=True, text=True, check=False,
                            env={**os.environ, "MANROFFSEQ": "", "MANWIDTH": "80"})
    said = (result.stdout if result.returncode else "") + result.stderr
    return [f"{command[-1]}: {said}"] if said.strip() else []


def check_xml(path):
    try:
        xml.etree.ElementTree.parse(path)
    except xml.etree.ElementTree.ParseError as error:
        return [f"{path}: {error}"]
    return []


def check_desktop_entry(path):
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str
    entry.read(path, encoding="utf-8")
    missing = {"Type", "Name", "Exec", "Icon", "Categories"} - set(entry["Desktop Entry"])
    complaints = [f"{path}: no {key}" for key in sorted(missing)]
    return complaints + judged_by("desktop-file-validate", str(path))


def check_keys(manual, table):
    """The manual of the window names each shortcut of its menus."""
    page = manual.read_text(encoding="utf-8").replace("\\-", "-")
    rows = re.findall(r'ActionRow\{\w+,\s*"[^"]*",\s*"([^"]*)",\s*"([^"]*)"',
                      table.read_text(encoding="utf-8"))
    keys = [key or text.partition("\\t")[2] for text, key in rows]
    complaints = [] if rows else [f"{table}: no actions are found"]
    return complaints + [f"{manual}: no {key}" for key in keys
                         if key and f"\n.B {key}\n" not in page]


def check(path):
    if path.suffix == ".desktop":
        return check_desktop_entry(path)
    if path.name.endswith(".metainfo.xml"):
        return check_xml(path) + judged_by("appstreamcli", "validate", "--no-net", str(path))
    if path.suffix == ".1":
        return judged_by("man", "--warnings", "--encoding=UTF-8", "--local-file", "-Tutf8", "-Z",
                         str(path))
    return check_xml(path)


def main():
    resources = pathlib.Path(sys.argv[1])
    kinds = (".svg", ".xml", ".qrc", ".desktop", ".1")
    paths = [path for path in sorted(resources.rglob("*")) if path.suffix in kinds]
    said_of_keys = check_keys(resources / "man/framescope.1",
                              resources.parent / "ui/widgets/actions.cpp")
    source_tree.report(said_of_keys + [said for path in paths for said in check(path)], len(paths))


main()

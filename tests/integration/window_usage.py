#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""framescope where there is no display: help, the version and mistakes are told all the same."""
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
from cli import LONG, expect, main

PROGRAM = str(pathlib.Path(os.environ["FRAMESCOPE_BIN_DIR"]) / "framescope")


def run(*arguments, **environment):
    """The program with no display to be found."""
    given = {name: value for name, value in os.environ.items()
             if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    return subprocess.run([PROGRAM, *arguments], env={**given, **environment}, timeout=LONG,
                          capture_output=True, check=False)


def told_without_display():
    for option in ("--help", "-h"):
        done = run(option)
        expect((done.returncode, done.stderr), (0, b""), option)
        for word in (b"--demo", b"--version", b"FILE"):
            assert word in done.stdout, done.stdout
        assert b"-platform" not in done.stdout, "options of Qt are not ours"
    for option in ("--version", "-v"):
        done = run(option)
        expect((done.returncode, done.stderr), (0, b""), option)
        expect(done.stdout.split()[0], b"framescope")
    with open("/dev/full", "wb") as full:
        done = subprocess.run([PROGRAM, "--version"], stdout=full, check=False)
    expect(done.returncode, 2, "what can't be written")


def mistakes():
    for arguments in (("--nonsense",), ("--demo", "-x"), ("--\x1b]0;x\x07\u202e",), ("--demo=1",)):
        done = run(*arguments)
        expect((done.returncode, done.stdout), (2, b""), arguments)
        expect(done.stderr.count(b"\n"), 1, done.stderr)
        assert done.stderr.startswith(b"framescope: ") and b"\x1b" not in done.stderr, done.stderr
    done = run("-platform", "offscreen", "--style=fusion", "--nonsense")
    expect(done.returncode, 2)
    assert b"nonsense" in done.stderr, "not Qt's own options"


def no_display():
    """A sentence and a status, no abort with a core."""
    for arguments in ((), ("--demo",), ("ws://127.0.0.1:1/",)):
        done = run(*arguments)
        expect((done.returncode, done.stdout), (1, b""), arguments)
        assert b"framescope: there is no display" in done.stderr, done.stderr


main([told_without_display, mistakes, no_display])

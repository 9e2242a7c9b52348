#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""framescope-cli export: where it writes, and what is left there when it fails or is interrupted."""
import os
import pathlib
import signal
import stat
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
import frames
from cli import PROGRAM, expect, main, run
from exporting import capture, everything, folder


def complaint(*arguments, status=2, **more):
    done = run("export", *arguments, status=status, **more)
    text = done.stderr.decode()
    expect(done.stdout, b"", f"{arguments}")
    assert text.startswith("framescope-cli: ") and len(text) > 25, text
    expect(text.count("\n"), 1, text)
    return text


def files_in(place):
    return sorted(path.name for path in place.iterdir())


def destinations():
    with folder() as place:
        file, out = place / "some.pcapng", place / "out.csv"
        capture(file, [("in", frames.frame(frames.TEXT, b"hi"))])
        recording = file.read_bytes()
        os.umask(0)
        out.write_text("what was there")
        run("export", file, "-o", out)
        expect(stat.S_IMODE(out.stat().st_mode), 0o600)
        assert out.read_bytes().startswith(b"n,conn,t,"), "the suffix tells the format"
        link = place / "link.csv"
        link.symlink_to("out.csv")
        out.write_text("what was there")
        assert "symbolic link" in complaint(file, "-o", link)
        assert link.is_symlink() and out.read_text() == "what was there"
        out.unlink()
        assert "symbolic link" in complaint(file, "-o", link), "to nothing"
        assert link.is_symlink() and not out.exists()
        link.unlink()
        run("export", file, "-o", out)
        os.link(file, place / "same.csv")
        before = files_in(place)
        (place / "folder.csv").mkdir()
        os.mkfifo(place / "pipe.csv")
        for name in ("same.csv", "some.pcapng", "folder.csv", "pipe.csv", "none/out.csv"):
            complaint(file, "-f", "csv", "-o", place / name)
        complaint(file, "-f", "csv", "-o", "/dev/full")
        (place / "folder.csv").rmdir()
        (place / "pipe.csv").unlink()
        assert "-f" in complaint(file, "-o", place / "out.xyz")
        complaint(file, "-o", "-")
        complaint(file, "-o", place / "out")
        assert "a file name is missing" in complaint(file, "-o", "")
        assert "a file name is missing" in complaint(file, "-f", "csv", "-o", "")
        complaint(file)
        complaint("-f", "csv", "-o", out)
        complaint(place / "missing.pcapng", "-o", out)
        complaint(file, "-f", "xml", "-o", out)
        complaint(file, "-o", out, "--secrets", "some")
        complaint(file, "-f", "har", "-o", place / "out.har", "--frames")
        done = run("export", file, "-o", out, "--filter", "dir:inn", status=2)
        expect(done.stderr.decode().splitlines()[1:], ["  dir:inn", "      ^~~"])
        expect(files_in(place), before, "nothing is left")
        expect(file.read_bytes(), recording)
        assert out.read_bytes().startswith(b"n,conn"), "what was there stays"
        if os.getuid() != 0:
            place.chmod(0o500)
            complaint(file, "-o", out)
            place.chmod(0o700)


def full_disk():
    """A limit of 64 KiB stands for it."""
    with folder() as place:
        file, out = place / "some.pcapng", place / "out.jsonl"
        capture(file, everything())
        out.write_text("what was there")
        done = subprocess.run(["/bin/bash", "-c", 'ulimit -f 64; "$@"', "bash", PROGRAM, "export",
                               file, "-o", out], capture_output=True, check=False)
        expect((done.returncode, done.stderr.count(b"\n")), (2, 1), done.stderr)
        expect((files_in(place), out.read_text()), (["out.jsonl", "some.pcapng"], "what was there"))
        with open("/dev/full", "wb") as full:
            done = subprocess.run([PROGRAM, "export", file, "-f", "csv", "-o", "-"], stdout=full,
                                  stderr=subprocess.PIPE, check=False)
        expect((done.returncode, done.stderr.count(b"\n")), (2, 1), done.stderr)
        done = subprocess.run(["/bin/sh", "-c", '"$0" "$@" >&-', PROGRAM, "export", file, "-f", "csv",
                               "-o", "-"], stderr=subprocess.PIPE, check=False)
        expect((done.returncode, done.stderr.count(b"\n")), (2, 1), done.stderr)
        done = subprocess.run(["/bin/bash", "-c", 'set -o pipefail; "$@" | head -c 10', "bash",
                               PROGRAM, "export", file, "-f", "jsonl", "-o", "-"],
                              capture_output=True, check=False)
        expect((done.returncode, done.stdout, done.stderr), (0, b'{"n":1,"co', b""))


def interrupted():
    """Nothing is left of half an export, whenever it comes."""
    with folder() as place:
        file, out = place / "many.pcapng", place / "out.csv"
        text = frames.frame(frames.TEXT, b"x" * 100)
        capture(file, [("in", text * 500)] * 300)
        subprocess.run([PROGRAM, "export", file, "-o", out], check=True)
        whole = out.read_bytes()
        caught = 0
        for number, wait in enumerate((0, 0.02, 0.05, 0.1, 0.2)):
            out.write_text("what was there")
            process = subprocess.Popen([PROGRAM, "export", file, "-o", out],
                                       stderr=subprocess.PIPE)
            while wait and process.poll() is None and len(files_in(place)) < 3:
                time.sleep(0.001)
            time.sleep(wait)
            process.send_signal((signal.SIGINT, signal.SIGTERM)[number % 2])
            _, errors = process.communicate()
            if process.returncode == 0:
                continue  # it was faster
            caught += 1
            expect((process.returncode, errors), (-(signal.SIGINT, signal.SIGTERM)[number % 2], b""))
            expect(files_in(place), ["many.pcapng", "out.csv"], f"after {wait} s")
            # Whole where the signal came between the end of the file and that of the program.
            expect(out.read_bytes() in (b"what was there", whole), True, f"after {wait} s")
        expect(caught > 0, True, "some were interrupted")


main([destinations, full_disk, interrupted])

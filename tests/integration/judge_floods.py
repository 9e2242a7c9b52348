#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Floods of small frames, recorded as they are read, in large chunks: tshark, which gives up at
500 levels of its tree, finds every frame of them in the recording.

usage: judge_floods.py RECORDER
"""
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
import frames
import judge

FRAMES = 20_002
CHUNKS = (65_536, 1_000_000)  # bytes that come at once
KEY = b"\x01\x02\x03\x04"


def flood(recorder, file, direction, length, chunk):
    """Frames of `length` bytes, the first of them in one chunk with the head before them."""
    key = KEY if direction == "out" else None
    size = length - (6 if key else 2)
    stream = frames.frame(frames.TEXT, b"x" * size, key=key) * FRAMES
    lines = ["open 0 127.0.0.1 40000 127.0.0.1 80", f"data 0 out {frames.request().hex()}"]
    if direction == "in":
        stream = frames.response() + stream
    else:
        lines.append(f"data 0 in {frames.response().hex()}")
    lines += [f"data 0 {direction} {stream[at:at + chunk].hex()}"
              for at in range(0, len(stream), chunk)]
    subprocess.run([recorder, file], input="\n".join([*lines, "end 0"]).encode(), check=True)


def main():
    with tempfile.TemporaryDirectory() as name:
        for chunk in CHUNKS:
            for direction, length in (("in", 2), ("in", 6), ("in", 20), ("out", 6), ("out", 20)):
                file = pathlib.Path(name) / "flood.pcapng"
                flood(sys.argv[1], file, direction, length, chunk)
                verdict = judge.judge(file, FRAMES)
                print(f"{length} bytes {direction}, {chunk} at once: {verdict.text()}", flush=True)
                file.unlink()


main()

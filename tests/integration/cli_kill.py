#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 in the middle of a flood: all up to the last whole block is there."""
import pathlib
import signal
import struct
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
from cli import LONG, demo_server, expect, main, run, show, start

FRAMES_BEFORE = 200_000


def whole_blocks(data):
    """Bytes up to the end of the last whole block, by a walk over the file."""
    position = 0
    while position + 12 <= len(data):
        length = struct.unpack_from("<I", data, position + 4)[0]
        if position + length > len(data):
            break
        expect(struct.unpack_from("<I", data, position + length - 4)[0], length, "block")
        position += length
    return position


def payload_bytes(data, end, port):
    """TCP payload that came from the port, by the lengths in the IP headers."""
    total = 0
    position = 0
    while position < end:
        kind, length = struct.unpack_from("<II", data, position)
        packet = data[position + 28:position + length]
        if kind == 6 and len(packet) >= 40 and packet[0] >> 4 == 4:
            if struct.unpack_from("!H", packet, 20)[0] == port:
                headers = 20 + (packet[32] >> 4) * 4
                total += struct.unpack_from("!H", packet, 2)[0] - headers
        position += length
    return total


def killed(delay):
    with tempfile.TemporaryDirectory() as name, demo_server() as server:
        file = pathlib.Path(name) / "killed.pcapng"
        client = start("record", server.url + "/ticks?rate=0&size=64", "-o", file, "--no-deflate",
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                       stdin=subprocess.DEVNULL)
        started = time.monotonic()
        while not file.exists() or file.stat().st_size < FRAMES_BEFORE * 66:
            assert client.poll() is None and time.monotonic() - started < LONG
            time.sleep(0.001)
        time.sleep(delay)
        client.send_signal(signal.SIGKILL)
        client.wait()
        data = file.read_bytes()
        end = whole_blocks(data)
        done = run("show", file, "--frames", "--format", "jsonl")
        if end < len(data):
            assert b"ends inside a block" in done.stderr
        frames = [line for line in done.stdout.decode().splitlines()
                  if '"tick' in line and '"frame-truncated"' not in line]
        for number, line in enumerate(frames, 1):
            assert f'"seq\\":{number},' in line, f"frame {number} is {line}"
        expected = payload_bytes(data, end, server.port) // 66
        assert expected - 15 <= len(frames) <= expected, (len(frames), expected)
        print(f"{len(frames)} frames in {len(data)} bytes, {len(data) - end} of them torn")


def killed_at_several_moments():
    for delay in (0, 0.0007, 0.013):
        killed(delay)


def torn_anywhere():
    """The same file cut at other places, as a crash of the machine may leave it."""
    with tempfile.TemporaryDirectory() as name, demo_server() as server:
        file = pathlib.Path(name) / "whole.pcapng"
        run("record", server.url + "/ticks?rate=0&count=2000", "-o", file)
        data = file.read_bytes()
        cut = pathlib.Path(name) / "cut.pcapng"
        everything = show(file, "--frames")
        for size in range(400, len(data), len(data) // 23):
            cut.write_bytes(data[:size])
            events = show(cut, "--frames")
            whole = [event for event in events if event["kind"] == "frame" and
                     not event["violations"]]
            expect(whole, [event for event in everything
                           if event["kind"] == "frame"][:len(whole)], f"cut at {size}")


main([killed_at_several_moments, torn_anywhere])

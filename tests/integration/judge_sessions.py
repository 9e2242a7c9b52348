#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sessions that framescope-cli records: tshark reads the same frames from the recordings.

usage: judge_sessions.py [demo_paths | odd_servers | other_servers]
"""
import concurrent.futures
import contextlib
import dataclasses
import json
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
import judge
from cli import LONG, demo_server, main, start

PEERS = pathlib.Path(__file__).parents[1] / "support" / "peers"
MIB = 1 << 20
SAID = ("--send", "My name is John", "--send-binary", "00ff10", "--ping", "are you there")
AT_ONCE = 3  # most of the time is spent waiting


@dataclasses.dataclass
class Session:
    """What to record; it is interrupted after `until` frames from the server."""
    url: str
    arguments: tuple = SAID
    until: int | None = None
    lines: bytes = b""  # on standard input
    least: int = 1  # frames there must be

    def record(self, file):
        process = start("record", self.url, "-o", file, "--print", "--frames", "--format",
                        "jsonl", *self.arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        threading.Thread(target=self._say, args=(process,)).start()
        watch = threading.Timer(LONG, process.kill)
        watch.start()
        count = {"in": 0, "out": 0}
        with process.stdout:
            for line in process.stdout:
                event = json.loads(line)
                if event["kind"] == "frame":
                    count[event["dir"]] += 1
                    if event["dir"] == "in" and count["in"] == self.until:
                        process.send_signal(signal.SIGINT)
        status = process.wait()
        watch.cancel()
        frames = sum(count.values())
        if status not in (0, 3) or frames < self.least:
            raise AssertionError(f"{self}: {frames} frames, status {status}")

    def _say(self, process):
        with contextlib.suppress(BrokenPipeError), process.stdin:
            process.stdin.write(self.lines)


def judged(sessions):
    """Records the sessions, several at once, and has them judged."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        files = [folder / f"{number}.pcapng" for number in range(len(sessions))]
        with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(Session.record, sessions, files))
        verdict = judge.judge_together(files, folder / "joined.pcapng")
        print(f"{len(sessions)} sessions: {verdict.text()}", flush=True)


def demo_paths():
    paths = [("/hello?wait=50", None), ("/echo", 3), ("/close?code=4001&reason=bye", None),
             ("/close?code=1012", None), ("/close?code=1005", None), ("/close-empty", None),
             ("/drop?after=50", None), ("/silent", 1), ("/ticks?rate=0&count=2000", None),
             ("/ticks?rate=0&count=20&size=70000", None), ("/pings?every=10", 20),
             ("/fragments", 12), ("/binary", 3), (f"/big?size={MIB}", 2),
             ("/big?size=3000000", 2), ("/slow?ms=50&trickle=1", 4)]
    refused = ["/deny", "/nothing"]
    with demo_server() as server:
        sessions = []
        for options in ((), ("--no-deflate",)):
            sessions += [Session(server.url + path, SAID + options, until)
                         for path, until in paths]
            sessions += [Session(server.url + path, SAID + options, least=0) for path in refused]
        secure = server.secure_url + "/echo"
        sessions.append(Session(secure, (*SAID, "--ca", server.certificate), 3, least=6))
        sessions.append(Session(secure, (*SAID, "--insecure", "--no-deflate"), 3, least=6))
        judged(sessions)


@contextlib.contextmanager
def peer(command):
    """A server; its port."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    try:
        port = int(process.stdout.readline())
        threading.Thread(target=process.stdout.read, daemon=True).start()  # its reports
        yield port
    finally:
        process.kill()
        process.wait()


def odd_servers():
    scenarios = ["hello", "rst", "fin", "close_empty", "close_code/1012", "close_code/1013",
                 "close_code/1014", "close_code/3000", "close_code/999", "close_and_fin",
                 "close_raw/880103", "never_answers", "data_then_close", "two_closes",
                 "data_after_close", "masked", "rsv", "reserved_opcode", "invalid_utf8",
                 "interleaved", "fragments", "half_a_frame/0.2", "half_then_end", "ping",
                 "pings_unanswered", "keep_alive", "early_hints", "large_head", "same_segment",
                 "byte_by_byte", "damaged_deflate", "flood/2000"]
    without_frames = ["unauthorized", "redirect", "garbage", "closes_at_once", "resets_at_once"]
    with peer(["/usr/bin/python3", PEERS / "raw_peer.py"]) as port:
        url = f"ws://127.0.0.1:{port}/"
        sessions = [Session(url + name, (*SAID, "--for", "0.5")) for name in scenarios]
        sessions += [Session(url + name, (*SAID, "--for", "0.5", "--strict"))
                     for name in scenarios]
        sessions += [Session(url + name, least=0) for name in without_frames]
        judged(sessions)


def echoes(url, folder):
    """Messages of a MiB, twice the same, so that the second refers back to the first.

    In fragments of more than 65,535 bytes tshark loses its place; the server does not.
    """
    chance = random.Random(7692)
    noise, zeros = folder / "noise", folder / "zeros"
    noise.write_bytes(chance.randbytes(MIB))
    zeros.write_bytes(bytes(MIB))
    words = [word.encode() for word in ("žluťoučký", "🐎", "frame", "wire", "tick")]
    text = b" ".join(chance.choices(words, k=200_000))[:MIB].decode(errors="ignore").encode()
    said = ("--send", "again " * 50, "--fragment", "7", "--send", "again " * 50,
            "--fragment", "60000", "--send-binary", f"@{noise}", "--send-binary", f"@{zeros}", "--send-binary", f"@{noise}", "--ping", "still there?")
    for options in ((), ("--no-deflate",)):
        yield Session(url + "echo", said + options, 8, text + b"\n" + text + b"\n", least=16)


def other_servers():
    websockets = ["/usr/bin/python3", PEERS / "websockets_peer.py"]
    node = ["node", PEERS / "ws_peer.js"]
    commands = [websockets, [*websockets, "--no-context-takeover"],
                [*websockets, "--server-bits", "10", "--client-bits", "9"], node,
                [*node, "--no-context-takeover"]]
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as running:
        sessions = []
        for command in commands:
            url = f"ws://127.0.0.1:{running.enter_context(peer(command))}/"
            sessions += echoes(url, pathlib.Path(name))
            sessions.append(Session(url + "ping", until=1))
            if command is websockets:
                sessions += [Session(url + "fragments", until=5),
                             Session(url + "big?size=1000000", until=2),
                             Session(url + "close?code=4000&reason=x")]
        judged(sessions)


main([demo_paths, odd_servers, other_servers])

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recorded sessions, all paths of the demo server and the odd servers: tshark reads the same
frames from the recording as framescope-cli."""
import contextlib
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import judge
from cli import demo_server, main, run, show

PEERS = pathlib.Path(__file__).parents[1] / "support" / "peers"
SAID = ["--send", "My name is John", "--send-binary", "00ff10", "--ping", "are you there"]


@contextlib.contextmanager
def peer(command):
    process = subprocess.Popen(command, stdout=subprocess.PIPE)
    try:
        yield int(process.stdout.readline())
    finally:
        process.kill()
        process.wait()


def judged(url, file, *arguments):
    """Records, whatever becomes of the connection, and has it judged; returns the number of
    frames."""
    done = run("record", url, "-o", file, "--force", *SAID, *arguments, status=None)
    assert done.returncode in (0, 3), done
    events = show(file, "--frames")
    for event in events:
        if event["type"] == "connected":  # what a recorder knows, as a capture has it
            event["detail"].setdefault("client", event["detail"].get("local"))
            event["detail"].setdefault("server", event["detail"].get("address"))
    none = not any(event["kind"] == "frame" for event in events)
    return judge.judge(file, 0 if none else None, events=events).frames


def demo_paths():
    paths = ["/hello?wait=50", "/echo", "/close?code=4001&reason=bye", "/close?code=1005",
             "/close-empty", "/drop?after=50", "/silent", "/ticks?rate=0&count=3000",
             "/ticks?rate=200&size=300", "/pings?every=10", "/fragments", "/binary",
             "/big?size=200000", "/big?size=3000000", "/slow?ms=50&trickle=1",
             "/deny", "/nothing"]
    with tempfile.TemporaryDirectory() as name, demo_server() as server:
        file = pathlib.Path(name) / "demo.pcapng"
        total = 0
        for path in paths:
            for compression in ([], ["--no-deflate"]):
                frames = judged(server.url + path, file, "--for", 0.4, *compression)
                assert frames > 3 or path in ("/deny", "/nothing", "/close?code=1005") or \
                    "close" in path or "drop" in path, (path, frames)
                total += frames
        total += judged(server.secure_url + "/echo", file, "--insecure", "--for", 0.2)
        print(f"{total} frames of the demo: no difference")


def odd_servers():
    scenarios = ["rst", "fin", "close_empty", "close_code/1012", "close_code/1013",
                 "close_code/1014", "close_code/3000", "close_code/999", "close_short",
                 "close_and_fin", "data_then_close", "two_closes", "data_after_close", "masked",
                 "rsv", "reserved_opcode", "invalid_utf8", "interleaved", "fragments",
                 "half_a_frame/0.2", "ping", "pings_unanswered", "keep_alive", "early_hints",
                 "large_head", "same_segment", "byte_by_byte", "unauthorized", "garbage",
                 "closes_at_once", "flood/2000"]
    with tempfile.TemporaryDirectory() as name, \
            peer(["/usr/bin/python3", PEERS / "raw_peer.py"]) as port:
        file = pathlib.Path(name) / "odd.pcapng"
        total = 0
        for scenario in scenarios:
            total += judged(f"ws://127.0.0.1:{port}/{scenario}", file, "--for", 0.5,
                            "--no-deflate")
        print(f"{total} frames of odd servers: no difference")


def other_servers():
    commands = [["/usr/bin/python3", PEERS / "websockets_peer.py"],
                ["/usr/bin/python3", PEERS / "websockets_peer.py", "--no-context-takeover"],
                ["/usr/bin/python3", PEERS / "websockets_peer.py", "--server-bits", "10",
                 "--client-bits", "9"],
                ["node", PEERS / "ws_peer.js"],
                ["node", PEERS / "ws_peer.js", "--no-context-takeover"]]
    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "other.pcapng"
        text = pathlib.Path(name) / "text"
        text.write_bytes(b"The quick brown fox. " * 12_000)
        total = 0
        for command in commands:
            with peer(command) as port:
                paths = ["echo", "ping"] if "node" in command else \
                    ["echo", "fragments", "ping", "big?size=100000", "close?code=4000&reason=x"]
                for path in paths:
                    total += judged(f"ws://127.0.0.1:{port}/{path}", file, "--for", 0.4,
                                    "--send-binary", f"@{text}", "--send", "again " * 50,
                                    "--send", "again " * 50)
        print(f"{total} frames of Python's and Node's servers: no difference")


main([demo_paths, odd_servers, other_servers])

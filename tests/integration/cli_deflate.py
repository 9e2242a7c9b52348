#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""permessage-deflate with each combination of its four parameters, both directions, against Python
`websockets` and Node's `ws` as echo servers."""
import base64
import itertools
import pathlib
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
from cli import closed, expect, main, record, record_until, run
from note_server import NoteServer
from recording import PEERS, peer

# Repetitive over more than any window, so that each side refers back as far as it may.
WORDS = [random.Random(7).randbytes(40).hex() for _ in range(300)]
LONG_TEXT = " ".join(random.Random(number).choice(WORDS) for number in range(1500))
MESSAGES = ["hello", "hello", LONG_TEXT, "", LONG_TEXT[100:40_000], "ö" * 5000, LONG_TEXT]
PARAMETERS = [("server_no_context_takeover",), ("client_no_context_takeover",),
              ("server_max_window_bits=9", "server_max_window_bits=15"),
              ("client_max_window_bits", "client_max_window_bits=10")]


def offers():
    """Every combination: each parameter is absent, or has one of its forms."""
    for chosen in itertools.product(*[(None, *forms) for forms in PARAMETERS]):
        yield "; ".join(parameter for parameter in chosen if parameter)


def echoed(url, folder, offer, *more):
    """Sends the messages and holds what comes back against them."""
    data = folder / "data"
    data.write_bytes(LONG_TEXT.encode() * 3)
    sent = [option for text in MESSAGES for option in ("--send", text)]
    arguments = (*more, *sent, "--send-binary", f"@{data}")
    events, _ = record_until(
        lambda event: (event["kind"], event["type"], event["dir"]) == ("message", "binary", "in"),
        url, folder / f"{random.random()}.pcapng", "--deflate", offer, *arguments)
    for direction in ("out", "in"):
        texts = [event["text"] for event in events
                 if (event["kind"], event["type"], event["dir"]) == ("message", "text", direction)]
        expect(texts, MESSAGES, f"{offer} {direction}")
        binary = [base64.b64decode(event["base64"]) if "base64" in event else event["text"].encode()
                  for event in events
                  if (event["kind"], event["type"], event["dir"]) == ("message", "binary", direction)]
        expect(binary, [data.read_bytes()], f"{offer} {direction}")
    expect(closed(events)["clean"], True)
    expect([event["violations"] for event in events], [[]] * len(events), offer)
    return next(event for event in events if event["type"] == "open")["detail"]["extensions"]


def with_python():
    with tempfile.TemporaryDirectory() as name, peer("websockets_peer.py") as (_, url):
        for number, offer in enumerate(offers()):
            agreed = echoed(url + "/echo", pathlib.Path(name), offer,
                            *(("--fragment", "1000") if number % 2 else ()))
            assert agreed.startswith("permessage-deflate"), (offer, agreed)
            for parameter in ("server_no_context_takeover", "server_max_window_bits=9"):
                assert parameter not in offer or parameter in agreed, (offer, agreed)


def with_node():
    process = subprocess.Popen(["node", PEERS / "ws_peer.js"], stdout=subprocess.PIPE)
    try:
        url = f"ws://127.0.0.1:{int(process.stdout.readline())}/echo"
        with tempfile.TemporaryDirectory() as name:
            for number, offer in enumerate(offers()):
                echoed(url, pathlib.Path(name), offer,
                       *(() if number % 2 else ("--fragment", "1000")))
    finally:
        process.kill()
        process.wait()


def raw_line():
    with tempfile.TemporaryDirectory() as name, NoteServer() as server:
        folder = pathlib.Path(name)
        record(server.url(), folder / "1.pcapng", "--extensions", "x-mine; a=\"b\", permessage-deflate")
        assert b'\r\nSec-WebSocket-Extensions: x-mine; a="b", permessage-deflate\r\n' in server.heads[0]
        record(server.url(), folder / "2.pcapng", "--no-deflate")
        assert b"Extensions" not in server.heads[1]
        record(server.url(), folder / "3.pcapng", "--deflate", "")
        assert b"\r\nSec-WebSocket-Extensions: permessage-deflate\r\n" in server.heads[2]
        for arguments in (("--deflate", "nonsense"), ("--deflate", "server_max_window_bits=16"),
                          ("--deflate", "server_max_window_bits"),
                          ("--deflate", "", "--no-deflate"), ("--deflate", "", "--extensions", "x"),
                          ("--extensions", "a\r\nb: c")):
            run("record", server.url(), "-o", folder / "4.pcapng", *arguments, status=2)


main([with_python, with_node, raw_line])

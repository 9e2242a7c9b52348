# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the tests of framescope-cli record, and how they look at what was recorded."""
import contextlib
import pathlib
import subprocess
import tempfile

from cli import demo_server

PEERS = pathlib.Path(__file__).parents[1] / "peers"


@contextlib.contextmanager
def workplace():
    """The demo server and a folder."""
    with tempfile.TemporaryDirectory() as name, demo_server() as server:
        yield server, pathlib.Path(name)


@contextlib.contextmanager
def peer(script, *arguments):
    """A server of another make; its process and URL."""
    process = subprocess.Popen(["/usr/bin/python3", PEERS / script, *map(str, arguments)],
                               stdout=subprocess.PIPE)
    try:
        yield process, f"ws://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.kill()
        process.wait()


def texts(events, direction):
    return [event.get("text") for event in events
            if event["kind"] == "message" and event["dir"] == direction]


def is_answer(text):
    """Is an event a message of the server's with the text?"""
    return lambda event: (event["kind"], event["dir"], event.get("text")) == ("message", "in", text)


def types(events, kind=None):
    return [event["type"] for event in events if kind in (None, event["kind"])]


def wait_for_line(process):
    line = process.stdout.readline()
    assert line, process.stderr.read()
    return line

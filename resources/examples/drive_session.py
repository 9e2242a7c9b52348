#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Speaks WebSocket from Python, through framescope-cli and without a library: it says something,
waits for the answer, says something that depends on it, and closes. All of it is recorded.

    drive_session.py URL RECORDING

Try it with: framescope-cli serve --demo
             drive_session.py ws://127.0.0.1:8765/echo session.pcapng
"""
import base64
import json
import os
import subprocess
import sys


class Session:
    """A session of framescope-cli that is driven line by line."""

    def __init__(self, url, recording, *options):
        program = os.environ.get("FRAMESCOPE_CLI", "framescope-cli")
        self.process = subprocess.Popen(
            [program, "record", url, "-o", recording, "--jsonl-in", "--print", "--format", "jsonl",
             *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def say(self, **event):
        """Sends what the event says, in the words of `framescope-cli show --format jsonl`."""
        print(json.dumps(event), file=self.process.stdin, flush=True)

    def events(self):
        """What happens, one event after the other, until the connection has ended."""
        for line in self.process.stdout:
            yield json.loads(line)

    def answer(self):
        """The next message of the server."""
        for event in self.events():
            if event["dir"] == "in" and event["kind"] == "message":
                return event
        raise EOFError("the connection has ended")

    def end(self):
        """Waits for the end; 0 if the connection was closed as it should be."""
        self.process.stdin.close()
        for event in self.events():
            if event["type"] == "closed":
                print("closed:", event["code"], event["reason"])
        return self.process.wait()


def main():
    session = Session(*sys.argv[1:])
    session.say(type="text", text="Hello")
    answer = session.answer()
    print("answer:", answer["text"])

    # The bytes of binary messages are in base64.
    session.say(type="binary", base64=base64.b64encode(answer["text"].encode() + b"\xff").decode())
    print("answer:", session.answer()["base64"])

    session.say(type="ping", text="still there?")
    session.say(type="close", code=1000, reason="done")
    return session.end()


if __name__ == "__main__":
    sys.exit(main())

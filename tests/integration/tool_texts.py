#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A connection copied as curl, wscat, Python and Node, run by these tools themselves: a server that
knows nothing of them notes the request that arrives.

usage: tool_texts.py PROGRAM
"""
import base64
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
from cli import LONG, demo_server, expect, main

PROGRAM = sys.argv.pop(1)
RESOURCE = "/a%2fb/%41?x=1&y=(2)&z=$HOME"
REQUEST = b"\r\n\r\n"


def texts(*arguments):
    """The text for each tool, by its name."""
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, check=True,
                          timeout=LONG)
    parts = done.stdout.decode().split("\0")[:-1]
    return dict(part.split("\n", 1) for part in parts)


class NotingServer:
    """Takes one request and ends the connection; a tool may then say what it likes."""

    def __enter__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.heads = []
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()
        return self

    def serve(self):
        while True:
            try:
                sock, _ = self.listener.accept()
            except OSError:
                return
            with sock:
                data = b""
                while REQUEST not in data:
                    more = sock.recv(65536)
                    if not more:
                        break
                    data += more
                self.heads.append(data)
                sock.sendall(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n"
                             b"Connection: close\r\n\r\n")

    def __exit__(self, *_):
        self.listener.close()


def fields(head):
    """The request line, and the values of each header by its name in lower case."""
    lines = head.split(REQUEST)[0].split(b"\r\n")
    named = {}
    for line in lines[1:]:
        name, _, value = line.partition(b":")
        named.setdefault(name.decode().lower(), []).append(value.strip())
    return lines[0].decode(), named


def expect_request(head, tool):
    line, named = fields(head)
    expect(line, f"GET {RESOURCE} HTTP/1.1", tool)
    login = base64.b64encode("mé:pass:'word\"".encode())
    wanted = {
        "x-quotes": "it's \"so\" \\ $HOME `x` %41 ${y} !".encode(),
        "x-bytes": "café €".encode(),
        "x-tab": b"a\tb",
        "origin": b"https://o'brien.example",
        "authorization": b"Basic " + login,
        "cookie": b"a=1; b=x=y",
        "sec-websocket-version": b"13",
        "upgrade": b"websocket",
        "connection": b"Upgrade",
    }
    if tool == "wscat":
        del wanted["x-bytes"]  # Node takes its arguments as characters, and sends other bytes
    expect({name: named.get(name) for name in wanted},
           {name: [value] for name, value in wanted.items()}, tool)
    protocols = b",".join(named["sec-websocket-protocol"]).replace(b" ", b"")
    expect(protocols, b"one,two", tool)
    expect(len(base64.b64decode(named["sec-websocket-key"][0])), 16, tool)


def run_text(tool, text, folder):
    """Runs a text as its user would; its end says nothing, since the server refuses."""
    if tool.startswith("Python"):
        script = folder / "client.py"
        script.write_text(text, encoding="utf-8")
        command = [sys.executable, script]
    elif tool.startswith("Node"):
        script = folder / "client.js"
        script.write_text(text, encoding="utf-8")
        command = ["node", script]
    else:
        command = ["bash", "-c", text]
    reading, writing = os.pipe()  # wscat ends at the end of its standard input
    try:
        return subprocess.run(command, capture_output=True, check=False, timeout=LONG,
                              stdin=reading)
    finally:
        os.close(reading)
        os.close(writing)


def usable(tool):
    """Whether the tool of a text is installed; Python and Node always are."""
    if tool in ("curl", "websocat"):
        return shutil.which(tool) is not None
    if tool == "wscat":
        return shutil.which("wscat") is not None and subprocess.run(
            ["wscat", "--version"], capture_output=True, check=False,
            timeout=LONG).returncode == 0
    return tool.startswith(("Python", "Node"))


def requests():
    """The same request arrives from each tool as was written."""
    tried = []
    with tempfile.TemporaryDirectory() as name:
        for tool, text in texts("ws://127.0.0.1:1" + RESOURCE).items():
            if not usable(tool):
                print(f"{tool} is not tried")
                continue
            with NotingServer() as server:
                done = run_text(tool, text.replace("127.0.0.1:1/", f"127.0.0.1:{server.port}/"),
                                pathlib.Path(name))
                assert server.heads, f"{tool} sent nothing:\n{text}\n{done.stderr.decode()}"
                expect_request(server.heads[0], tool)
                tried.append(tool)
    assert {"Python (websockets)", "Node.js (ws)"} <= set(tried), tried


def over_tls():
    """Python and Node connect with the file of authorities, and get an answer."""
    with demo_server() as server, tempfile.TemporaryDirectory() as name:
        url = server.secure_url + "/close?code=4001&reason=bye&after=10"
        for tool, text in texts(url, server.certificate).items():
            if not tool.startswith(("Python", "Node")):
                continue
            done = run_text(tool, text, pathlib.Path(name))
            said = (done.stdout + done.stderr).decode()
            assert "4001" in said and "bye" in said, f"{tool}: {said}\n{text}"


main([requests, over_tls])

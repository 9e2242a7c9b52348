#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""framescope-cli record --connection and --env, against a server that notes what it gets."""
import base64
import contextlib
import hashlib
import os
import pathlib
import pty
import socket
import sys
import tempfile
import threading

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
import noting_server
from cli import LONG, PROGRAM, expect, main, run, show, words

SECRETS = ["hunter2-parameter", "hunter2-password", "hunter2-cookie", "hunter2-room"]


class NotingServer:
    """Takes one connection, notes the request, opens the WebSocket and closes it."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.request = b""
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()

    def serve(self):
        connection, _ = self.listener.accept()
        with connection:
            while not self.request.endswith(b"\r\n\r\n"):
                self.request += connection.recv(4096)
            key = next(line.split(b":", 1)[1].strip() for line in self.request.split(b"\r\n")
                       if line.lower().startswith(b"sec-websocket-key:"))
            accept = base64.b64encode(
                hashlib.sha1(key + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest())
            connection.sendall(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                               b"Connection: Upgrade\r\nSec-WebSocket-Accept: " + accept +
                               b"\r\n\r\n\x88\x02\x03\xe8")
            while connection.recv(4096):
                pass

    def lines(self):
        self.thread.join(LONG)
        return self.request.decode().split("\r\n")


@contextlib.contextmanager
def place():
    with tempfile.TemporaryDirectory() as name:
        yield NotingServer(), pathlib.Path(name)


def without_terminal(*arguments, status=0, secrets=None, **more):
    """Runs the program where nobody can be asked."""
    environment = {**os.environ, **(secrets or {})}
    return run(*arguments, status=status, start_new_session=True, env=environment, **more)


def options_and_variables():
    with place() as (server, folder):
        (folder / "chat.yaml").write_text(
            "# my server\n"
            'url: "ws://{{host}}/room?q={{what}}"\n'
            "headers:\n  - X-One: saved\n  - X-Two: \"{{what}}\"\n"
            "origin: https://saved.example\nsubprotocols: [a]\nstrict: true\n")
        (folder / "test.env.yaml").write_text(
            f'variables:\n  host: "127.0.0.1:{server.port}"\n  what: red\n')
        without_terminal("record", "--connection", folder / "chat.yaml", "--env",
                         folder / "test.env.yaml", "--header", "X-One: {{what}}", "--origin",
                         "https://typed.example", "-o", folder / "a.pcapng")
        lines = server.lines()
        expect(lines[0], "GET /room?q=red HTTP/1.1")
        for line in ("X-One: red", "X-Two: red", "Origin: https://typed.example"):
            assert line in lines, lines
        assert "X-One: saved" not in lines, lines
        assert (folder / "a.pcapng").exists()


def variables_without_a_connection():
    with place() as (server, folder):
        (folder / "test.env.yaml").write_text("variables:\n  room: red\n")
        without_terminal("record", f"ws://127.0.0.1:{server.port}/{{{{room}}}}", "--env",
                         folder / "test.env.yaml", "-o", folder / "a.pcapng")
        expect(server.lines()[0], "GET /red HTTP/1.1")


def templates_without_files():
    """Templates are replaced in what is typed, too; one that is not known does not go out."""
    with place() as (server, folder):
        out = folder / "a.pcapng"
        url = f"ws://127.0.0.1:{server.port}/"
        for arguments, said in (
                ((url, "--header", "X-Room: {{secret.room}}"),
                 ["secret.room has no value", "FRAMESCOPE_SECRET_ROOM"]),
                ((url, "--header", "X-Room: {{room}}"),
                 ["header X-Room, character 1", '"room"', "\\{{"]),
                ((url + "{{room}}",), ["url, character", '"room"']),
                ((url, "--proxy", "http://{{room}}:1"), ["proxy", '"room"']),
                ((url, "--subprotocol", "{{room"), ["subprotocol 1", "not closed"])):
            told = without_terminal("record", *arguments, "-o", out, status=2).stderr.decode()
            for part in said:
                assert part in told, told
            assert not out.exists()
        without_terminal("record", url + "?q={{secret.room}}", "--header", "X-Room: {{secret.room}}",
                         "--header", "X-Braces: \\{{room}}", "-o", out, secrets=VARIABLES)
        lines = server.lines()
        expect(lines[0], "GET /?q=hunter2-room HTTP/1.1")
        assert "X-Room: hunter2-room" in lines and "X-Braces: {{room}}" in lines, lines
        assert "hunter2" not in str(show(out)[0]), show(out)[0]


def one_of_several():
    with place() as (server, folder):
        (folder / "all.yaml").write_text(
            "connections:\n  - name: one\n    url: ws://127.0.0.1:1/\n"
            f"  - name: two\n    url: ws://127.0.0.1:{server.port}/two\n")
        lack = without_terminal("record", "--connection", folder / "all.yaml", "-o",
                                folder / "a.pcapng", status=2).stderr.decode()
        assert "one, two" in lack, lack
        lack = without_terminal("record", "--connection", f"{folder}/all.yaml#three", "-o",
                                folder / "a.pcapng", status=2).stderr.decode()
        assert "three" in lack and "one, two" in lack, lack
        without_terminal("record", "--connection", f"{folder}/all.yaml#two", "-o",
                         folder / "a.pcapng")
        expect(server.lines()[0], "GET /two HTTP/1.1")


def mistakes():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        out = folder / "a.pcapng"
        wrong = folder / "wrong.yaml"
        cases = [("url: ws://a\nsubprotocol: [x]\n",
                  ["wrong.yaml:2:1", "did you mean subprotocols?"]),
                 ("url: [\n", ["wrong.yaml:"]),
                 ("url: ws://{{nobody}}/\n", ["wrong.yaml, url, character 6", "nobody"]),
                 ("url: 'ws://a b/'\n", ["wrong.yaml, url"]),
                 ("url: !include /etc/passwd\n", ["wrong.yaml:1:6: tags"]),
                 ("url: ws://a/{{secret.room}}\n",
                  ["secret.room", "FRAMESCOPE_SECRET_ROOM"])]
        for text, parts in cases:
            wrong.write_text(text)
            said = without_terminal("record", "--connection", wrong, "-o", out,
                                    status=2).stderr.decode()
            for part in parts:
                assert part in said, said
            assert not out.exists()
        said = without_terminal("record", "--connection", folder / "none.yaml", "-o", out,
                                status=2).stderr.decode()
        assert "none.yaml" in said, said
        said = without_terminal("record", "-o", out, status=2).stderr.decode()
        assert "URL is required" in said, said


def write_secret_connection(folder, port):
    (folder / "chat.yaml").write_text(
        f'url: "ws://127.0.0.1:{port}/{{{{secret.room}}}}?token={{{{secret.parameter}}}}"\n'
        'headers:\n  - Authorization: "Bearer {{password}}"\n  - X-Room: "{{secret.room}}"\n'
        '  - Cookie: "a={{secret.cookie}}"\n')
    (folder / "test.env.yaml").write_text("variables:\n  password: {secret: true}\n")


VARIABLES = {"FRAMESCOPE_SECRET_ROOM": "hunter2-room",
             "FRAMESCOPE_SECRET_PARAMETER": "hunter2-parameter",
             "FRAMESCOPE_SECRET_PASSWORD": "hunter2-password",
             "FRAMESCOPE_SECRET_COOKIE": "hunter2-cookie"}


def secrets_stay_on_the_wire():
    """Secrets are sent; nothing but the bytes of the wire holds them."""
    with place() as (server, folder):
        write_secret_connection(folder, server.port)
        done = without_terminal("record", "--connection", folder / "chat.yaml", "--env",
                                folder / "test.env.yaml", "-o", folder / "a.pcapng", "--print",
                                secrets=VARIABLES)
        lines = server.lines()
        expect(lines[0], "GET /hunter2-room?token=hunter2-parameter HTTP/1.1")
        assert "X-Room: hunter2-room" in lines and "Cookie: a=hunter2-cookie" in lines, lines
        assert "Authorization: Bearer hunter2-password" in lines, lines
        connecting = show(folder / "a.pcapng")[0]
        expect(connecting["type"], "connecting")
        for secret in SECRETS:
            assert secret not in str(connecting), connecting
            assert secret.encode() not in done.stderr, done.stderr
            whole = (folder / "a.pcapng").read_bytes()
            request = whole.count(secret.encode())
            expect(request, server.request.count(secret.encode()), secret)
        for file in folder.rglob("*"):
            if file.is_file() and file.suffix != ".pcapng":
                assert b"hunter2" not in file.read_bytes(), file


def variables_of_messages():
    """Templates of messages have the values of the file too, and secrets in no comment."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        server = noting_server.NotingServer()
        (folder / "chat.yaml").write_text(f'url: "{server.url}/{{{{path}}}}"\n')
        (folder / "test.env.yaml").write_text(
            "variables:\n  path: room\n  who: John\n  password: {secret: true}\n")
        done = without_terminal("record", "--connection", folder / "chat.yaml", "--env",
                                folder / "test.env.yaml", "-o", folder / "a.pcapng", "--templates",
                                "--send", "{{who}}/{{env.who}}", "--ping", "{{secret.room}}",
                                "--close", "4000:{{who}}", secrets=VARIABLES)
        assert b"hunter2" not in done.stderr, done.stderr
        expect([payload for _, _, _, _, payload in server.frames()],
               [b"John/John", b"hunter2-room", b"\x0f\xa0John"])
        server = noting_server.NotingServer()
        without_terminal("record", server.url, "--env", folder / "test.env.yaml", "-o",
                         folder / "b.pcapng", "--templates", "--for", 1, secrets=VARIABLES,
                         input=b"{{who}} {{password}}\n")
        expect([payload for _, _, opcode, _, payload in server.frames() if opcode != 8],
               [b"John hunter2-password"])
        done = without_terminal("record", "ws://127.0.0.1:1/", "--env", folder / "test.env.yaml",
                                "-o", folder / "c.pcapng", "--templates", "--send",
                                "{{secret.room}}", status=2)
        assert b"FRAMESCOPE_SECRET_ROOM" in done.stderr, done.stderr
        assert not (folder / "c.pcapng").exists()


def asked_for_on_a_terminal():
    """What is typed is used, and the terminal does not show it."""
    with place() as (server, folder):
        (folder / "chat.yaml").write_text(
            f'url: "ws://127.0.0.1:{server.port}/{{{{secret.room}}}}"\n')
        child, terminal = pty.fork()
        if child == 0:
            os.execv(PROGRAM, words([PROGRAM, "record", "--connection", folder / "chat.yaml",
                                     "-o", folder / "a.pcapng"]))
        shown = b""
        while b"Value of secret.room: " not in shown:
            shown += os.read(terminal, 4096)
        os.write(terminal, b"hunter2-room\n")
        with contextlib.suppress(OSError):
            while part := os.read(terminal, 4096):
                shown += part
        _, status = os.waitpid(child, 0)
        expect(os.waitstatus_to_exitcode(status), 0, shown)
        expect(server.lines()[0], "GET /hunter2-room HTTP/1.1")
        assert b"hunter2" not in shown, shown


main([options_and_variables, variables_without_a_connection, templates_without_files,
      one_of_several, mistakes, secrets_stay_on_the_wire, variables_of_messages,
      asked_for_on_a_terminal])

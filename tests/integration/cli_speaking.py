#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What framescope-cli record sends when it is told to, judged by a server that notes the bytes."""
import base64
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
import frames
from cli import LONG, PROGRAM, closed, expect, main, run, show, start
from noting_server import NotingServer
from recording import workplace

TEXT, BINARY, CLOSE, PING, PONG = (frames.TEXT, frames.BINARY, frames.CLOSE, frames.PING,
                                   frames.PONG)
EXAMPLES = pathlib.Path(__file__).parents[2] / "resources" / "examples"


def sent_by(*arguments, input=b"", status=0, limit=resource.RLIM_INFINITY, env=None, **more):
    """The frames that a server gets, without their keys; all of them are masked. `limit`: the most
    bytes of data that the client may have."""
    with tempfile.TemporaryDirectory() as name:
        server = NotingServer(**more)
        done = run("record", server.url, "-o", pathlib.Path(name) / "a.pcapng", *arguments,
                   input=input, status=status, env=env,
                   preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (limit, limit)))
        assert all(key is not None for _, _, _, key, _ in server.frames())
        return [(fin, rsv, opcode, payload)
                for fin, rsv, opcode, _, payload in server.frames()], done


def close(code=1000, reason=""):
    return (True, 0, CLOSE, frames.close_payload(code, reason))


def actions_in_their_order():
    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "file"
        file.write_bytes(bytes(range(256)) * 8)
        text = pathlib.Path(name) / "text"
        text.write_text("Zoë")
        sent, _ = sent_by("--no-deflate", "--send", "one", "--ping", "two", "--send-binary",
                          "ca fe", "--pong", "three", "--send-file", file, "--send-text-file", text,
                          "--fragment", 1000, "--send-file", file, "--wait", 0.05, "--ping", "",
                          "--send", "x" * 1500, "--close", "4000:bye")
        content = file.read_bytes()
        expect(sent, [(True, 0, TEXT, b"one"), (True, 0, PING, b"two"),
                      (True, 0, BINARY, b"\xca\xfe"), (True, 0, PONG, b"three"),
                      (True, 0, BINARY, content), (True, 0, TEXT, "Zoë".encode()),
                      (False, 0, BINARY, content[:1000]), (False, 0, 0, content[1000:2000]),
                      (True, 0, 0, content[2000:]), (True, 0, PING, b""),
                      (False, 0, TEXT, b"x" * 1000), (True, 0, 0, b"x" * 500), close(4000, "bye")])


def bytes_as_they_are():
    """Also what is no frame."""
    with tempfile.TemporaryDirectory() as name:
        for raw in ("8183010203046061", "ff", "8a00", "c1850000000048656c6c6f", "00" * 300):
            server = NotingServer(answers_close=False)
            client = start("record", server.url, "-o", pathlib.Path(name) / "a.pcapng", "--force",
                           "--send-raw", raw, "--for", 0.2, stdin=subprocess.DEVNULL,
                           stderr=subprocess.PIPE)
            client.communicate(timeout=LONG)
            noted = server.bytes()
            assert noted.startswith(bytes.fromhex(raw)), (raw, noted)


def waits_between_actions():
    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "a.pcapng"
        server = NotingServer()
        run("record", server.url, "-o", file, "--send", "a", "--wait", 0.3, "--send", "b",
            "--wait", 0.2, "--close", 1000)
        at = [event["t"] for event in show(file)
              if event["dir"] == "out" and event["type"] in ("text", "close")]
        assert at[1] - at[0] >= 0.295 and at[2] - at[1] >= 0.195, at


def templates():
    greeting = frames.frame(TEXT, b'{"id":[17,"x"]}')
    sent, _ = sent_by("--templates", "--wait", 0.5, "--send", "{{counter}} {{last $.id[0]}}",
                      "--ping", "{{counter}}", "--send", r"\{{x}}", "--send-binary",
                      "0{{counter}}", "--close", "1000:{{last $.id[1]}}", greeting=greeting)
    expect([(opcode, payload) for _, _, opcode, payload in sent],
           [(TEXT, b"1 17"), (PING, b"2"), (TEXT, b"{{x}}"), (BINARY, b"\x03"),
            (CLOSE, frames.close_payload(1000, "x"))])
    sent, _ = sent_by("--send", "{{counter}}", "--close", "1000")
    expect(sent[0][3], b"{{counter}}")


def a_file_that_shrank_is_not_sent():
    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "file"
        file.write_bytes(b"x" * 100_000)
        hold = threading.Event()
        server = NotingServer(hold=hold)
        client = start("record", server.url, "-o", pathlib.Path(name) / "a.pcapng", "--send-file",
                       file, "--send", "last", "--close", 1000, stderr=subprocess.PIPE,
                       stdin=subprocess.DEVNULL)
        while not server.request:
            time.sleep(0.01)
        file.write_bytes(b"")
        hold.set()
        said = client.communicate(timeout=LONG)[1]
        expect(client.returncode, 3, said)
        assert b"1 message or ping was not sent" in said, said


def a_line_that_would_take_memory():
    """It is named, and the next one is sent."""
    for start_of, end in (("[", "is no JSON object"), ('{"a":' + "[" * 30, "is no JSON object"),
                          ('{"a":0,"b":1}', "is no JSON object")):
        line = start_of * ((60 << 20) // len(start_of))
        lines = f'{line}\n{{"type":"text","text":"after"}}\n{{"type":"close","code":1000}}\n'
        sent, done = sent_by("--jsonl-in", status=2, input=lines.encode(), limit=500 << 20)
        expect(sent, [(True, 0, TEXT, b"after"), close()])
        assert f"line 1 of standard input {end}".encode() in done.stderr, done.stderr


def a_template_with_a_mistake_ends_it():
    """Before anything connects, if that can be said then."""
    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "a.pcapng"
        done = run("record", "ws://127.0.0.1:1", "-o", file, "--templates", "--send", "one", "--ping",
                   "x", "--send", "{{nope}}", "--send", "{{last}}", status=2)
        assert b'--send, number 2, character 1: no template or variable is called "nope"' in \
            done.stderr, done.stderr
        assert not file.exists()
    sent, done = sent_by("--templates", "--send", "one", "--send", "{{last}}", "--send", "two",
                         status=2)
    expect(sent, [(True, 0, TEXT, b"one"), close()])
    assert b"--send, number 2, character 1" in done.stderr, done.stderr
    assert b"no message was received yet" in done.stderr, done.stderr
    assert b"ended first" not in done.stderr, done.stderr


def a_secret_of_a_message_alone():
    sent, _ = sent_by("--templates", "--send", "{{secret.ms}}", "--close", "1000",
                      env={**os.environ, "FRAMESCOPE_SECRET_MS": "hunter2 {{x}}"})
    expect(sent[0][3], b"hunter2 {{x}}")


def line(**event):
    return json.dumps(event).encode() + b"\n"


def what_json_lines_say():
    lines = [
        line(type="text", text="Zoë"),
        line(n=7, conn=1, dir="out", kind="message", type="binary", base64="yv4="),
        line(type="binary", text="abc"),
        line(type="text", base64="/w=="),
        line(type="ping", text="p"),
        line(type="pong", base64="/w=="),
        line(dir="in", kind="message", type="text", text="not ours"),
        line(kind="event", type="open", dir=None),
        line(kind="event", type="of-the-future"),
        b"\n",
        line(kind="frame", type="text", fin=False, text="He"),
        line(kind="frame", type="continuation", fin=False, text="l"),
        line(kind="frame", type="continuation", text="lo"),
        line(kind="frame", type="reserved", opcode=11, rsv=5, base64="AAE="),
        line(kind="raw", base64=base64.b64encode(frames.frame(TEXT, b"raw", key=b"abcd")).decode()),
        line(type="close", code=4001, reason="bye"),
    ]
    sent, _ = sent_by("--jsonl-in", "--no-deflate", input=b"".join(lines))
    expect(sent, [(True, 0, TEXT, "Zoë".encode()), (True, 0, BINARY, b"\xca\xfe"),
                  (True, 0, BINARY, b"abc"), (True, 0, TEXT, b"\xff"), (True, 0, PING, b"p"),
                  (True, 0, PONG, b"\xff"), (False, 0, TEXT, b"He"), (False, 0, 0, b"l"),
                  (True, 0, 0, b"lo"), (True, 5, 11, b"\0\1"), (True, 0, TEXT, b"raw"),
                  close(4001, "bye")])


def every_bit_of_a_frame():
    with tempfile.TemporaryDirectory() as name:
        lines = [line(kind="frame", type="binary", masked=True, mask_key="01020304", text="abcd"),
                 line(kind="frame", type="text", masked=False, text="plain"),
                 line(kind="frame", type="text", mask_key="00000000", header_length=14, text="x"),
                 line(kind="frame", type="ping", fin=False, mask_key="00000000", text="y"),
                 line(kind="frame", type="binary", mask_key="00000000", payload_length=5,
                      text="z")]
        server = NotingServer(answers_close=False)
        client = start("record", server.url, "-o", pathlib.Path(name) / "a.pcapng", "--jsonl-in",
                       "--for", 0.3, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
        client.communicate(b"".join(lines), timeout=LONG)
        wanted = (frames.frame(BINARY, b"abcd", key=b"\1\2\3\4") + frames.frame(TEXT, b"plain") +
                  frames.frame(TEXT, b"x", key=bytes(4), form=64) +
                  frames.frame(PING, b"y", fin=False, key=bytes(4)) +
                  b"\x82\x85\0\0\0\0z")
        noted = server.bytes()
        assert noted.startswith(wanted), (noted, wanted)


def what_was_sent_is_sent_again():
    """show --format jsonl A | record --jsonl-in, message by message and frame by frame."""
    with workplace() as (server, folder):
        first = folder / "a.pcapng"
        run("record", server.url + "/echo", "-o", first, "--no-deflate", "--send", "Zoë\n\"x\"",
            "--ping", "p", "--send-binary", "00ff", "--send", "", "--fragment", 3, "--send", "abcdefgh",
            "--close", "4000:bye")
        for view in ((), ("--frames",)):
            noting = NotingServer()
            lines = run("show", first, "--format", "jsonl", *view).stdout
            run("record", noting.url, "-o", folder / "b.pcapng", "--force", "--no-deflate",
                "--jsonl-in", input=lines)
            again = [(fin, opcode, payload) for fin, _, opcode, _, payload in noting.frames()]
            whole = [(False, TEXT, b"abc"), (False, 0, b"def"), (True, 0, b"gh")]
            expect(again, [(True, TEXT, "Zoë\n\"x\"".encode()), (True, PING, b"p"),
                           (True, BINARY, b"\0\xff"), (True, TEXT, b""),
                           *(whole if view else [(True, TEXT, b"abcdefgh")]),
                           (True, CLOSE, frames.close_payload(4000, "bye"))], view)


def lines_with_mistakes():
    """Each is told with its number, the others are sent, and the status says so."""
    lines = [b"no JSON\n", line(type="text", text="good"), line(type="nothing"), line(text="x"),
             line(type="text", base64="!"), line(type="ping", text="x" * 126, masked=7),
             line(kind="odd", type="text"), line(type="close", code=1006), b"\xff\n",
             line(type="text", txet="typo"), line(type="text", text=None),
             line(type="binary", hex="zz"), line(type="text", opcode=2, text="a"),
             line(type="pong", text="x" * 126), line(type="close", code=1000)]
    sent, done = sent_by("--jsonl-in", input=b"".join(lines), status=2)
    expect(sent, [(True, 0, TEXT, b"good"), close()])
    said = done.stderr.decode()
    for number, what in ((1, " is no JSON object"), (3, ', type: "nothing" is unknown'),
                         (4, ", type: is missing"), (5, ", base64: is no base64"),
                         (6, ", masked: is neither true nor false"), (7, ', kind: "odd" is unknown'),
                         (8, " code 1006 is not allowed"), (9, " is not UTF-8"),
                         (10, ", text: is missing"), (11, ", text: is missing"),
                         (12, ", hex: is not read"), (13, ", opcode: is not that of the type"),
                         (14, ", text: has 126 bytes")):
        assert f"line {number} of standard input{what}" in said, (number, said)
    assert said.count("it was not sent") == 13, said


def the_examples():
    """The scripts of the documentation, as they are."""
    with workplace() as (server, folder):
        for script, command in (("drive-session.sh", ["sh"]), ("drive_session.py", [sys.executable])):
            file = folder / (script + ".pcapng")
            done = subprocess.run([*command, EXAMPLES / script, server.url + "/echo", file],
                                  capture_output=True, timeout=LONG, check=False,
                                  env={**os.environ, "FRAMESCOPE_CLI": PROGRAM})
            expect(done.returncode, 0, done.stderr)
            expect(done.stdout.count(b"answer: "), 2, done.stdout)
            events = show(file)
            expect([(event["type"], event["dir"]) for event in events
                    if event["kind"] == "message"],
                   [("text", "out"), ("text", "in"), ("binary", "out"), ("binary", "in")])
            expect((closed(events)["code"], closed(events)["clean"]), (1000, True))


def wrong_usage():
    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "a.pcapng"
        for arguments, what in ((("--send-raw", "zz"), b"--send-raw"), (("--send-raw", ""), b"no bytes"),
                                (("--pong", "x" * 126), b"--pong"), (("--wait", "0"), b"--wait"),
                                (("--wait", "x"), b"number of seconds"),
                                (("--send-file", name), b"is a folder"),
                                (("--send-file", "/proc/self/status"), b"its size is only known"),
                                (("--send-file", name + "/no"), b"cannot be read"),
                                (("--close", "1000", "--pong", "x"), b"no action can follow")):
            done = run("record", "ws://127.0.0.1:1", "-o", file, *arguments, status=2)
            assert what in done.stderr, (arguments, done.stderr)
            assert not file.exists()


if __name__ == "__main__":
    main([actions_in_their_order, bytes_as_they_are, waits_between_actions, templates,
          a_file_that_shrank_is_not_sent, a_line_that_would_take_memory,
      a_template_with_a_mistake_ends_it, a_secret_of_a_message_alone, what_json_lines_say, every_bit_of_a_frame, what_was_sent_is_sent_again,
          lines_with_mistakes, the_examples, wrong_usage])

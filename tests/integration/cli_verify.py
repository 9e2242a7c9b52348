#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""framescope-cli verify: scenarios against the demo server and raw servers, with the verdict, the
line of the step that fails, and the exit status."""
import os
import pathlib
import socket
import struct
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
import ethernet_capture
import frames
from cli import demo_server, expect, main, run
from raw_server import RawServer

SHORTEST = """name: the server closes as it was asked to
connect: { url: "{{url}}/close?code={{code}}&reason=bye" }
matrix: { code: [1000, 1001, 3000, 4000] }
steps:
  - expect: open
  - expect: { close: { code: "{{code}}", reason: bye, by: server, clean: true }, within: 20s }
never: severity:error
"""


def verify(text, *arguments, status=0, more=None):
    """What verify prints for a scenario; FILE stands for its name."""
    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "test.yaml"
        file.write_text(text, encoding="utf-8")
        for other, content in (more or {}).items():
            (pathlib.Path(name) / other).write_text(content, encoding="utf-8")
        done = run("verify", file, *arguments, status=status)
        return (done.stdout + done.stderr).decode().replace(str(file), "FILE")


def the_shortest_file():
    with demo_server() as server:
        said = verify(SHORTEST, "--var", f"url={server.url}")
        for code in (1000, 1001, 3000, 4000):
            assert f"passed   FILE [code={code}]" in said, said
        assert "4 runs: 4 passed; " in said
        # A variable of the matrix has the value that is typed.
        said = verify(SHORTEST, "--var", f"url={server.url}", "--var", "code=3456")
        assert "1 run: 1 passed; " in said, said


def unmet_expectations():
    with demo_server() as server:
        wrong = SHORTEST.replace("reason: bye", "reason: good")
        said = verify(wrong, "--var", f"url={server.url}", "--var", "code=4001", status=1)
        assert "FILE:6:5: expect: {close: {code: " in said, said
        assert 'expected: the connection to end with code 4001, a reason equal to "good"' in said
        assert 'came: the connection ended: 4001' in said and '"bye", clean, by the server' in said
        assert "in   close 4001" in said and "1 run: 0 passed, 1 failed; " in said
        said = verify(f"""connect: {server.url}/echo
steps:
  - parallel: [ {{ name: left, steps: [{{ send: a }}, {{ expect: {{ message: b }} }}] }} ]
""", status=1)
        assert "FILE:3:54: expect: {message: b} (connection left)" in said, said
        echo = f"""connect: {server.url}/echo
steps:
  - send: {{ json: '{{"price": 7, "id": 1}}' }}
  - expect: {{ message: {{ json: '{{"id": 1, "price": 8}}' }} }}
"""
        said = verify(echo, status=1)
        assert "FILE:4:5: expect: {message:" in said and "$.price: 8 was expected, 7 came" in said


def steps():
    with demo_server() as server:
        said = verify(f"""connect: {server.url}/echo
steps:
  - expect: {{ open: {{ status: 101 }} }}
  - repeat: {{ times: 50, as: i, steps: [{{ send: "n {{{{i}}}}" }}, {{ expect: {{ message: "n {{{{i}}}}" }} }}] }}
  - send: {{ ping: abc }}
  - expect: {{ pong: abc }}
  - send: {{ json: '{{"token": "t-1"}}' }}
  - expect: {{ message: {{ json: {{ $.token: {{ matches: "^t-" }} }} }} }}
  - set: {{ token: {{ json: $.token }} }}
  - send: "{{{{token}}}}!"
  - expect: {{ message: t-1! }}
  - send: {{ hex: ca fe }}
  - expect: {{ message: {{ binary: cafe }} }}
  - expect: {{ silence: 50ms }}
  - parallel:
      - {{ name: a, steps: [{{ expect: open }}, {{ send: x }}, {{ expect: {{ message: x }} }}] }}
      - {{ name: b, connect: "{server.url}/deny?status=401", steps: [{{ expect: {{ refused: 401 }} }}] }}
  - repeat: {{ times: 3, steps: [ {{ parallel: [ {{ name: a, steps: [{{ send: y }}, {{ expect: {{ message: y }} }}] }} ] }} ] }}
  - send: {{ close: {{ code: 4000, reason: done }} }}
  - expect: {{ close: {{ code: 4000, by: client, clean: true }} }}
  - connect
  - expect: open
  - connect: "{server.url}/drop"
  - expect: {{ error: tcp }}
  - expect: {{ close: {{ code: 1006, clean: false, by: nobody }} }}
never: severity:error type:text
""")
        assert "1 run: 1 passed; " in said, said


def misbehaviour():
    with demo_server() as server:
        verify(f"""connect: {{ url: "{server.url}/echo", compression: false }}
steps:
  - behaviour: {{ close-reply: none }}
  - send: {{ file: data.bin, fragment: 3 }}
  - expect: {{ message: {{ binary: "30 31 32 33 34 35 36 37" }} }}
  - send: {{ frames: [ {{ opcode: 1, fin: false, text: a }}, {{ opcode: 0, text: b }} ] }}
  - expect: {{ message: ab }}
  - send: {{ frames: [ {{ opcode: 3 }} ] }}
  - expect: {{ close: {{ code: 1002, by: server }} }}
  - connect
  - expect: open
  - misdeed: cut=rst-in-frame
  - expect: {{ close: {{ code: 1006, clean: false }} }}
""", more={"data.bin": "01234567"})


def connections_that_follow():
    """A redirect is no end of the connection; an attempt to connect again is another one."""
    asked = []

    def serve(connection, response):
        asked.append(response)
        if len(asked) == 1:
            connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: /other\r\n"
                               b"Content-Length: 0\r\n\r\n")
        elif len(asked) == 2:
            connection.sendall(response + frames.frame(frames.TEXT, b"first"))
        else:
            connection.sendall(response + frames.frame(frames.TEXT, b"second"))
            connection.recv(4096)

    server = RawServer(serve)
    verify(f"""connect: {{ url: "{server.url}", follow-redirects: true, reconnect: {{ first: 10ms }} }}
steps:
  - expect: open
  - expect: {{ message: first }}
  - expect: {{ close: {{ code: 1006, clean: false }} }}
  - expect: {{ open: {{ status: 101 }} }}
  - expect: {{ message: second }}
""")
    expect(len(asked), 3, "requests")


def truth_of_endings():
    """What a raw server sends is what the verdict says."""
    endings = {
        "code: none, by: server, clean: true": frames.frame(frames.CLOSE),
        "code: 1012, reason: again, clean: true": frames.frame(
            frames.CLOSE, frames.close_payload(1012, "again")),
        "code: 1006, by: nobody, clean: false": b"",
    }
    for expected, data in endings.items():
        def serve(connection, response, data=data):
            connection.sendall(response + data)
            if data:
                connection.recv(4096)  # the client's Close
        server = RawServer(serve)
        verify(f"connect: {server.url}\nsteps:\n  - expect: {{ close: {{ {expected} }} }}\n")
        said = verify(f"connect: {server.url}\nsteps:\n  - expect: {{ close: 1000 }}\n", status=1)
        assert "FILE:3:5: " in said, said

    def reset_in_frame(connection, response):
        connection.sendall(response + b"\x81\x05he")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))

    server = RawServer(reset_in_frame)
    said = verify(f"connect: {server.url}\nsteps:\n  - expect: {{ close: {{ code: 1006, clean: false "
                  "} }\nnever: severity:error\n", status=1)
    assert "FILE:4:8: never: severity:error" in said and "frame-truncated" in said, said


def conditions():
    def serve(connection, response):
        connection.sendall(response + frames.frame(frames.TEXT, b"{}") +
                           frames.frame(frames.TEXT, b"no json") +
                           frames.frame(frames.CLOSE, frames.close_payload(1000)))
        connection.recv(4096)  # the client's Close

    server = RawServer(serve)
    text = f"connect: {server.url}\nsteps:\n  - expect: {{ close: 1000, skip: others }}\n"
    verify(text + "always: dir:in\nnever: size:>100\n")
    said = verify(text + "always: is:json\n", status=1)
    assert "FILE:4:9: always: is:json" in said and 'the text message "no json"' in said, said


CONTRACT = """asyncapi: 3.0.0
info: {title: Ticks, version: 1.0.0}
channels:
  ticks:
    address: /ticks
    messages:
      tick:
        payload:
          type: object
          required: [type, seq]
          properties: {type: {const: tick}, seq: {type: integer, maximum: 2}}
      stop:
        payload: {type: object, required: [type], properties: {type: {const: stop}}}
operations:
  send: {action: send, channel: {$ref: '#/channels/ticks'}}
"""

TICKS = """name: ticks
contract: ticks.yaml
connect: { url: "{{url}}/ticks?rate=50&count=COUNT" }
steps:
  - repeat: { times: COUNT, steps: [ expect: message ] }
  - expect: close
"""


def contracts():
    """Each data message is held against the contract of the scenario."""
    def ticks(count, *arguments, status=0, contract=CONTRACT, scenario=TICKS):
        return verify(scenario.replace("COUNT", str(count)), "--var", f"url={server.url}",
                      *arguments, status=status, more={"ticks.yaml": contract})

    with demo_server() as server, tempfile.TemporaryDirectory() as name:
        html = pathlib.Path(name) / "report.html"
        ticks(2, "--html", html)
        assert "tick 2; never seen: stop" in html.read_text()
        said = ticks(3, status=1)
        assert "FILE:2:11: contract: " in said, said
        assert "expected: each data message to fit the contract" in said
        assert "which breaks tick: $.seq: is 3, more than 2" in said, said
        # The filters of the file may ask for it.
        asking = TICKS + "never: is:contract\nalways: contract:tick\n"
        ticks(2, scenario=asking)
        said = ticks(3, scenario=asking, status=1)
        assert "never: is:contract" in said and "always: contract:tick" not in said, said
        step = TICKS.replace("expect: message",
                             'expect: { message: { filter: "contract:tick !is:contract" } }')
        ticks(2, scenario=step)
        ticks(3, scenario=step, status=1)
        said = ticks(1, "--check", scenario=TICKS + "never: contract:tock\n", status=2)
        assert 'FILE:7:8: the filter is not understood at character 10: the contract has no message "tock"' \
            in said, said
        said = ticks(1, "--check", contract=CONTRACT.replace("integer", "whole"), status=2)
        assert "FILE:2:11: " in said and "ticks.yaml:11:57: there is no type" in said, said
        said = ticks(1, "--check", contract="", status=2)
        assert "FILE:2:11: " in said and "ticks.yaml" in said, said


def schemas():
    """What a message lacks of a schema, and mistakes in one."""
    text = """connect: { url: "{{url}}/echo" }
steps:
  - send: '{"a": "b"}'
  - expect: { message: { schema: SCHEMA } }
"""
    with demo_server() as server:
        url = ("--var", f"url={server.url}")
        verify(text.replace("SCHEMA", "{required: [a]}"), *url)
        said = verify(text.replace("SCHEMA", "own.json"), *url, status=1,
                      more={"own.json": '{"required": ["b"], "properties": {"a": {"type": "null"}}}'})
        assert "expected: a message that fits the schema" in said
        assert "$.a: is a string, not null" in said, said
        said = verify(text.replace("SCHEMA", "{type: text}"), *url, "--check", status=2)
        assert "FILE:4:" in said and "text" in said, said
        said = verify(text.replace("SCHEMA", "other.json"), *url, "--check", status=2)
        assert "FILE:4:" in said and "other.json" in said, said


def statuses():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        free = taken.getsockname()[1]
    said = verify(f"connect: ws://127.0.0.1:{free}\nsteps: [{{ send: x }}]\n", status=3)
    assert "the connection did not open: tcp:" in said, said
    verify(f"connect: ws://127.0.0.1:{free}\nsteps: [{{ expect: {{ error: tcp }} }}]\n", status=0)
    # There is no server that an expectation could be held against.
    unreachable = f"connect: ws://127.0.0.1:{free}\nsteps: [{{ expect: open }}]\n"
    said = verify(unreachable, status=3)
    assert "FAILED   FILE" in said and "the connection did not open: tcp:" in said, said
    verify(unreachable + "never: severity:error\n", status=3)
    verify("connect: ws://no-such-host.invalid\nsteps: [{ expect: open }]\n", status=3)
    # Another expectation is not met.
    verify(f"connect: ws://127.0.0.1:{free}\nsteps: [{{ expect: {{ refused: 401 }} }}]\n", status=1)
    with demo_server() as server:
        parallel = f"""connect: {server.url}/echo
steps:
  - parallel:
      - {{ name: a, connect: "ws://127.0.0.1:{free}", steps: [{{ expect: open }}] }}
      - {{ name: b, steps: [{{ send: x }}, {{ expect: {{ message: x }} }}] }}
"""
        verify(parallel, status=3)
        verify(parallel.replace("message: x", "message: y"), status=1)
        verify(f"connect: {server.secure_url}\nsteps: [{{ expect: open }}]\n", status=3)
        verify(f"connect: {server.url}/deny?status=401\nsteps: [{{ expect: open }}]\n", status=1)


def mistakes():
    said = verify(SHORTEST.replace("reason: bye,", "reasn: bye,"), "--check", status=2)
    assert 'FILE:6:42: the key "reasn" is not known (did you mean reason?' in said, said
    said = verify(SHORTEST, status=2)
    assert 'FILE:2:17: the variable "url" has no value (give it with --var url=VALUE' in said, said
    said = verify(SHORTEST, "--check")
    assert "1 scenario, 4 runs: no mistake" in said, said
    assert 'FILE:2:17: the variable "url" needs a value (--var url=VALUE)' in said, said
    expect(verify(SHORTEST, "--check", "--var", "url=ws://a"), "1 scenario, 4 runs: no mistakes\n")
    # All of a file, in the order of their lines.
    wrong = """connect: { url: "{{url}}", orign: x }
within: 2
steps:
  - expect: open
    within: 2s
  - expect
  - expect: { message: { schema: none.json } }
  - behaviour: { cut: rst }
  - send: "{{random 5 1}}"
"""
    said = verify(wrong, "--check", status=2)
    expect([line.split(": ")[1] for line in said.splitlines()],
           ["FILE:1:28", "FILE:2:9", "FILE:5:5", "FILE:6:5", "FILE:7:34", "FILE:8:18", "FILE:9:11"])
    expect(verify(wrong, status=2), said)
    said = verify(SHORTEST.replace('"{{code}}"', '"{{cod}}"'), "--check", status=2)
    assert 'FILE:6:30: the variable "cod" has no value (did you mean code?' in said, said
    assert "write --var NAME=VALUE" in verify(SHORTEST, "--var", "url", status=2)
    said = verify("serve:\nsteps: [accept]\n", status=2)
    assert "plays the server" in said and "framescope-cli serve FILE" in said, said
    said = verify("include: test.yaml\nconnect: ws://a\nsteps: [connect]\n", status=2)
    assert "FILE:1:10: the files include each other in a circle" in said, said


def environments():
    with demo_server() as server:
        text = 'connect: "{{url}}/echo"\nsteps:\n  - send: "{{secret.token}} {{who}}"\n' \
               '  - expect: { message: "s3cret John" }\n'
        environment = "variables: {url: '" + server.url + "', who: John}\n"
        with tempfile.TemporaryDirectory() as name:
            file = pathlib.Path(name) / "a.env.yaml"
            file.write_text(environment, encoding="utf-8")
            said = verify(text, "--env", file, status=2)
            assert "FRAMESCOPE_SECRET_TOKEN" in said, said
            os.environ["FRAMESCOPE_SECRET_TOKEN"] = "s3cret"
            verify(text, "--env", file)
            verify(text.replace("John", "Jane"), "--env", file, "--var", "who=Jane")


def the_same_verdict_each_time():
    with demo_server() as server:
        rows = "n\n" + "".join(f"{n}\n" for n in range(200))
        text = f"""connect: {server.url}/echo
matrix: {{ csv: rows.csv }}
steps:
  - send: "{{{{n}}}}"
  - expect: {{ message: "{{{{n}}}}", within: 60s }}
"""
        assert "200 runs: 200 passed; " in verify(text, more={"rows.csv": rows})


def offline_of_others():
    """A capture as tcpdump makes it; the second connection is the one that is meant."""
    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "two.pcapng"
        with file.open("wb") as out:
            capture = ethernet_capture.Capture(out)
            for i, code in enumerate((1000, 4001)):
                connection = ethernet_capture.Connection(capture, ("10.0.0.1", 5000 + i),
                                                         ("10.0.0.2", 80))
                connection.data("out", b"GET /feed HTTP/1.1\r\nHost: example.org\r\n"
                                b"Upgrade: websocket\r\nConnection: Upgrade\r\n"
                                b"Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                                b"Sec-WebSocket-Version: 13\r\n\r\n")
                connection.data("in", frames.response("AAAAAAAAAAAAAAAAAAAAAA=="))
                connection.data("out", frames.frame(frames.TEXT, b"subscribe", key=b"abcd"))
                connection.data("in", frames.frame(frames.TEXT, b'{"price": 7}'))
                close = frames.close_payload(code)
                connection.data("in", frames.frame(frames.CLOSE, close))
                connection.data("out", frames.frame(frames.CLOSE, close, key=b"abcd"))
                connection.end()
        scenario = pathlib.Path(name) / "feed.scenario.yaml"
        scenario.write_text("""connect: ws://example.org/feed
steps:
  - expect: { open: { status: 101 } }
  - send: subscribe
  - expect: { message: { json: { $.price: { ">": 5 } } } }
  - expect: { close: { code: 4001, by: server, clean: true } }
never: severity:error
""")
        expect(run("verify", scenario, "--offline", file, "--connection", 2).stderr, b"")
        out = run("verify", scenario, "--offline", file, status=1).stdout.decode()
        assert f"{scenario}:6:5: " in out, out
        # Of another path: the verdicts stand, but may mean little.
        scenario.write_text("matrix: { run: [1, 2] }\n" +
                            scenario.read_text().replace("/feed", "/other?token=secret"))
        done = run("verify", scenario, "--offline", file, "--connection", 2)
        expect(done.stderr, b"framescope-cli: warning: the recording is of /feed, the scenario "
               b"connects to /other\n")


main([the_shortest_file, unmet_expectations, steps, misbehaviour, connections_that_follow,
      truth_of_endings, conditions, contracts, schemas, statuses,
      mistakes, environments, the_same_verdict_each_time, offline_of_others])

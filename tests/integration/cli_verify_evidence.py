#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""framescope-cli verify: what of a run is judged, and that its recording gets the same verdict."""
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
import ethernet_capture
import frames
from cli import demo_server, expect, main, run
from raw_server import RawServer

CLOSE = frames.frame(frames.CLOSE, frames.close_payload(1000))


def both(folder, text, *arguments, status=0):
    """What verify prints of a run, and of its recording; both have the same verdict, also where the
    run has no recording."""
    file = pathlib.Path(folder) / "run.yaml"
    file.write_text(text, encoding="utf-8")
    run("verify", file, *arguments, status=status)
    live = run("verify", file, *arguments, "--record", folder, status=status)
    offline = run("verify", file, *arguments, "--offline", pathlib.Path(folder) / "run.pcapng",
                  status=status)
    return live.stdout.decode(), offline.stdout.decode()


def what_came_in_the_same_read():
    """Conditions see all that came before the run closed the connection, and nothing of what
    followed that."""
    def serve(data, after_close):
        def play(connection, response):
            connection.sendall(response + data)
            connection.recv(4096)  # the client's Close
            connection.sendall(after_close)
        return RawServer(play)

    hello = frames.frame(frames.TEXT, b"hi")
    reserved = frames.frame(frames.TEXT, rsv=4)
    text = """connect: URL
steps:
  - expect: open
  - expect: { message: hi }
"""
    never = text + "never: severity:error\n"
    with tempfile.TemporaryDirectory() as folder:
        for said in both(folder, never.replace("URL", serve(hello + reserved, CLOSE).url), status=1):
            assert "run.yaml:5:8: never: severity:error" in said and "rsv-set" in said, said
        for said in both(folder, never.replace("URL", serve(hello, reserved + CLOSE).url)):
            assert "1 passed" in said, said
        (pathlib.Path(folder) / "c.json").write_text('{"type": "object"}', encoding="utf-8")
        text = text.replace("message: hi", "message: { json: { $.a: 1 } }") + "contract: c.json\n"
        data = frames.frame(frames.TEXT, b'{"a":1}') + frames.frame(frames.TEXT, b'{"a":"x]"')
        for said in both(folder, text.replace("URL", serve(data, CLOSE).url), status=1):
            assert "run.yaml:5:11: contract: " in said and "is no JSON" in said, said
        # Nothing is left out where the run ends with the connection.
        text = never.replace("message: hi", "close: 1000, skip: others")
        for said in both(folder, text.replace("URL", serve(reserved + CLOSE, b"").url), status=1):
            assert "rsv-set" in said, said


def messages_that_are_too_long():
    """What can't be checked is no success."""
    long = b'{"pad":"' + bytes(17_000_000).replace(b"\0", b"x") + b'","error":1}'

    def serve(connection, response):
        connection.sendall(response + frames.frame(frames.TEXT, long))
        connection.recv(4096)

    text = f"""connect: {RawServer(serve).url}
steps:
  - expect: open
  - expect: {{ message: {{ type: text }}, within: 60s }}
"""
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "c.json").write_text("{}", encoding="utf-8")
        unchecked = "which could not be checked: it is longer than 16 MiB"
        for condition in ("contract: c.json", "never: json:$.other", "always: json:$.error",
                          "never: type:text !json:$.error"):
            for said in both(folder, text + condition + "\n", status=1):
                assert f"run.yaml:5:{condition.index(': ') + 3}: " in said, said
                assert unchecked in said, said
        for said in both(folder, text + "never: payload:boom\nalways: size:>1k\n"):
            assert "1 passed" in said, said
        text = text.replace("type: text", 'filter: "!json:$.error"')
        for said in both(folder, text, status=1):
            assert f"one of {len(long)} bytes, which is too long" in said, said


def what_was_sent():
    """It must be in the recording, with its content, as far as that is the same in each run."""
    with demo_server() as server, tempfile.TemporaryDirectory() as folder:
        text = f"""connect: {{ url: "{server.url}/echo", compression: false }}
variables: {{ greeting: hello, id: "{{{{uuid}}}}" }}
steps:
  - expect: open
  - send: SENT
  - expect: message
"""
        def offline(sent, status=0):
            file = pathlib.Path(folder) / "other.yaml"
            file.write_text(text.replace("SENT", sent), encoding="utf-8")
            said = run("verify", file, "--offline", pathlib.Path(folder) / "run.pcapng",
                       status=status).stdout.decode()
            missing = "other.yaml:5:5: " in said and "the client sent this" in said
            expect(missing, status != 0, said)

        for said in both(folder, text.replace("SENT", '"{{greeting}} {{id}} {{now}}"')):
            assert "1 passed" in said, said
        offline('"{{id}}"')  # as it changes, it may have been this
        for said in both(folder, text.replace("SENT", '"{{greeting}}"')):
            assert "1 passed" in said, said
        offline("hello")
        offline('{ frames: [ { opcode: 1, text: hello } ] }')
        for other in ("bye", '"{{greeting}}!"', "{ raw: 'ffffffff' }",
                      "{ frames: [ { opcode: 1, text: hella } ] }",
                      "{ frames: [ { opcode: 1, text: hello, fin: false } ] }",
                      "{ frames: [ { opcode: 1, text: hello, rsv: 1 } ] }",
                      "{ frames: [ { opcode: 9, text: x } ] }"):
            offline(other, status=2)
        # Frames and bytes, also those that are no whole frame.
        sends = """{ frames: [ { opcode: 1, text: a, fin: false }, { opcode: 0, text: b } ] }
  - send: { raw: '8185 00000000 6865' }
  - send: { raw: '6c6c6f' }
  - expect: message"""
        for said in both(folder, text.replace("SENT", sends)):
            assert "1 passed" in said, said
        offline(sends.replace("text: b", "text: c"), status=2)


def connections_that_follow():
    """Those of a redirect, and of attempts to connect again, belong to one connect."""
    def server():
        asked = []

        def serve(connection, response):
            asked.append(response)
            if len(asked) % 3 == 1:
                connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: /other\r\n"
                                   b"Content-Length: 0\r\n\r\n")
            elif len(asked) % 3 == 2:
                connection.sendall(response + frames.frame(frames.TEXT, b"first"))
            else:
                connection.sendall(response + frames.frame(frames.TEXT, b"second"))
                connection.recv(4096)
                connection.sendall(CLOSE)
        return RawServer(serve)

    with tempfile.TemporaryDirectory() as folder:
        for said in both(folder, f"""connect:
  url: "{server().url}"
  follow-redirects: true
  reconnect: {{ first: 10ms }}
steps:
  - expect: open
  - expect: {{ message: first }}
  - expect: {{ close: {{ code: 1006, clean: false }} }}
  - expect: open
  - expect: {{ message: second }}
"""):
            assert "1 passed" in said, said


def connections_that_overlap():
    """The second connection of a recording began before the first had ended."""
    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "two.pcapng"
        with file.open("wb") as out:
            capture = ethernet_capture.Capture(out)
            both_ends = [ethernet_capture.Connection(capture, ("10.0.0.1", 5000 + i),
                                                     ("10.0.0.2", 80)) for i in range(2)]
            for connection, text in zip(both_ends, (b"one", b"two")):
                connection.data("out", frames.request("/feed"))
                connection.data("in", frames.response())
                connection.data("out", frames.frame(frames.TEXT, text, key=b"abcd"))
                connection.data("in", frames.frame(frames.TEXT, text))
            for connection in both_ends:
                connection.data("out", frames.frame(frames.CLOSE, b"\x03\xe8", key=b"abcd"))
                connection.data("in", CLOSE)
                connection.end()
        scenario = pathlib.Path(name) / "feed.yaml"
        steps = """  - expect: open
  - send: TEXT
  - expect: { message: TEXT }
  - send: { close: 1000 }
  - expect: { close: 1000 }
"""
        scenario.write_text("connect: ws://a/feed\nsteps:\n" + steps.replace("TEXT", "one") +
                            "  - wait: 1s\n  - connect\n" + steps.replace("TEXT", "two"))
        said = run("verify", scenario, "--offline", file).stdout.decode()
        assert "1 passed" in said, said
        scenario.write_text(scenario.read_text().replace("message: two", "message: one"))
        said = run("verify", scenario, "--offline", file, status=1).stdout.decode()
        assert "feed.yaml:12:5: " in said, said


main([what_came_in_the_same_read, messages_that_are_too_long, what_was_sent,
      connections_that_follow, connections_that_overlap])

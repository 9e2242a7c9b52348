# SPDX-License-Identifier: GPL-3.0-or-later
"""Recordings with payloads of every kind, and what is exported of them."""
import contextlib
import pathlib
import random
import tempfile

import frames
import pcapng_writer
from cli import expect, run

FORMATS = ("har", "jsonl", "csv", "html", "text")
LARGE = 3 * 128 * 1024  # what is larger is written part by part

PAYLOADS = [b"", b"plain", b'"quoted", with, commas', b"two\r\nlines\n", b"lone\rcarriage return",
            b"\r", b"\n", b"a\0b", b"\0", b"  blanks  ", b"=1+1", b"+1", b"-1", b"@SUM(A1)", b"\t=1",
            b"'=1", b"''", "＝1".encode(), "žluť 🐴 \u202e\u2066 \u2028 \ufeff".encode(),
            b"\xef\xbb\xbfwith a mark", b"</script><script>alert(1)</script>", b"<!-- & ]]> &lt;",
            b"\x1b[31mred", "\x7f \x85 \ufffe".encode(), b'{"a": [1, "\\u0000"]}', b"\\",
            bytes(range(128)), bytes(range(1, 128)), b"x" * (LARGE - 1), b"x" * LARGE,
            "ž".encode() * LARGE, b'"' * LARGE + b"\r\n", b"x" * LARGE + b"\0", b" " * (LARGE + 7),
            b"=" + "🐴".encode() * LARGE]
BYTES = [b"\xff", b"\xfb\xff", b"ok\xc3", b"\xed\xa0\x80", bytes(range(256)),
         b"\xf8" * (LARGE + 1), random.Random(1).randbytes(LARGE * 2 + 5),
         b"x" * LARGE + b"\xff"]


def capture(file_name, sent, extensions=None, **request):
    """A recording of a connection; `sent`: (direction, frame)."""
    headers = {"Sec_WebSocket_Extensions": extensions} if extensions else {}
    with open(file_name, "wb") as file:
        connection = pcapng_writer.Connection(pcapng_writer.Writer(file), 40000)
        connection.data("out", frames.request(**request, **headers))
        connection.data("in", frames.response(**headers))
        for direction, data in sent:
            for start in range(0, len(data), 60000):
                connection.data(direction, data[start:start + 60000])
        connection.end()


def everything():
    """Each payload as text and as binary, bad UTF-8, fragments, and all control frames."""
    sent = []
    for payload in PAYLOADS:
        sent.append(("in", frames.frame(frames.TEXT, payload)))
        sent.append(("out", frames.frame(frames.BINARY, payload, key=b"abcd")))
    for payload in BYTES:
        sent.append(("in", frames.frame(frames.BINARY, payload)))
        sent.append(("in", frames.frame(frames.TEXT, payload)))
    sent += [("in", frames.frame(3, b"reserved" * LARGE)),
             ("in", frames.frame(frames.PING, b"far too long" + b"x" * LARGE)),
             ("in", frames.frame(frames.TEXT, b"cut ", fin=False)),
             ("in", frames.frame(frames.PING, b"=between")),
             ("in", frames.frame(frames.CONTINUATION, b"in two")),
             ("out", frames.frame(frames.PONG, b"=between", key=b"abcd")),
             ("in", frames.frame(frames.CLOSE, frames.close_payload(1000, "=Bye!"))),
             ("out", frames.frame(frames.CLOSE, frames.close_payload(1000, "=Bye!"), key=b"abcd"))]
    return sent


@contextlib.contextmanager
def folder():
    with tempfile.TemporaryDirectory() as name:
        yield pathlib.Path(name)


def exported(file, form, *arguments):
    """What is written; to a file and to standard output it is the same."""
    out = file.with_name(f"{file.stem}-out.{form}")
    done = run("export", file, "-f", form, "-o", out, *arguments)
    expect((done.stdout, done.stderr), (b"", b""), form)
    written = out.read_bytes()
    expect(run("export", file, "-f", form, "-o", "-", *arguments).stdout, written, form)
    return written

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The cookies that servers set, kept by framescope-cli record --cookie-jar: a server that notes
requests judges what is sent, and Python's http.cookiejar the file."""
import http.cookiejar
import pathlib
import re
import shutil
import stat
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
from cli import expect, main, record, run, show
from note_server import NoteServer, accepting, redirecting

HEADER = "# Netscape HTTP Cookie File\n"


def cookies(head):
    """What a request sends, in alphabetical order."""
    found = re.search(rb"(?im)^cookie: (.*?)\r$", head)
    return sorted(found[1].decode().split("; ")) if found else []


def target(head):
    return head.split(b" ")[1].decode()


def setting(*lines):
    """Accepts and sets these cookies on the path /set, and accepts elsewhere."""
    extra = "".join(f"Set-Cookie: {line}\r\n" for line in lines)
    return lambda head: accepting(head, extra if target(head) == "/set" else "")


class Desk:
    """A folder with a jar and recordings."""

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = pathlib.Path(self.folder.name)
        self.jar = self.path / "jar.txt"
        self.count = 0
        return self

    def __exit__(self, *_):
        self.folder.cleanup()

    def record(self, url, *arguments, status=0):
        self.count += 1
        return record(url, self.path / f"{self.count}.pcapng", "--cookie-jar", self.jar, *arguments,
                      status=status)

    def write(self, *lines):
        self.jar.write_text(HEADER + "".join("\t".join(line) + "\n" for line in lines))

    def kept(self):
        """The cookies in the file, as Python reads it."""
        jar = http.cookiejar.MozillaCookieJar()
        jar.load(self.jar, ignore_discard=True, ignore_expires=True)
        return {cookie.name: cookie for cookie in jar}


def next_connect():
    with Desk() as desk, NoteServer(setting(
            "sid=geheim; Path=/; HttpOnly", "day=monday; Max-Age=86400; Path=/",
            "there=x; Path=/other", "safe=x; Path=/; Secure", "gone=x; Max-Age=0",
            "foreign=x; Domain=example.org")) as server:
        desk.record(server.url("/set"))
        expect(stat.S_IMODE(desk.jar.stat().st_mode), 0o600)
        kept = desk.kept()
        expect(sorted(kept), ["day", "sid", "there"])
        expect((kept["sid"].value, kept["sid"].domain, kept["sid"].path, kept["sid"].expires),
               ("geheim", "127.0.0.1", "/", 0))
        assert kept["day"].expires > 0
        events = desk.record(server.url("/again"), "--cookie", "mine=1", "--cookie", "day=friday")
        desk.record(server.url("/other/x"))
        expect([cookies(head) for head in server.heads],
               [[], ["day=friday", "mine=1", "sid=geheim"], ["day=monday", "sid=geheim", "there=x"]])
        connecting = next(event for event in events if event["type"] == "connecting")
        expect(connecting["detail"]["options"]["cookies"], ["mine", "day", "sid"])
        assert "geheim" not in str(connecting)
        run("record", server.url("/again"), "-o", desk.path / "x.pcapng")
        expect(cookies(server.heads[-1]), [], "nobody asked for a jar")


def refusals_and_redirects():
    def answer(head):
        if target(head) == "/refuse":
            return b"HTTP/1.1 401 No\r\nSet-Cookie: csrf=1; Path=/\r\nContent-Length: 0\r\n\r\n"
        if target(head) == "/start":
            return redirecting(f"http://localhost:{server.port}/there",
                               extra="Set-Cookie: way=2; Path=/\r\n")
        return accepting(head, "Set-Cookie: local=3\r\n")
    with Desk() as desk, NoteServer(answer) as server:
        desk.record(server.url("/refuse"), status=3)
        desk.record(server.url("/start"), "--follow-redirects", "--cookie", "csrf=mine")
        expect([(target(head), cookies(head)) for head in server.heads],
               [("/refuse", []), ("/start", ["csrf=mine"]), ("/there", [])])
        desk.record(server.url("/x"))
        expect(cookies(server.heads[-1]), ["csrf=1", "way=2"])
        desk.record(f"ws://localhost:{server.port}/x")
        expect(cookies(server.heads[-1]), ["local=3"], "another host")


def next_attempt():
    """A connection that follows another one sends what that set."""
    answers = iter(["Set-Cookie: n=1\r\n", "Set-Cookie: n=2\r\n"])

    def answer(head):
        extra = next(answers, None)
        return accepting(head, extra) if extra else b"HTTP/1.1 503 Later\r\nContent-Length: 0\r\n\r\n"
    with Desk() as desk, NoteServer(answer) as server:
        desk.record(server.url(), "--reconnect=0.001:0.001:2", status=3)
        sent = [cookies(head) for head in server.heads]
        expect(sent[:3], [[], ["n=1"], ["n=2"]])
        # Attempts are counted anew if a connection lasted as long as the wait before it.
        expect(sent[3:], [["n=2"]] * len(sent[3:]))


def too_many():
    """A server can't make the jar unusable: what doesn't fit in the next request is left out."""
    answers = iter([range(15), range(15, 30)])

    def answer(head):
        extra = "".join(f"Set-Cookie: c{i}={'x' * 4000}\r\n" for i in next(answers, ()))
        return accepting(head, extra + f"Set-Cookie: small{len(server.heads)}=1; Path=/\r\n")
    with Desk() as desk, NoteServer(answer) as server:
        for _ in range(3):
            desk.record(server.url("/a/b"))
        expect(len(desk.kept()), 33)
        expect(len(cookies(server.heads[2])), 16, "as many as fit in 64 KiB")
        assert len(server.heads[2]) <= 65536, len(server.heads[2])
        desk.write(*(("127.0.0.1", "FALSE", "/", "FALSE", "0", f"n{i}", "1")
                     for i in range(30_000)))
        desk.record(server.url("/x"))
        expect(cookies(server.heads[3]), [f"n{i}=1" for i in range(29_950, 30_000)])


def given_file():
    with Desk() as desk, NoteServer() as server:
        desk.write(("127.0.0.1", "FALSE", "/", "FALSE", "0", "a", "1"),
                   ("#HttpOnly_127.0.0.1", "FALSE", "/", "FALSE", "4102444800", "b", "x=y z"),
                   ("127.0.0.1", "FALSE", "/", "TRUE", "0", "safe", "1"),
                   ("127.0.0.1", "FALSE", "/", "FALSE", "946684800", "old", "1"),
                   (".example.org", "TRUE", "/", "FALSE", "0", "other", "1"))
        desk.jar.chmod(0o644)
        desk.record(server.url())
        expect(cookies(server.heads[0]), ["a=1", "b=x=y z"])
        expect(sorted(desk.kept()), ["a", "b", "other", "safe"])
        expect(stat.S_IMODE(desk.jar.stat().st_mode), 0o600)
        raw = b"GET /raw HTTP/1.1\r\nHost: x\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n"
        (desk.path / "raw").write_bytes(raw)
        desk.record(server.url(), "--raw-request", desk.path / "raw", status=None)
        expect(server.heads[1], raw)


def proxy_sets_nothing():
    """The answer of a proxy is none of the server."""
    with Desk() as desk, NoteServer(lambda _: redirecting(
            "/elsewhere", extra="Set-Cookie: proxied=1; Path=/\r\n")) as proxy:
        desk.record("ws://127.0.0.1:1/", "--proxy", proxy.url(scheme="http"), "--follow-redirects",
                    status=3)
        expect(desk.kept(), {})
        expect(len(proxy.heads), 1)


def refused():
    """Nothing is sent, and no file is left behind."""
    with Desk() as desk, NoteServer() as server:
        def expect_refusal(jar, *words, file="r.pcapng"):
            before = sorted(desk.path.iterdir())
            done = run("record", server.url(), "-o", desk.path / file, "--cookie-jar", jar, status=2)
            for word in words:
                assert str(word).encode() in done.stderr, (word, done.stderr)
            assert b"geheim" not in done.stderr, done.stderr
            expect(sorted(desk.path.iterdir()), before)
        desk.jar.write_text(HEADER + "\nnot a cookie=geheim\n")
        expect_refusal(desk.jar, desk.jar, "line 3", "tab")
        link = desk.path / "link"
        link.symlink_to(desk.path / "target")
        expect_refusal(link, link, "symbolic link")
        expect_refusal(desk.path, desk.path, "not a regular file")
        expect_refusal(desk.path / "missing" / "jar", "cannot be written")
        expect_refusal("", "--cookie-jar", "its value is empty")
        expect_refusal(desk.path / "." / "r.pcapng", "over the recording")
        expect(server.heads, [])


def lost_folder():
    """A jar that can't be written is an error, and the recording is there."""
    with Desk() as desk:
        folder = desk.path / "gone"
        folder.mkdir()

        def answer(head):
            shutil.rmtree(folder)
            return accepting(head)
        with NoteServer(answer) as server:
            file = desk.path / "r.pcapng"
            done = run("record", server.url(), "-o", file, "--cookie-jar", folder / "jar", status=2)
            assert str(folder / "jar").encode() in done.stderr, done.stderr
            assert b"cannot be written" in done.stderr, done.stderr
            expect([event["code"] for event in show(file) if event["type"] == "closed"], [1000])


main([next_connect, refusals_and_redirects, next_attempt, too_many, given_file, proxy_sets_nothing, refused,
      lost_folder])

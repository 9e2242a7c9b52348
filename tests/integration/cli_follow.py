#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What follows a connection of framescope-cli record: redirects, and attempts to connect again."""
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
from cli import LONG, expect, main, record, run, show, start
from note_server import NoteServer, accepting, lines, redirecting

SECRETS = ("--bearer", "geheim", "--cookie", "c=geheim", "--header", "X-Api-Key: geheim", "--header",
           "X-Plain: stays", "--header", "Referer: https://a/?token=geheim")
REFUSAL = b"HTTP/1.1 503 Later\r\nContent-Length: 0\r\n\r\n"


def target(head):
    return lines(head)[0].split(" ")[1]


def of_connection(events, number, kind):
    return [event for event in events if event["conn"] == number and event["type"] == kind]


def behaviours(events):
    return [event["detail"]["text"] for event in events if event["type"] == "behaviour"]


def errors(events):
    return [event["detail"]["text"] for event in events if event["type"] == "error"]


def follow(server, *arguments, status=0, path="/start"):
    with tempfile.TemporaryDirectory() as folder:
        return record(server.url(path), pathlib.Path(folder) / "r.pcapng", "--follow-redirects",
                      *arguments, status=status)


def each_status():
    for status in (301, 302, 303, 307, 308):
        def answer(head, status=status):
            return redirecting("next?x=%41", status) if target(head) == "/a/start" else accepting(head)
        with NoteServer(answer) as server:
            events = follow(server, "--user", "me:word", path="/a/start")
            expect([target(head) for head in server.heads], ["/a/start", "/a/next?x=A"
                                                             if b"x=A" in server.heads[1]
                                                             else "/a/next?x=%41"])
            assert all(b"Authorization: Basic" in head for head in server.heads)
            expect(behaviours(events), [f"follows the redirect of connection 1 (status {status})"])
            expect([of_connection(events, number, "closed")[0]["code"] for number in (1, 2)],
                   [1006, 1000])
    with NoteServer(lambda head: redirecting("/", 304)) as server:
        follow(server, status=3)
        expect(len(server.heads), 1)
    with NoteServer(lambda head: redirecting("/x")) as server, tempfile.TemporaryDirectory() as name:
        record(server.url(), pathlib.Path(name) / "r.pcapng", status=3)
        expect(len(server.heads), 1, "it was not asked for")


def secrets_stay():
    """They go to the same scheme, host and port alone, and never come back once they are gone."""
    with NoteServer() as other:
        def answer(head):
            return {"/start": redirecting("/same"),
                    "/same": redirecting(other.url("/there", "http"))}[target(head)]
        with NoteServer(answer) as server:
            events = follow(server, *SECRETS, "--subprotocol", "access_token", "--subprotocol",
                            "geheim")
            expect([target(head) for head in server.heads + other.heads],
                   ["/start", "/same", "/there"])
            for head in server.heads:
                expect(head.count(b"geheim"), 5, head)
            assert b"geheim" not in other.heads[0] and b"X-Plain: stays" in other.heads[0]
            connecting = [event["detail"] for event in events if event["type"] == "connecting"]
            assert "geheim" not in str(connecting) + str(behaviours(events)), connecting

        def back(head):
            return {"/start": redirecting(other.url("/there")), "/back": accepting(head)}[
                target(head)]
        with NoteServer(back) as server:
            other.answer = lambda head: redirecting(server.url("/back"))
            follow(server, *SECRETS)
            assert b"geheim" not in server.heads[1], server.heads


def cookies_of_the_way():
    """A cookie that a redirect sets goes where a browser would send it."""
    def answer(head):
        if target(head) == "/start":
            return redirecting("/in", extra="Set-Cookie: s=1; Path=/in\r\nSet-Cookie: t=2; Path=/o\r\n")
        return accepting(head)
    with NoteServer(answer) as server:
        follow(server, "--cookie", "s=0", "--cookie", "u=3")
        assert b"Cookie: s=0; u=3\r\n" in server.heads[0], server.heads
        assert b"Cookie: u=3; s=1\r\n" in server.heads[1], server.heads

    def gate(head):  # sends back to the same place once the cookie is there
        return accepting(head) if b"Cookie: seen=yes" in head else \
            redirecting("/start", extra="Set-Cookie: seen=yes\r\n")
    with NoteServer(gate) as server:
        follow(server)
        expect(len(server.heads), 2)


def not_followed():
    for status, location, words in (
            (302, "ftp://h/x", "no http, https, ws or wss"), (302, "", "no Location"),
            (302, "/start", "in a circle"), (302, "ws://h:99999/", "no URL"),
            (302, "http:///x", "is not followed: "), (302, "ws://h:0/", "is not followed: "), (300, "/other", "with status 300")):
        with NoteServer(lambda _, l=location, s=status: redirecting(l, s)) as server:
            events = follow(server, status=3)
            assert words in errors(events)[-1], errors(events)
            expect(len(server.heads), 1)
            with tempfile.TemporaryDirectory() as folder:
                done = run("record", server.url("/start"), "-o", f"{folder}/r.pcapng",
                           "--follow-redirects", status=3)
            assert words.encode() in done.stderr, done.stderr
            assert b"let redirects" not in done.stderr, done.stderr

    def next_number(head):
        return redirecting(f"/{int(target(head)[1:]) + 1}")
    with NoteServer(next_number) as server:
        events = follow(server, status=3, path="/0")
        expect(len(server.heads), 11)
        assert "eleventh" in errors(events)[-1], errors(events)
        expect(max(event["conn"] for event in events), 11)


def never_from_wss_to_ws():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run(["openssl", "req", "-x509", "-nodes", "-newkey", "ec", "-pkeyopt",
                        "ec_paramgen_curve:prime256v1", "-subj", "/CN=x", "-days", "2", "-keyout",
                        folder / "key", "-out", folder / "cert"], check=True, capture_output=True)
        import ssl
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / "cert", folder / "key")
        with NoteServer() as plain, \
                NoteServer(lambda _: redirecting(plain.url("/", "http")), context) as server:
            events = follow(server, "--insecure", status=3)
            assert "from wss to ws" in errors(events)[-1], errors(events)
            expect(plain.heads, [])


def connects_again():
    """Each attempt is a connection of the recording; the outcome is that of the last."""
    answers = iter([REFUSAL, None, REFUSAL])
    with NoteServer(lambda head: next(answers, accepting(head))) as server, \
            tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "r.pcapng"
        done = run("record", server.url(), "-o", file, "--reconnect=0.01:0.02:3", "--close", "4000")
        events = show(file)
        expect(len(server.heads), 4)
        told = behaviours(events)
        expect([re.search(r"connects again, (\S+) ms after connection (\d) ended: attempt (\d)",
                          text).groups() for text in told],
               [("10", "1", "1"), ("20", "2", "2"), ("20", "3", "3")])
        assert b"attempt 1 follows in" in done.stderr and b"clean" in done.stderr, done.stderr


def gives_up():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        with tempfile.TemporaryDirectory() as name:
            events = record(f"ws://127.0.0.1:{free.getsockname()[1]}/", pathlib.Path(name) / "r.pcapng",
                            "--reconnect=0.001:0.001:2", status=3)
            expect(max(event["conn"] for event in events), 3)
    # A clean close of the server's is no end of ours, and counting begins anew after it.
    with NoteServer(held=0.2) as server, tempfile.TemporaryDirectory() as name:
        client = start("record", server.url(), "-o", pathlib.Path(name) / "r.pcapng",
                       "--reconnect=0.001:0.001:1", stderr=subprocess.PIPE,
                       stdin=subprocess.DEVNULL)
        for _ in range(3):
            assert b"attempt 1 follows in 1.0 ms" in client.stderr.readline()
        client.send_signal(signal.SIGINT)
        assert client.wait(LONG) in (0, 3)
    # A connection that does not stay open is an attempt that failed.
    with NoteServer() as server, tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "r.pcapng"
        run("record", server.url(), "-o", file, "--reconnect=1:2:2")
        expect([re.search(r"again, (\S+) s after .* attempt (\d)", text).groups()
                for text in behaviours(show(file))], [("1.00", "1"), ("2.00", "2")])
    for answer in (redirecting("/elsewhere"),):
        with NoteServer(lambda _, answer=answer: answer) as server, \
                tempfile.TemporaryDirectory() as name:
            record(server.url(), pathlib.Path(name) / "r.pcapng", "--reconnect", status=3)
            expect(len(server.heads), 1)


def interrupted_while_waiting():
    with NoteServer(lambda _: REFUSAL) as server, tempfile.TemporaryDirectory() as name:
        client = start("record", server.url(), "-o", pathlib.Path(name) / "r.pcapng",
                       "--reconnect=1000:1000", stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
        told = client.stderr.readline()
        assert b"attempt 1 follows in" in told, told
        client.send_signal(signal.SIGINT)
        expect(client.wait(LONG), 3)
        expect(len(server.heads), 1)


def refused():
    with tempfile.TemporaryDirectory() as name:
        for value in ("x", "1", "1:", "2:1", "1:2:x", "1:2:3:4", "0:1"):
            done = run("record", "ws://127.0.0.1:1/", "-o", f"{name}/x.pcapng", f"--reconnect={value}",
                       status=2)
            assert b"reconnect" in done.stderr, (value, done.stderr)


main([each_status, secrets_stay, cookies_of_the_way, not_followed, never_from_wss_to_ws,
      connects_again, gives_up, interrupted_while_waiting, refused])

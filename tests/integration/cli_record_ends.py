#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""framescope-cli record: how it ends, and what becomes of the file."""
import contextlib
import json
import os
import pathlib
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
import frames
from cli import LONG, PROGRAM, SLOW, closed, expect, main, record, run, show, start
from note_server import NoteServer
from noting_server import NotingServer
from recording import peer, texts, types, wait_for_line, workplace


def kept_until_replaced():
    """--force gives nothing away for a recording that holds nothing, and follows no link."""
    with workplace() as (server, folder):
        file = folder / "r.pcapng"
        beside = folder / "r.new.pcapng"
        record(server.url + "/close", file)
        old = file.read_bytes()
        for url in ("ws://127.0.0.1:1/", server.url + "/deny?status=503"):
            done = run("record", url, "-o", file, "--force", status=3)
            expect(file.read_bytes(), old, "what was there")
            assert str(beside).encode() in done.stderr, done.stderr
            assert "error" in types(show(beside)), "the failure is on record"
            beside.unlink()

        run("record", server.url + "/ticks?rate=0&count=10000", "-o", file, "--force", status=2,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)))
        expect(file.read_bytes(), old, "what was there before the disk was full")
        assert len(show(beside)) > 10, "what could be written"

        client = start("record", server.url + "/ticks?rate=100", "-o", file, "--force", "--print",
                       stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.PIPE)
        while b'"tick"' not in wait_for_line(client):
            pass
        expect(file.read_bytes(), old, "what was there while another is made")
        client.kill()
        said = client.communicate(timeout=LONG)[1]
        expect(file.read_bytes(), old, "what was there when the program is killed")
        killed = folder / "r.new-2.pcapng"
        assert str(killed).encode() in said and "open" in types(show(killed)), said

        left = sorted(folder.iterdir())
        events = record(server.url + "/close", file, "--force")
        expect(closed(events)["code"], 1000)
        assert file.read_bytes() != old
        expect(sorted(folder.iterdir()), left, "nothing more is left behind")

        for target in (file, folder / "nowhere.pcapng"):
            link = folder / f"link-to-{target.name}"
            link.symlink_to(target)
            for force in ((), ("--force",)):
                done = run("record", server.url + "/close", "-o", link, *force, status=2)
                assert b"symbolic link" in done.stderr, done.stderr
            assert link.is_symlink() and not (folder / "nowhere.pcapng").exists()
        expect(show(file), events, "what the link leads to")


def time_is_up():
    with workplace() as (server, folder):
        events = record(server.url + "/ticks?rate=100", folder / "for.pcapng", "--for", 0.5)
        end = closed(events)
        expect((end["code"], end["clean"], end["by"]), (1000, True, "client"))
        opened = next(event for event in events if event["type"] == "open")
        close = next(event for event in events if event["type"] == "close")
        assert close["t"] - opened["t"] > 0.4, close  # Qt's timers are 5 % off


def interrupts():
    with workplace() as (server, folder):
        file = folder / "interrupted.pcapng"
        client = start("record", server.url + "/ticks?rate=100", "-o", file, "--print",
                       stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.PIPE)
        while b'"tick"' not in wait_for_line(client):
            pass
        client.send_signal(signal.SIGINT)
        client.communicate(timeout=LONG)
        expect(client.returncode, 0)
        end = closed(show(file))
        expect((end["code"], end["clean"], end["by"]), (1001, True, "client"))

        for signal_number in (signal.SIGHUP, signal.SIGTERM):
            file = folder / f"{signal_number}.pcapng"
            client = start("record", server.url + "/ticks?rate=100", "-o", file, "--print",
                           stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.PIPE,
                           preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL))
            while b'"tick"' not in wait_for_line(client):
                pass
            client.send_signal(signal_number)
            client.communicate(timeout=LONG)
            expect(client.returncode, 0, signal_number)
            expect(closed(show(file))["code"], 1001, signal_number)

        file = folder / "twice.pcapng"
        client = start("record", server.url + "/silent", "-o", file, "--send", "x", "--print",
                       stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.PIPE)
        while b" text " not in wait_for_line(client):
            pass
        client.send_signal(signal.SIGINT)
        while b" close " not in wait_for_line(client):
            pass
        client.send_signal(signal.SIGINT)
        client.communicate(timeout=LONG)
        expect(client.returncode, 3)
        end = closed(show(file))
        expect((end["clean"], end["detail"]["tcp"]), (False, "reset"), "the second one aborts")

        with socket.create_server(("127.0.0.1", 0)) as deaf:
            file = folder / "connecting.pcapng"
            client = start("record", f"ws://127.0.0.1:{deaf.getsockname()[1]}/", "-o", file,
                           "--print", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            while b" request " not in wait_for_line(client):
                pass
            client.send_signal(signal.SIGTERM)
            client.communicate(timeout=LONG)
            expect(client.returncode, 3)
            expect(closed(show(file))["code"], 1006)


def signals_at_the_start():
    """As soon as there is a file, it is completed."""
    with workplace() as (server, folder):
        for number in range(10):
            file = folder / f"{number}.pcapng"
            client = start("record", server.url + "/ticks", "-o", file, stdin=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL)
            while not file.exists():
                assert client.poll() is None
            client.send_signal(signal.SIGTERM)
            assert client.wait(timeout=LONG) in (0, 3), client.returncode
            expect(types(show(file))[-1], "closed")


def endless_answers():
    """They are not read for as long as the server sends, and do not fill the disk."""
    for answer, event, words, most in (
            (b"HTTP/1.1 401 No\r\n\r\n" + bytes(64 << 20), "closed", "more than 1 MiB",
             2 << 20),
            (b"HTTP/1.1 103 Early Hints\r\n\r\n" * (2 << 20), "error", "16 MiB of interim",
             20 << 20)):
        with tempfile.TemporaryDirectory() as name, NoteServer(lambda _: answer) as server:
            file = pathlib.Path(name) / "r.pcapng"
            events = record(server.url(), file, status=3)
            told = next(one for one in events if one["type"] == event)
            assert words in str(told), events
            assert file.stat().st_size < most, file.stat()


def reader_that_leaves():
    """Printing ends, and nothing else: not the recording, and no error goes unseen."""
    with workplace() as (server, folder):
        def piped(path, reader, file, *arguments):
            return subprocess.run(
                ["bash", "-c", f"set -o pipefail; '{PROGRAM}' record '{server.url}{path}' "
                 f"-o '{file}' --print {' '.join(arguments)} </dev/null | {reader}"],
                capture_output=True, timeout=LONG, check=False)

        file = folder / "head.pcapng"
        done = piped("/ticks?rate=1000", "head -n 20", file, "--for 2")
        expect(done.returncode, 0, done.stderr)
        assert b"1000" in done.stderr, done.stderr
        expect(done.stdout.count(b"\n"), 20)
        expect(closed(show(file))["code"], 1000)
        assert len(texts(show(file), "in")) > 100, "the recording went on"
        done = piped("/404", "true", folder / "true.pcapng")
        expect(done.returncode, 3)
        assert b"the server refused the upgrade: 404" in done.stderr, done.stderr


def replacing():
    with workplace() as (server, folder):
        file = folder / "twice.pcapng"
        record(server.url + "/close", file)
        run("record", server.url + "/close-empty", "-o", file, status=2)
        expect(closed(show(file))["code"], 1000)
        expect(closed(record(server.url + "/close-empty", file, "--force"))["code"], 1005)
        expect(file.stat().st_mode & 0o777, 0o600)


def running_recording():
    """--force takes nothing from a recording that another program is writing."""
    with workplace() as (server, folder):
        file = folder / "running.pcapng"
        first = start("record", server.url + "/ticks?rate=100", "-o", file, "--print",
                      stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.PIPE)
        while b'"tick"' not in wait_for_line(first):
            pass
        done = run("record", server.url + "/close", "-o", file, "--force", status=2)
        assert b"is being recorded by another program" in done.stderr, done.stderr
        expect(list(folder.glob("running*")), [file], "what was made")
        first.send_signal(signal.SIGINT)
        first.communicate(timeout=LONG)
        expect((first.returncode, closed(show(file))["code"]), (0, 1001))
        expect(closed(record(server.url + "/close", file, "--force"))["code"], 1000)


def full_disk():
    """A recording that can't be written any more ends the session with a sentence."""
    with workplace() as (server, folder):
        file = folder / "full.pcapng"

        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
        done = run("record", server.url + "/ticks?rate=0", "-o", file, status=2,
                   preexec_fn=limit)
        expect(done.stderr.count(b"\n"), 1)
        assert 200_000 < file.stat().st_size <= 300_000
        events = show(file)
        assert sum(event["type"] == "text" for event in events) > 1000


def lines_for_a_server_that_does_not_read():
    """What can't be sent waits in the pipe, not in memory; and closing comes to an end."""
    enough = 8_000_000  # far more than the system and the session hold together
    with tempfile.TemporaryDirectory() as name, peer("raw_peer.py") as (_, url):
        file = pathlib.Path(name) / "lines.pcapng"
        process = start("record", url + "/does-not-read", "-o", file, stdin=subprocess.PIPE)
        pipe = process.stdin.fileno()
        os.set_blocking(pipe, False)
        written = 0
        progress = time.monotonic()
        while written < enough and time.monotonic() - progress < 4:
            with contextlib.suppress(BlockingIOError):
                written += os.write(pipe, b"x\n" * 16384)
                progress = time.monotonic()
            time.sleep(0.001)
        assert written < enough, "all of it was read"
        if not SLOW:
            status = pathlib.Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
            most = int(status.partition("VmHWM:")[2].split()[0])
            assert most < 200_000, f"{most} kB"
        process.send_signal(signal.SIGINT)
        expect(process.wait(LONG), 3)
        (end,) = show(file, "--filter", "type:closed")
        expect((end["code"], end["clean"]), (1006, False))
        assert end["detail"]["unsent"] > 1000, end


def signals_while_a_server_does_not_read():
    """Each of them ends the program, though neither the message nor a Close gets through."""
    with tempfile.TemporaryDirectory() as name, peer("raw_peer.py") as (_, url):
        large = pathlib.Path(name) / "large.bin"
        large.write_bytes(bytes(20_000_000))
        for signal_number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            file = pathlib.Path(name) / f"{signal_number}.pcapng"
            process = start("record", url + "/does-not-read", "-o", file, "--print",
                            "--send-binary", f"@{large}", stdin=subprocess.DEVNULL,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL))
            while b" open" not in wait_for_line(process):
                pass
            process.send_signal(signal_number)
            process.communicate(timeout=LONG)
            expect(process.returncode, 3, signal_number)
            (end,) = show(file, "--filter", "type:closed")
            expect((end["code"], end["clean"]), (1006, False), signal_number)


def ends_before_all_is_sent():
    """The server closes cleanly, and yet not all was done that was asked for."""
    with tempfile.TemporaryDirectory() as name, peer("raw_peer.py") as (_, url):
        folder = pathlib.Path(name)
        done = run("record", url + "/close-at-open", "-o", folder / "sent.pcapng", "--send", "one",
                   "--send", "two", "--ping", "p", "--close", "4000", status=3)
        expect(closed(show(folder / "sent.pcapng"))["clean"], True)
        assert b"3 messages and pings were not sent: the connection ended first" in done.stderr, \
            done.stderr
        lines = "".join(f"line {number}\n" for number in range(100_000))
        done = run("record", url + "/close-at-open", "-o", folder / "lines.pcapng", status=3,
                   input=lines.encode())
        assert b"of standard input was not sent" in done.stderr, done.stderr
        run("record", url + "/close-at-open", "-o", folder / "close.pcapng", "--close", "4000")


def line_without_end():
    """It is not kept beyond 64 MiB; the next one is sent."""
    with tempfile.TemporaryDirectory() as name, peer("raw_peer.py") as (server, url):
        file = pathlib.Path(name) / "line.pcapng"
        process = start("record", url + "/echo", "-o", file, stdin=subprocess.PIPE,
                        stderr=subprocess.PIPE)
        process.stdin.write(b"x" * (65 << 20) + b"\nshort\n")
        process.stdin.flush()
        assert b"longer than 64 MiB" in process.stderr.readline()
        while json.loads(server.stdout.readline()).get("payload") != b"short".hex():
            pass
        process.send_signal(signal.SIGINT)
        process.communicate()
        expect(process.returncode, 2)
        expect(texts(show(file), "out"), ["short"])


def reader_that_does_not_read():
    """The end comes nevertheless, in time and at a signal; what is left is printed when it reads, or
    not at all when another signal comes."""
    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "print.pcapng"
        text = b"x" * (20 << 20)
        for arguments, code in ((["--for", 0.3], 1000), ([], 1001)):
            server = NotingServer(greeting=frames.frame(frames.TEXT, text))
            client = start("record", server.url, "-o", file, "--force", "--print", *arguments,
                           stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                           stderr=subprocess.PIPE)
            while b" open" not in (line := client.stdout.readline()):
                assert line, client.stderr.read()
            if not arguments:
                client.send_signal(signal.SIGINT)
            expect([payload for *_, payload in server.frames()], [frames.close_payload(code)])
            if arguments:
                printed = client.stdout.read()
                assert text in printed and b"closed" in printed, len(printed)
                expect(client.wait(LONG), 0, client.stderr.read())
                continue
            while client.poll() is None:
                client.send_signal(signal.SIGINT)
                time.sleep(0.1)
            expect(client.returncode, -signal.SIGINT)
            expect(closed(show(file))["clean"], True)


main([kept_until_replaced, time_is_up, interrupts, signals_at_the_start, endless_answers,
      reader_that_leaves, replacing, running_recording, full_disk,
      lines_for_a_server_that_does_not_read, signals_while_a_server_does_not_read,
      ends_before_all_is_sent, line_without_end, reader_that_does_not_read])

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Wrong usage and wrong input: one sentence, exit status 2, nothing created."""
import json
import os
import pathlib
import pty
import random
import re
import resource
import subprocess
import sys
import tempfile
import termios

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
import frames
import pcapng_writer
from cli import LONG, PROGRAM, expect, main, run, show, start, words


def complaint(*arguments, **more):
    """Runs what must be refused; returns the sentence."""
    done = run(*arguments, status=2, **more)
    text = done.stderr.decode("utf-8")
    expect(done.stdout, b"", f"{arguments}: standard output")
    expect(text.count("\n"), 1, f"{arguments}: lines of {text!r}")
    assert text.startswith("framescope-cli: ") and len(text) > 25, text
    return text


def capture(path, count=20):
    with open(path, "wb") as file:
        connection = pcapng_writer.Connection(pcapng_writer.Writer(file), 40000)
        connection.data("out", frames.request())
        connection.data("in", frames.response())
        for number in range(count):
            connection.data("in", frames.frame(frames.TEXT, b"message %d" % number))
        connection.end()


def urls():
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "new.pcapng"
        for url in ("", "  ", "ws://", "ws:///x", "h/#x", "127.0.0.1:0/", "http://", "h/%zz",
                    "ws://host:99999/", "ws://host:0/", "ws://ho st/", "ws://[::1/", "ws://h/#x",
                    "ftp://h", "ws://%zz/", "://", "file:///etc/passwd"):
            complaint("record", url, "-o", file)
            assert not file.exists(), f"{url} made a file"
        assert "geheim" not in complaint("record", "ws://me:geheim@ho st/", "-o", file)
        assert "geheim" not in complaint("record", "ws://h/", "-o", file,
                                         "--proxy", "http://me:geheim@ho st:1")


def options():
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "new.pcapng"
        text = pathlib.Path(folder) / "text.pem"
        text.write_text("no certificate")
        good = ("record", "ws://127.0.0.1:1/", "-o", file)
        for extra in (("--header", "no colon"), ("--header", "bad name: x"), ("--header", ": x"),
                      ("--header", "X: a\r\nY: b"), ("--subprotocol", "a b"),
                      ("--subprotocol", "a", "--subprotocol", "a"),
                      ("--send-binary", "xyz"), ("--send-binary", "abc"),
                      ("--send-binary", "@/nonexistent"), ("--send", b"\xff"),
                      ("--for", "nan"), ("--for", "0"), ("--for", "3000000"), ("--for", "1s"),
                      ("--proxy", "https://proxy:1"), ("--proxy", "proxy:1"),
                      ("--proxy", "http://"), ("--ping", "x" * 126), ("--close", "bye"),
                      ("--close", "1005"),
                      ("--fragment", "0"), ("--fragment", "all"), ("--close", "999999"),
                      ("--close", "1000:" + "x" * 124),
                      ("--close", "1000", "--send", "after it"), ("--for", "soon"),
                      ("--for", "-1"), ("--ca", "/nonexistent"), ("--ca", text),
                      ("--cert", text), ("--cert", text, "--key", text),
                      ("--proxy", "ftp://x"), ("--proxy", "nonsense"), ("--format", "jsonl"),
                      ("--print", "--format", "hex"), ("--unknown",), ("another",)):
            complaint(*good, *extra)
            assert not file.exists(), f"{extra} made a file"
        for option in ("--ca", "--send-binary"):
            prefix = "@" if option == "--send-binary" else ""
            os.truncate(folder + "/text.pem", 5 << 30)
            os.mkfifo(f"{folder}/pipe{option}")
            for path in ("/dev/zero", f"{folder}/pipe{option}", folder, text):
                assert str(path) in complaint(*good, option, f"{prefix}{path}"), path
        for option, value, said in (
                ("--ca", "/nonexistent", "certificate authority /nonexistent"),
                ("--cert", text, f"client certificate {text}"),
                ("--raw-request", "/nonexistent", "--raw-request /nonexistent"),
                ("--connection", "/nonexistent", "--connection /nonexistent"),
                ("--env", folder, f"--env {folder}"), ("--bearer", "a b", "--bearer, token"),
                ("--user", "a\x01:b", "--user, user name"), ("--bearer", "@", "--bearer @"),
                ("--deflate", "x", "--deflate, "), ("--origin", b"\xff", "--origin: "),
                ("--accept-certificate", "ab", "--accept-certificate, "),
                ("--alpn", b"\xed\xa0\x80", "--alpn: "), ("--server-name", "", "--server-name: "),
                ("--cookie-jar", "x" * 300, "--cookie-jar xxx")):
            assert said in complaint(*good, option, value), option
            assert not file.exists(), option
        assert "standard output" in complaint("record", "ws://127.0.0.1:1/", "-o", "-")
        assert not pathlib.Path("-").exists()
        complaint("record", "ws://127.0.0.1:1/")
        assert "is empty" in complaint("record", "ws://127.0.0.1:1/", "-o", "")
        complaint("record", "ws://127.0.0.1:1/", "-o", folder)
        complaint("record", "ws://127.0.0.1:1/", "-o", f"{folder}/none/new.pcapng")
        existing = pathlib.Path(folder) / "existing.pcapng"
        existing.write_bytes(b"precious")
        complaint("record", "ws://127.0.0.1:1/", "-o", existing)
        complaint("record", "ftp://nonsense/", "-o", existing, "--force")
        expect(existing.read_bytes(), b"precious", "what was there")


def commands():
    for arguments in ((), ("nonsense",), ("show",), ("record",), ("serve",), ("export",),
                      ("export", "x"), ("codes", "x"),
                      ("rules", "--format", "xml"), ("serve", "--demo", "--port", "70000"),
                      ("serve", "--demo", "--address", "nowhere"),
                      ("serve", "--demo", "--certificate", "x.pem"), ("--nonsense",)):
        complaint(*arguments)
    assert "nonsense" in complaint("nonsense")


def files():
    chaos = random.Random(3)
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "empty.pcapng").write_bytes(b"")
        (folder / "text.pcapng").write_text("This is not a capture.\n" * 100)
        (folder / "random.pcapng").write_bytes(chaos.randbytes(5000))
        os.mkfifo(folder / "pipe.pcapng")
        for file in (folder, folder / "missing.pcapng", folder / "empty.pcapng",
                     folder / "text.pcapng", folder / "random.pcapng", folder / "pipe.pcapng",
                     pathlib.Path("/dev/null")):
            assert str(file) in complaint("show", file), "the sentence names the file"
        if os.getuid() != 0:
            (folder / "text.pcapng").chmod(0)
            complaint("show", folder / "text.pcapng")


def truncated_files():
    """What is whole is shown; what is not is said to be left out."""
    with tempfile.TemporaryDirectory() as name:
        whole = pathlib.Path(name) / "whole.pcapng"
        cut = pathlib.Path(name) / "cut.pcapng"
        capture(whole)
        data = whole.read_bytes()
        all_events = show(whole, "--frames")
        for size in (*range(60, len(data), 97), len(data) - 1):
            cut.write_bytes(data[:size])
            done = run("show", cut, "--frames", "--format", "jsonl")
            events = [json.loads(line) for line in done.stdout.decode().splitlines()]
            assert len(events) <= len(all_events), size
            same = [event for event in events if event["kind"] == "frame"]
            expect(same, [event for event in all_events if event["kind"] == "frame"][:len(same)])
        assert b"ends inside a block" in done.stderr, done.stderr


def changed_files():
    """A recording that others change while it is read is told, and not taken for whole."""
    with tempfile.TemporaryDirectory() as name:
        file, other = pathlib.Path(name) / "many.pcapng", pathlib.Path(name) / "other.pcapng"

        def cut():
            os.truncate(file, 100_000)

        def replace():
            other.rename(file)

        def write_over():
            file.write_bytes(other.read_bytes())

        def grow():
            with open(file, "ab") as end:
                end.write(b"\n")

        for change, status in ((cut, 2), (replace, 2), (write_over, 2), (grow, 0)):
            for more in ((), ("--filter", "message")):
                capture(file, 30_000)
                capture(other, 31_000)
                process = start("show", file, *more, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE)
                process.stdout.read(1)  # it waits for us to read more
                change()
                said = process.communicate(timeout=LONG)[1].decode()
                expect(process.returncode, status, (change, more, said))
                expect(str(file) in said and "another program" in said, status != 0, said)


def damaged_files():
    """Bytes that were changed at random: never a crash."""
    chaos = random.Random(11)
    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "damaged.pcapng"
        capture(file)
        data = file.read_bytes()
        for _ in range(60):
            broken = bytearray(data)
            for _ in range(chaos.randrange(1, 20)):
                broken[chaos.randrange(len(broken))] = chaos.randrange(256)
            file.write_bytes(broken)
            for view in ((), ("--frames", "--format", "hex")):
                status = run("show", file, *view, status=None).returncode
                assert status in (0, 2), f"ended with {status}"


def filters():
    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "some.pcapng"
        capture(file)
        expect([event["text"] for event in show(file, "--filter", "MESSAGE 17")], ["message 17"])
        expect([event["text"] for event in show(file, "--filter", '"ssage 3"')], ["message 3"])
        expect(show(file, "--filter", "nowhere"), [])
        assert len(show(file, "--filter", "101")) == 1, "the response's status is found"


def several_files():
    with tempfile.TemporaryDirectory() as name:
        files = [pathlib.Path(name) / f"{number}.pcapng" for number in range(2)]
        for file in files:
            capture(file, 2)
        done = run("show", files[0], "/nonexistent", files[1], status=2)
        expect(done.stdout.decode().count("message 1"), 2)
        expect(done.stderr.decode().count("\n"), 1)


def broken_pipe():
    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "many.pcapng"
        capture(file, 30_000)
        done = subprocess.run(
            ["bash", "-c", f"set -o pipefail; '{PROGRAM}' show '{file}' --frames | head -n 1"],
            capture_output=True, check=False)
        expect((done.returncode, done.stderr), (0, b""))
        expect(done.stdout.count(b"\n"), 1)
        with open("/dev/full", "wb") as full:
            done = subprocess.run([PROGRAM, "show", file], stdout=full, stderr=subprocess.PIPE,
                                  check=False)
        expect(done.returncode, 2, "a full disk")
        expect(done.stderr.count(b"\n"), 1)


HOSTILE = "\x1b]0;title\x07 \x9b31m \u202e \u2066 \u2028 \u200b \ufeff".encode() + b" \xff\x9b"
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


def expect_harmless(data, what):
    """Nothing in it steers a terminal, turns text around or can't be seen."""
    found = STEERING.findall(data.decode("utf-8").replace("\r\n", "\n"))
    assert not found, f"{what}: {found} in {data!r}"


def on_terminal(*arguments):
    """What the program writes to a terminal, standard error included."""
    ours, theirs = pty.openpty()
    attributes = termios.tcgetattr(theirs)
    attributes[1] &= ~termios.OPOST
    termios.tcsetattr(theirs, termios.TCSANOW, attributes)
    process = subprocess.Popen([PROGRAM, *words(arguments)], stdin=subprocess.DEVNULL,
                               stdout=theirs, stderr=theirs)
    os.close(theirs)
    written = b""
    try:
        while piece := os.read(ours, 65536):
            written += piece
    except OSError:  # the other end is closed
        pass
    os.close(ours)
    process.wait(LONG)
    return written


def terminal():
    """What others sent, and names of files, reach no terminal as they are."""
    with tempfile.TemporaryDirectory() as name:
        hostile = pathlib.Path(os.fsdecode(HOSTILE.replace(b"/", b"")))
        file = pathlib.Path(name) / ("x" + str(hostile) + ".pcapng")
        text = HOSTILE.decode("utf-8", "replace").encode()
        with open(file, "wb") as out:
            connection = pcapng_writer.Connection(pcapng_writer.Writer(out), 40000)
            connection.data("out", frames.request())
            connection.data("in", frames.response().replace(
                b"\r\n\r\n", b"\r\nX-Odd: " + HOSTILE.replace(b"\x07", b"") + b"\r\n\r\n"))
            connection.data("in", frames.frame(frames.TEXT, text))
            connection.data("in", frames.frame(frames.TEXT, HOSTILE))
            connection.data("in", frames.frame(frames.PING, text))
            connection.data("in", frames.frame(frames.CLOSE, b"\x03\xe8" + HOSTILE))
            connection.end()
        for format in ("text", "jsonl", "hex"):
            done = run("show", file, file, "--format", format)
            expect_harmless(done.stdout, f"show as {format}")
            expect_harmless(on_terminal("show", file, "--format", format), format)
        for format in ("har", "jsonl", "csv", "html", "text"):
            shown = on_terminal("export", file, "-f", format, "-o", "-")
            assert len(shown) > 300, shown
            expect_harmless(shown, f"export as {format}")
        objects = [json.loads(line) for line in
                   run("show", file, "--format", "jsonl").stdout.splitlines()]
        assert text.decode() in [event.get("text") for event in objects], "escapes mean the same"
        csv = run("export", file, "-f", "csv", "-o", "-").stdout
        assert text in csv, "a file gets it as it is"
        for arguments in (("show", name + "/" + str(hostile)), ("show", "--" + str(hostile), file),
                          ("show", file, "--filter", "dir:" + str(hostile)),
                          ("export", file, "-o", str(hostile)), (str(hostile),),
                          ("record", "ws://h/", "-o", file),
                          ("record", "ws://h/", "-o", name + "/new", "--ca", str(hostile)),
                          ("record", str(hostile), "-o", name + "/new")):
            done = run(*arguments, status=2)
            expect_harmless(done.stderr, arguments)
            expect_harmless(on_terminal(*arguments), arguments)


def secrets():
    """What is wrong is told without the password."""
    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "new.pcapng"
        good = ("record", "ws://127.0.0.1:1/", "-o", file)
        for arguments in (("record", "me:geheim@ho st", "-o", file),
                          ("record", "me:geheim@host:99999", "-o", file),
                          ("record", "ftp://me:geheim@host/", "-o", file),
                          ("record", "ws://me:ge/heim@host/", "-o", file),
                          ("record", "ws:/me:geheim@host", "-o", file),
                          ("record", "ws:me:geheim@host", "-o", file),
                          ("record", "http//me:geheim@host", "-o", file),
                          ("record", "wss:///me:geheim@host", "-o", file),
                          ("record", "wz:/me:geheim@host", "-o", file),
                          ("record", "ws;//me:geheim@host", "-o", file),
                          ("record", "ws://me:%heim@host", "-o", file),
                          ("ws:/me:geheim@host",),
                          (*good, "--proxy", "http:/me:geheim@host:1"),
                          (*good, "--proxy", "http//me:geheim@host:1"),
                          (*good, "--proxy", "http:me:geheim@host:1"),
                          (*good, "--proxy", "http://http://me:geheim@host:1"),
                          ("record", "ws://ws://me:geheim@host", "-o", file),
                          ("record", "h?//me:geheim@host", "-o", file),
                          ("record", "ws:80/me:geheim@host", "-o", file),
                          ("record", "ws://me:geheim@host/#x", "-o", file),
                          ("record", "ws://host:99999/?token=geheim", "-o", file),
                          ("me:geheim@host",), ("ws://me:geheim@host/",),
                          (*good, "ws://me:geheim@host"), (*good, "--proxi", "me:geheim@host"),
                          (*good, "--proxi=me:geheim@host"), (*good, "--proxi:geheim"),
                          (*good, "--proxy", "me:geheim@host:1"),
                          (*good, "--proxy", "http://me:geheim@ho st:1"),
                          (*good, "--proxy", "ftp://me:geheim@host"),
                          (*good, "--proxy", "https://me:geheim@host"),
                          (*good, "--proxy", "http://me:geheim@host:0"),
                          (*good, "--proxy", "socks5://me:" + "geheim" * 50 + "@host"),
                          (*good, "--header", "Authorization Bearer geheim"),
                          (*good, "--header", "Authorization Bearer geheim: x"),
                          (*good, "--header", "X-Key: geheim\nX: y"),
                          (*good, "--subprotocol", "geheim geheim"),
                          (*good, "--subprotocol", "geheim", "--subprotocol", "geheim"),
                          (*good, "--origin", "geheim\r\nX: y")):
            assert "heim" not in complaint(*arguments), arguments
            assert not file.exists(), arguments


def few_files():
    """Few file descriptors are a sentence and a status, no abort of a library."""
    def limited(count):
        return {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (count, count))}
    with tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "some.pcapng"
        capture(file)
        for count in (4, 5, 6, 7, 8, 10, 14, 20):
            for arguments in (("record", "ws://127.0.0.1:1/", "-o", file.with_name("new.pcapng")),
                              ("serve", "--demo", "--port", "0", "--tls")):
                complaint(*arguments, **limited(count))
                assert not file.with_name("new.pcapng").exists(), count
            for arguments in (("show", file), ("export", file, "-o", file.with_name("x.har"))):
                done = run(*arguments, status=None, **limited(count))
                assert done.returncode in (0, 2), (count, arguments, done)
        run("show", file, **limited(10))


def tables():
    codes = json.loads(run("codes", "--format", "json").stdout)
    expect(codes[0]["first"], 0)
    expect(codes[-1]["last"], 65535)
    for one, next_one in zip(codes, codes[1:]):
        expect(next_one["first"], one["last"] + 1, "no gap")
    expect([row["name"] for row in codes if row["first"] == 1012], ["service restart"])
    rules = json.loads(run("rules", "--format", "json").stdout)
    expect(len({row["rule"] for row in rules}), len(rules))
    assert {"mask-missing", "utf8-invalid", "frame-truncated"} <= {row["rule"] for row in rules}
    for command, rows in (("codes", codes), ("rules", rules)):
        lines = run(command).stdout.decode().splitlines()
        expect(len(lines), len(rows) + 1, command)


def unwritable_output():
    """What can't be written is said, and nobody takes it for done."""
    for command in (("codes",), ("rules",), ("filters",), ("--help",), ("show", "--help"),
                    ("--version",)):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([PROGRAM, *command], stdout=full, stderr=subprocess.PIPE,
                                  check=False)
        expect((done.returncode, done.stderr.count(b"\n")), (2, 1), command)
        done = subprocess.run(["/bin/sh", "-c", '"$0" "$@" >&-', PROGRAM, *command],
                              stderr=subprocess.PIPE, check=False)
        expect((done.returncode, done.stderr.count(b"\n")), (2, 1), command)


def help_texts():
    for command in ((), ("record",), ("show",), ("export",), ("serve",), ("codes",),
                    ("rules",), ("probe",)):
        done = run(*command, "--help")
        expect(done.stderr, b"")
        assert len(done.stdout) > 150, command
        assert max(map(len, done.stdout.decode().splitlines())) <= 110, command
    expect(run("--version").stdout.split()[0], b"framescope-cli")


def closed_streams():
    """The recording does not become standard output or error where these are closed."""
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "new.pcapng"
        subprocess.run(["/bin/sh", "-c", '"$0" "$@" <&- >&- 2>&-', PROGRAM, "record",
                        "ws://127.0.0.1:1/", "-o", str(file), "--print"], check=False, timeout=LONG)
        expect([event["type"] for event in show(file)],
               ["connecting", "resolved", "error", "closed"])


main([closed_streams, terminal, secrets, few_files, urls, options, commands, files, truncated_files,
      changed_files, damaged_files, filters, several_files,
      broken_pipe, tables, unwritable_output, help_texts])

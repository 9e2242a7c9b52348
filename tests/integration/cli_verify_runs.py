#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""framescope-cli verify: files, verdicts, reports, recordings, exit statuses, mistakes."""
import base64
import contextlib
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import xml.etree.ElementTree as xml

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
import frames
from cli import LONG, PROGRAM, demo_server, expect, main, record, run, show, start

SCHEMA = pathlib.Path(os.environ["FRAMESCOPE_TEST_DATA"]) / "probe" / "junit.xsd"
CLOSES = """name: closes
tags: [close]
connect: "{{url}}/close?code={{code}}&reason=bye"
matrix: { code: [1000, 1001, 4000] }
steps:
  - expect: open
  - expect: { close: { code: "{{code}}", reason: bye } }
"""
ECHOES = """name: echoes
tags: [echo, smoke]
connect: "{{url}}/echo"
steps:
  - expect: open
  - send: hello
  - expect: { message: ANSWER }
"""


class Folder:
    """A folder with scenarios, and the demo server."""

    def __enter__(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.path = pathlib.Path(self.temporary.name)
        self.serving = demo_server()
        self.url = self.serving.__enter__().url
        return self

    def __exit__(self, *problem):
        self.serving.__exit__(*problem)
        self.temporary.cleanup()

    def write(self, name, text):
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def verify(self, *arguments, status=0, **more):
        return run("verify", *arguments, "--var", f"url={self.url}", status=status, **more)


def text(done):
    return done.stdout.decode(), done.stderr.decode()


def verdicts():
    with Folder() as folder:
        folder.write("a/closes.scenario.yaml", CLOSES)
        wrong = folder.write("a/deep/echoes.yaml", ECHOES.replace("ANSWER", "goodbye"))
        out, err = text(folder.verify(folder.path, status=1))
        expect(err, "")
        lines = out.splitlines()
        closes = folder.path / "a/closes.scenario.yaml"
        for i, code in enumerate((1000, 1001, 4000)):
            assert lines[i].startswith(f"passed   {closes} [code={code}]  "), lines[i]
        assert lines[3].startswith(f"FAILED   {wrong}  "), lines[3]
        assert f"  {wrong}:7:5: expect: {{message: goodbye}}" in out, out
        assert "goodbye" in out and "hello" in out, out
        assert lines[-1].startswith("4 runs: 3 passed, 1 failed; "), lines[-1]


def values():
    """Of the file, of --env, of --var, of the matrix; secrets of the environment."""
    with Folder() as folder:
        echoes = folder.write("e.yaml", "variables: { a: of the file }\n"
                              + ECHOES.replace("ANSWER", '"{{a}}"').replace("hello", '"{{b}}"'))
        of_file = folder.write("of-file.env.yaml", "variables: { b: of the file }\n")
        folder.verify(echoes, "--env", of_file)
        folder.verify(echoes, "--env", of_file, "--var", "b=x", status=1)
        folder.verify(echoes, "--env", of_file, "--var", "b=x", "--var", "a=x")
        both = folder.write("both.env.yaml", "variables: { a: both, b: { secret: true } }\n")
        folder.verify(echoes, "--env", both, env=dict(os.environ, FRAMESCOPE_SECRET_B="both"))
        out, err = text(folder.verify(echoes, status=2))
        assert out == "" and f"{echoes}:7:11" in err and '"b"' in err, err
        expect("NAME=VALUE" in text(folder.verify(echoes, "--var", "b", status=2))[1], True)
        closes = folder.write("closes.yaml", CLOSES)
        out, _ = text(folder.verify(closes, "--var", "code=3999"))
        assert f"passed   {closes}  " in out and "1 run: 1 passed" in out, out
        # Those of the command line come before a CSV too, which keeps its other columns.
        folder.write("codes.csv", "code,n\n4000,1\n4001,2\n")
        closes = folder.write("csv.yaml", CLOSES.replace("matrix: { code: [1000, 1001, 4000] }",
                                                         "matrix: { csv: codes.csv }"))
        out, _ = text(folder.verify(closes, "--var", "code=3999", "--var", "url=URL"))
        assert f"passed   {closes} [n=1]" in out and "2 runs: 2 passed" in out, out


def chosen_by_tags():
    with Folder() as folder:
        folder.write("closes.scenario.yaml", CLOSES)
        folder.write("echoes.scenario.yaml", ECHOES.replace("ANSWER", "hello"))
        out, _ = text(folder.verify(folder.path, "--list"))
        expect(out, "".join(f"{folder.path}/closes.scenario.yaml [code={code}]  closes  (close)\n"
                            for code in (1000, 1001, 4000)) +
               f"{folder.path}/echoes.scenario.yaml  echoes  (echo, smoke)\n")
        for arguments, count in ((("--tag", "close"), 3), (("--no-tag", "close"), 1),
                                 (("--tag", "smoke", "--tag", "close"), 4)):
            out, _ = text(folder.verify(folder.path, *arguments))
            assert f"{count} run" in out.splitlines()[-1], out
        expect("no scenario is left" in
               text(folder.verify(folder.path, "--tag", "none", status=2))[1], True)


def mistakes():
    """Those of all files at once, and nothing is run."""
    with Folder() as folder:
        good = folder.write("good.yaml", ECHOES.replace("ANSWER", "hello"))
        one = folder.write("one.scenario.yaml", CLOSES.replace("- expect: open", "- exspect: open"))
        two = folder.write("two.scenario.yaml", CLOSES.replace("reason: bye }", "reson: bye }"))
        out, err = text(folder.verify(folder.path, status=2))
        expect(out, "")
        assert f"{one}:6:5: " in err and "did you mean expect?" in err, err
        assert f"{two}:7:42: " in err and "did you mean reason?" in err, err
        expect(text(folder.verify(folder.path, "--check", status=2))[1], err)
        expect(text(folder.verify(good, "--check"))[0], "1 scenario, 1 run: no mistakes\n")


def bad_input():
    with Folder() as folder:
        (folder.path / "empty").mkdir()
        bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
            f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join('*' + chr(97 + i) for _ in range(9))}]\n"
            for i in range(9))
        served = folder.write("served.yaml", "serve: {}\nsteps:\n  - send: hello\n")
        good = folder.write("good.yaml", ECHOES.replace("ANSWER", "hello"))
        one = folder.write("x/one.yaml", "include: two.yaml\nconnect: ws://a\nsteps:\n"
                                         "  - expect: open\n")
        folder.write("x/two.yaml", "include: one.yaml\n")
        for arguments, said in (
                ((folder.path / "nothing",), "there is no such file or folder"),
                ((folder.path / "empty",), "there is no scenario in the folder"),
                ((folder.write("bomb.yaml", bomb),), "bomb.yaml"),
                ((one,), "two.yaml:1:10"),
                ((folder.write("big.yaml", "# " + "x" * 10_000_000),), "MiB"),
                ((folder.write("none.yaml", ""),), "the file is empty"),
                ((folder.write("bytes.yaml", "\0\1\2"),), "bytes.yaml"),
                ((served,), "plays the server"),
                ((good, "--junit", folder.path / "no/report.xml"), "--junit"),
                ((good, "--html", folder.path), "--html"),
                ((good, "--record", good), "--record"),
                ((good, "--env", folder.path / "no.yaml"), "--env"),
                ((good, "--offline", folder.path / "no.pcapng"), "no.pcapng"),
                ((good, "--offline", good, "--record", folder.path / "evidence"), "--record"),
                ((good, "--parallel", 0), "--parallel"),
                ((good, "--repeat", "x"), "--repeat"),
                ((good, "--connection", 2), "--connection"),
                ((), "FILE")):
            out, err = text(folder.verify(*arguments, status=2))
            assert out == "" and said in err and err.startswith("framescope-cli: "), (said, err)
        expect((folder.path / "evidence").exists(), False)
        loop = folder.write("l/one.scenario.yaml", ECHOES.replace("ANSWER", "hello")).parent
        (loop / "again").symlink_to(loop)
        out, _ = text(folder.verify(loop))
        expect(out.splitlines()[-1].startswith("1 run: 1 passed"), True)


def connection_that_fails():
    with Folder() as folder:
        echoes = folder.write("e.yaml", 'connect: "{{url}}/echo"\nsteps:\n  - send: hello\n')
        out, _ = text(run("verify", echoes, "--var", "url=ws://127.0.0.1:1", status=3))
        assert out.startswith("ERROR    "), out
        # An expectation is about it.
        refused = folder.write("r.yaml", 'connect: "ws://127.0.0.1:1"\n'
                                         "steps:\n  - expect: { error: { layer: tcp } }\n")
        folder.verify(refused)
        # A failure comes before it.
        wrong = folder.write("w.yaml", CLOSES.replace("reason: bye }", "reason: hello }"))
        assert "1 failed" in text(run("verify", wrong, echoes, "--var", "code=1000", "--var",
                                      "url=ws://127.0.0.1:1", status=3))[0]  # it can't be reached
        failing = folder.write("f.yaml", CLOSES.replace("{{url}}", folder.url)
                               .replace("reason: bye }", "reason: hello }"))
        run("verify", failing, echoes, "--var", "code=1000", "--var", "url=ws://127.0.0.1:1", status=1)


def reports():
    with Folder() as folder:
        folder.write("closes.scenario.yaml", CLOSES)
        wrong = folder.write("hostile.scenario.yaml",
                             ECHOES.replace("ANSWER", '{ json: { $.a: { "=": 2 } } }')
                             .replace("send: hello", """send: '{"a": "<script>alert(1)</script>]]>"}'""")
                             .replace("echoes", '"<b>bold</b> & \\e[31mred"'))
        junit, html, evidence = (folder.path / name for name in ("j.xml", "h.html", "evidence"))
        folder.verify(folder.path, "--junit", junit, "--html", html, "--record", evidence, status=1)
        if shutil.which("xmllint"):
            subprocess.run(["xmllint", "--noout", "--schema", SCHEMA, junit], check=True,
                           capture_output=True, timeout=LONG)
        suites = xml.parse(junit).getroot()
        expect({key: suites.get(key) for key in ("tests", "failures", "errors", "skipped")},
               {"tests": "4", "failures": "1", "errors": "0", "skipped": "0"})
        failure = suites.find(".//failure")
        assert f"{wrong}:7:5" in failure.get("message"), failure.get("message")
        assert "<script>alert(1)</script>" in failure.text, failure.text
        page = html.read_text()
        assert "<script" not in page and "&lt;script&gt;alert(1)" in page, page
        assert "\x1b" not in page and "<b>bold" not in page, page
        names = sorted(path.name for path in evidence.iterdir())
        expect(names, ["closes-code=1000.pcapng", "closes-code=1001.pcapng",
                       "closes-code=4000.pcapng", "hostile.pcapng"])
        for name in names:
            expect((evidence / name).stat().st_mode & 0o777, 0o600, name)
            assert f'evidence/{name}"' in page.replace("%3d", "="), name
        codes = [event["code"] for name in names[:3] for event in show(evidence / name)
                 if event["type"] == "closed"]
        expect(codes, [1000, 1001, 4000])
        folder.verify(folder.path, "--record", evidence, status=1)  # in place of the old ones


class FlakyServer:
    """Sends a text to each client; to one in `every` another one."""

    def __init__(self, every):
        self.every = every
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"ws://127.0.0.1:{self.socket.getsockname()[1]}"
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        count = 0
        while True:
            connection, _ = self.socket.accept()
            with connection:
                head = b""
                while b"\r\n\r\n" not in head:
                    head += connection.recv(65536)
                key = re.search(rb"(?i)sec-websocket-key: *(\S+)", head)[1].decode()
                count += 1
                answer = b"wrong" if count % self.every == 0 else b"right"
                connection.sendall(frames.response(key) + frames.frame(frames.TEXT, answer)
                                   + frames.frame(frames.CLOSE, frames.close_payload(1000)))
                with contextlib.suppress(ConnectionError):
                    connection.recv(65536)  # the Close of the client; the server ends TCP then


FLAKY = """connect: "{{url}}"
steps:
  - expect: open
  - expect: { message: right }
  - expect: { close: 1000 }
"""


def repeats():
    with tempfile.TemporaryDirectory() as name:
        flaky = pathlib.Path(name) / "flaky.yaml"
        flaky.write_text(FLAKY)
        server = FlakyServer(10)
        junit = pathlib.Path(name) / "j.xml"
        out, _ = text(run("verify", flaky, "--var", f"url={server.url}", "--repeat", 50, "--junit",
                          junit, status=1))
        assert f"FAILED   {flaky}  flaky: passed 45 of 50\n" in out, out
        assert f"  5 times: {flaky}:4:5: " in out, out
        assert "1 of these flaky" in out, out
        assert "flaky: passed 45 of 50" in junit.read_text()

        server = FlakyServer(3)
        folder = pathlib.Path(name) / "evidence"
        out, _ = text(run("verify", flaky, "--var", f"url={server.url}", "--repeat", 10,
                          "--fail-fast", "--record", folder, status=1))
        assert "passed 2 of 3" in out, out
        expect(sorted(path.name for path in folder.iterdir()),
               [f"flaky-0{i}.pcapng" for i in (1, 2, 3)])


def same_verdict_each_time():
    with Folder() as folder:
        good = folder.write("good.scenario.yaml", ECHOES.replace("ANSWER", "hello"))
        bad = folder.write("bad.scenario.yaml", ECHOES.replace("ANSWER", "goodbye"))
        out, _ = text(folder.verify(good, "--repeat", 100))
        assert f"passed   {good}  100 times" in out, out
        out, _ = text(folder.verify(bad, "--repeat", 100, "--parallel", 4, status=1))
        assert f"FAILED   {bad}  100 times" in out, out


def fail_fast():
    with Folder() as folder:
        folder.write("a.yaml", ECHOES.replace("ANSWER", "goodbye"))
        folder.write("b.yaml", ECHOES.replace("ANSWER", "hello"))
        junit = folder.path / "j.xml"
        out, _ = text(folder.verify(folder.path, "--fail-fast", "--junit", junit, status=1))
        expect(out.splitlines()[-1].startswith("2 runs: 0 passed, 1 failed, 1 not run"), True, out)
        expect(xml.parse(junit).getroot().get("skipped"), "1")
        out, _ = text(folder.verify(folder.path, "--fail-fast", "--repeat", 5, status=1))
        assert "; each at most 5 times; " in out, out


def in_parallel():
    """Runs that wait for each other's time do it at once."""
    with Folder() as folder:
        slow = folder.write("slow.yaml", """connect: "{{url}}/close?after=1000&code={{code}}"
matrix: { code: [4000, 4001, 4002, 4003, 4004, 4005, 4006, 4007] }
steps:
  - expect: { close: { code: "{{code}}" }, within: 60s }
""")
        begin = time.monotonic()
        folder.verify(slow, "--parallel", 8)
        taken = time.monotonic() - begin
        begin = time.monotonic()
        folder.verify(slow, "--var", "code=4000", "--repeat", 3)
        assert taken < 2 * (time.monotonic() - begin), taken


def interrupted():
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        interrupted_by(number)


def interrupted_by(number):
    with Folder() as folder:
        folder.write("a.yaml", ECHOES.replace("ANSWER", "hello"))
        folder.write("b.yaml", 'connect: "{{url}}/echo"\nsteps:\n  - expect: open\n  - wait: 10m\n')
        junit = folder.path / "j.xml"
        program = start("verify", folder.path, "--var", f"url={folder.url}", "--junit", junit,
                        "--record", folder.path / "evidence", stdout=subprocess.PIPE)
        assert program.stdout.readline().startswith(b"passed   ")
        second = folder.path / "evidence/b.pcapng"
        while not second.exists() or not any(event["type"] == "open" for event in show(second)):
            time.sleep(0.05)
        program.send_signal(number)
        out = program.stdout.read().decode()
        expect(program.wait(LONG), -number)
        assert "2 runs: 1 passed, 1 with an error" in out, out
        assert "not finished: interrupted" in out, out
        root = xml.parse(junit).getroot()
        expect((root.get("tests"), root.get("errors")), ("2", "1"))
        assert "not finished: interrupted" in root.find(".//error").get("message")
        expect([event["type"] for event in show(second)][-1], "closed")


def interrupted_repeats():
    """A run that was broken off does not make those before it flaky."""
    release = threading.Event()

    def serve(listener):
        for count in range(1000):
            connection, _ = listener.accept()
            with connection:
                head = b""
                while b"\r\n\r\n" not in head:
                    head += connection.recv(65536)
                if count == 3:
                    program.send_signal(signal.SIGTERM)
                    release.wait(LONG)
                    return
                key = re.search(rb"(?i)sec-websocket-key: *(\S+)", head)[1].decode()
                connection.sendall(frames.response(key) + frames.frame(frames.TEXT, b"right")
                                   + frames.frame(frames.CLOSE, frames.close_payload(1000)))
                with contextlib.suppress(ConnectionError):
                    connection.recv(65536)  # the Close of the client

    with tempfile.TemporaryDirectory() as name, socket.create_server(("127.0.0.1", 0)) as listener:
        scenario = pathlib.Path(name) / "r.yaml"
        scenario.write_text(FLAKY)
        program = start("verify", scenario, "--var", f"url=ws://127.0.0.1:{listener.getsockname()[1]}",
                        "--repeat", 1000, stdout=subprocess.PIPE)
        server = threading.Thread(target=serve, args=(listener,), daemon=True)
        server.start()
        out = program.stdout.read().decode()
        expect(program.wait(LONG), -signal.SIGTERM)
        release.set()
        assert "not finished: interrupted" in out and "flaky" not in out, out


def hidden_secrets():
    with Folder() as folder:
        scenario = folder.write("s.yaml", """connect: "{{url}}/echo"
steps:
  - expect: open
  - set: { a: "{{secret.pw}}" }
  - send: "x{{a}}"
  - expect: { message: "{{a}}y" }
""")
        reports = [folder.path / "j.xml", folder.path / "h.html"]
        out, err = text(folder.verify(scenario, "--junit", reports[0], "--html", reports[1], status=1,
                                      env=dict(os.environ, FRAMESCOPE_SECRET_PW='hun"ter2')))
        for shown in [out, err] + [report.read_text() for report in reports]:
            assert "ter2" not in shown, shown
        assert 'expected: "***removed***y"' in out, out
        # However long they are, and as a server tells them.
        password = "correct horse battery staple, and then some more of it"
        basic = base64.b64encode(("joe:" + password).encode()).decode()
        scenario = folder.write("l.yaml", """connect: "{{url}}/echo"
steps:
  - send: "none Basic {{basic}}"
  - expect: { message: "session={{secret.pw}}" }
""")
        out, err = text(folder.verify(scenario, "--var", "basic=" + basic, "--junit", reports[0], "--html",
                                      reports[1], status=1,
                                      env=dict(os.environ, FRAMESCOPE_SECRET_PW=password)))
        for shown in [out, err] + [report.read_text() for report in reports]:
            assert "horse" not in shown and basic[12:40] not in shown, shown
        assert 'expected: "session=***removed***"' in out and "Basic am9lO***removed***" in out, out
        # Also in the names of recordings, if a value of the matrix is a secret of the environment.
        matrix = folder.write("m.yaml", 'matrix: { a: [hunter2, b] }\nconnect: "{{url}}/echo"\nsteps:\n'
                              '  - send: "{{a}} {{secret.pw}}"\n')
        evidence = folder.path / "evidence"
        folder.verify(matrix, "--record", evidence,
                      env=dict(os.environ, FRAMESCOPE_SECRET_PW="hunter2"))
        expect(sorted(path.name for path in evidence.iterdir()),
               ["m-a=___removed___.pcapng", "m-a=b.pcapng"])


def kept_files():
    """A report replaces no file that is read, and no other report."""
    with Folder() as folder:
        scenario = folder.write("s.yaml", ECHOES.replace("ANSWER", "hello"))
        before = scenario.read_text()
        for report in ("--junit", "--html"):
            _, err = text(folder.verify(scenario, report, scenario, status=2))
            assert "would be written over" in err, err
        same = folder.path / "same"
        folder.verify(scenario, "--junit", same, "--html", same, status=2)
        expect(scenario.read_text(), before)
        assert not same.exists()


def servers():
    """A file that plays the server is checked, and left out of a folder that is run."""
    with Folder() as folder:
        folder.write("s.yaml", ECHOES.replace("ANSWER", "hello"))
        server = folder.write("server.yaml", "serve: {path: /a}\nsteps:\n  - send: hello\n")
        out, _ = text(folder.verify(server, "--check"))
        expect(out, "1 scenario, 0 runs: no mistakes\n")
        out, _ = text(folder.verify(folder.path, "--check"))
        expect(out, "2 scenarios, 1 run: no mistakes\n")
        _, err = text(folder.verify(folder.path))
        assert f"framescope-cli serve {server}" in err, err


def on_a_terminal():
    """Progress on one line, and only what has not passed."""
    with Folder() as folder:
        folder.write("a.yaml", ECHOES.replace("ANSWER", "hello"))
        folder.write("b.yaml", ECHOES.replace("ANSWER", "goodbye"))
        command = [PROGRAM, "verify", str(folder.path), "--var", f"url={folder.url}"]
        done = subprocess.run(["script", "-qec", " ".join(command), "/dev/null"],
                              capture_output=True, timeout=LONG, check=False)
        out = done.stdout.decode()
        expect(done.returncode, 1, out)
        assert f"{folder.path}/a.yaml  " not in out and f"FAILED   {folder.path}/b.yaml" in out, out
        # A line that is rewritten, and never wraps.
        slow = folder.write("slow.yaml", """connect: "{{url}}/echo"
matrix: { n: [1, 2, 3, 4], text: [xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx] }
steps:
  - wait: 300ms
""")
        command = [PROGRAM, "verify", str(slow), "--var", f"url={folder.url}"]
        done = subprocess.run(["script", "-qec", "stty cols 60; " + " ".join(command), "/dev/null"],
                              capture_output=True, timeout=LONG, check=False)
        shown = [line for line in done.stdout.decode().split("\r\x1b[K") if " of 4 runs: " in line]
        assert len(shown) >= 2 and all(len(line) < 60 for line in shown), done.stdout
        assert shown[0].startswith("1 of 4 runs: "), shown


def offline():
    with Folder() as folder:
        echoes = folder.write("e.yaml", ECHOES.replace("ANSWER", "hello"))
        closes = folder.write("c.yaml", CLOSES)
        two = folder.path / "two.pcapng"
        folder.verify(closes, "--var", "code=4000", "--record", folder.path)
        record(f"{folder.url}/echo", two, "--send", "hello", "--wait", "0.3", "--close", "1000")
        out, _ = text(run("verify", echoes, "--offline", two, "--var", "url=ws://nowhere"))
        assert "1 run: 1 passed" in out, out
        code = folder.path / "c.pcapng"
        run("verify", closes, "--offline", code, "--var", "code=4000", "--var", "url=ws://a")
        out, _ = text(run("verify", closes, "--offline", code, "--var", "code=4001",
                          "--var", "url=ws://a", status=1))
        assert f"{closes}:7:5: " in out and "4000" in out, out
        # What was sent is not that.
        other = folder.write("o.yaml", ECHOES.replace("ANSWER", "hello").replace("hello", "bonjour"))
        out, _ = text(run("verify", other, "--offline", two, "--var", "url=ws://a", status=2))
        assert f"{other}:6:5: " in out and "client" in out, out
        _, err = text(run("verify", echoes, "--offline", two, "--connection", 2, "--var",
                          "url=ws://a", status=2))
        assert "--connection" in err, err


main([verdicts, values, chosen_by_tags, mistakes, bad_input, connection_that_fails, reports,
      repeats, same_verdict_each_time, fail_fast, in_parallel, interrupted,
      interrupted_repeats, hidden_secrets, kept_files,
      servers, on_a_terminal, offline])

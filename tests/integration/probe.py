#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""`probe`: its marks of servers that behave, and of one that does not; reports, guard, endings."""
import contextlib
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import xml.etree.ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
from cli import LONG, expect, main, run, serving, show, start
import frames
from recording import PEERS, demo_server, peer

DATA = pathlib.Path(os.environ["FRAMESCOPE_TEST_DATA"]) / "probe"
# Quick, and without cases that race with the answers to what was sent before.
CHOSEN = ["mask", "length", "utf8.?", "utf8.[1-6]?", "close", "handshake", "http", "origin",
          "deflate.2[1-4]?", "framing.*", "ping.?"]


def probe(url, *arguments, cases=(), status=0):
    """What was said of each case, by its id."""
    words = [word for case in cases for word in ("--case", case)]
    done = run("probe", url, *words, "--format", "jsonl", "--idle", 0.2, "--rate", 10_000,
               *arguments, status=status)
    lines = [json.loads(line) for line in done.stdout.decode().splitlines()]
    return {line["case"]: line for line in lines}, done.stderr.decode()


@contextlib.contextmanager
def node_peer():
    with subprocess.Popen(["node", PEERS / "ws_peer.js"], stdout=subprocess.PIPE,
                          env={**os.environ, "NODE_PATH": "/usr/share/nodejs"}) as process:
        url = f"ws://127.0.0.1:{int(process.stdout.readline())}"
        threading.Thread(target=process.stdout.read, daemon=True).start()
        try:
            yield url
        finally:
            process.kill()


@contextlib.contextmanager
def websockets_peer():
    with peer("websockets_peer.py") as (process, url):
        threading.Thread(target=process.stdout.read, daemon=True).start()
        yield url + "/echo"


def check_marks(url, name):
    """All cases but those that are listed in the data are right."""
    seen, _ = probe(url, cases=CHOSEN, status=1)
    marks = {case: said["verdict"] for case, said in seen.items() if said["verdict"] != "ok"}
    expected = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    different = {case: (marks.get(case, "ok"), expected.get(case, "ok"),
                        seen[case]["came"], seen[case]["remark"])
                 for case in marks.keys() | expected.keys()
                 if marks.get(case) != expected.get(case)}
    expect(different, {})
    assert len(seen) > 250, len(seen)


def marks_of_websockets():
    with websockets_peer() as url:
        check_marks(url, "websockets")


def marks_of_ws():
    with node_peer() as url:
        check_marks(url, "ws")


def our_servers_do_no_worse():
    """The demo and a mock fail nowhere where Python's websockets does not."""
    known = json.loads((DATA / "websockets.json").read_text(encoding="utf-8"))
    ranks = ["ok", "informational", "non-strict", "failed"]
    with tempfile.TemporaryDirectory() as name, demo_server() as demo:
        echo = pathlib.Path(name) / "echo.scenario.yaml"
        echo.write_text("serve:\nsteps:\n  - repeat:\n      steps:\n        - expect: { message: "
                        "{ any: true }, within: 1h }\n        - echo\n", encoding="utf-8")
        with serving(echo, stderr=subprocess.DEVNULL) as mock:
            for url in (demo.url + "/echo", mock.url):
                seen, _ = probe(url, cases=CHOSEN)
                worse = {case: (said["verdict"], said["came"], said["remark"])
                         for case, said in seen.items() if said["verdict"] in ranks[2:] and
                         ranks.index(said["verdict"]) > ranks.index(known.get(case, "ok"))}
                expect(worse, {}, url)
                expect(sorted(case for case, said in seen.items() if said["verdict"] == "failed"),
                       [], url)


def a_careless_server_is_found_out():
    """Each of its faults; what it does right is still right."""
    faults = ["mask.1", "mask.3", "mask.4", "mask.5", "mask.6", "rsv.1", "rsv.5", "opcode.1",
              "opcode.6", "utf8.8", "utf8.9", "utf8.41", "fragment.14", "fragment.20", "ping.5",
              "close.9", "close.15", "close.33", "close.37", "handshake.2", "handshake.6",
              "handshake.8", "handshake.14", "handshake.15", "handshake.19", "http.1", "http.3",
              "http.9", "http.10", "http.30", "http.34", "origin.3", "length.5"]
    right = ["framing.1", "framing.7", "ping.2", "fragment.5", "utf8.1", "close.10", "origin.1",
             "tcp.4", "tcp.7"]
    with peer("careless_peer.py") as (_, url):
        seen, _ = probe(url, "--cookie", "session=1", "--patience", 0.4, cases=faults + right,
                        status=1)
    expect([case for case in faults if seen[case]["verdict"] != "failed"], [])
    expect([(case, seen[case]) for case in right if seen[case]["verdict"] != "ok"], [])
    assert "any site" in seen["origin.3"]["remark"], seen["origin.3"]


def autobahn_is_covered():
    """By number, in what --list prints."""
    listed = [json.loads(line) for line in
              run("probe", "--list", "--format", "jsonl").stdout.decode().splitlines()]
    numbers = [number for case in listed for number in case["autobahn"]]
    known = (DATA / "autobahn_cases.txt").read_text(encoding="utf-8").split()
    expect(sorted(numbers), sorted(known))


def reports_are_whole():
    with websockets_peer() as url, tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        _, told = probe(url, "--junit", folder / "probe.xml", "--html", folder / "probe.html",
                        "--record", folder / "kept", cases=["length.1", "mask.1", "http.9"],
                        status=1)
        assert "at most 3 cases, 4 connections" in told, told
        assert "3 cases, 4 connections, " in told.splitlines()[-1], told
        root = xml.etree.ElementTree.parse(folder / "probe.xml").getroot()
        expect([(case.get("name").split(":")[0], [child.tag for child in case])
                for case in root.iter("testcase")],
               [("mask.1", ["system-out"]), ("length.1", ["system-out"]), ("http.9", ["failure"])])
        if shutil.which("xmllint"):
            subprocess.run(["xmllint", "--noout", "--schema", DATA / "junit.xsd",
                            folder / "probe.xml"], check=True, capture_output=True)
        html = (folder / "probe.html").read_text(encoding="utf-8")
        for case in ("length.1", "mask.1", "http.9"):
            assert f'href="./kept/{case}.pcapng"' in html, case
            events = show(folder / "kept" / f"{case}.pcapng")
            assert [event for event in events if event["type"] == "open"], case
        run("probe", url, "--record", folder / "kept", status=2)  # never two probes in one folder


def exit_statuses():
    with websockets_peer() as url:
        probe(url, cases=["framing.1"])
        probe(url, cases=["http.9"], status=1)
        run("probe", url, "--case", "nothing", status=2)
        run("probe", url, "--rate", "0", status=2)
        run("probe", url, "--junit", "/nowhere/at/all.xml", status=2)
        run("probe", url, "--raw-request", "/dev/null", status=2)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    run("probe", f"ws://127.0.0.1:{port}", status=3)
    with demo_server() as server:
        done = run("probe", server.url + "/deny?status=404", status=3)
        assert b"refused with 404" in done.stderr, done.stderr
    run("probe", status=2)


def others_are_not_probed_by_mistake():
    """Nothing is sent to a server that is not on this machine, unless it is said to be right."""
    done = run("probe", "ws://192.0.2.1/", status=2)
    assert b"--yes" in done.stderr, done.stderr


def the_guard_holds():
    """No more connections and bytes than told, as the server counts them."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        got = []

        def count():
            while True:
                try:
                    sock, _ = listener.accept()
                except OSError:
                    return
                got.append(len(sock.recv(1 << 16)))
                sock.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
                sock.close()

        thread = threading.Thread(target=count, daemon=True)
        thread.start()
        run("probe", f"ws://127.0.0.1:{listener.getsockname()[1]}", status=3)
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(LONG)
        expect(len(got), 1)  # a server that refuses is left alone
    with websockets_peer() as url:
        seen, told = probe(url, "--max-connections", 3, "--max-bytes", "64k", "--parallel", 1,
                           cases=["framing.1", "framing.2", "framing.3", "limit.1"], status=1)
        expect([said["verdict"] for said in seen.values()], ["ok", "ok", "not tried", "not tried"])
        assert "--max-connections" in seen["framing.3"]["remark"], seen
        assert "--max-bytes" in seen["limit.1"]["remark"], seen
        assert "2 cases, 3 connections, " in told.splitlines()[-1], told
        assert "2 cases not tried: framing.3" in told.splitlines()[-1], told


def pings_without_end_are_not_all_answered():
    """The probe sends no more than it told, as the server counts it."""
    got = []

    def flood(sock):
        with sock, contextlib.suppress(OSError):
            head = b""
            while b"\r\n\r\n" not in head:
                head += sock.recv(1 << 16)
            got.append(len(head))
            key = head.split(b"Sec-WebSocket-Key: ")[1].split(b"\r\n")[0].decode()
            sock.sendall(frames.response(key) + frames.frame(frames.PING, b"x" * 125) * 20_000)
            while piece := sock.recv(1 << 16):
                got.append(len(piece))

    def serve(listener):
        with contextlib.suppress(OSError):
            while True:
                threading.Thread(target=flood, args=[listener.accept()[0]], daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=serve, args=[listener], daemon=True).start()
        planned = json.loads(run("probe", "--list", "--case", "framing.1", "--format",
                                 "jsonl").stdout)["bytes"]
        probe(f"ws://127.0.0.1:{listener.getsockname()[1]}", "--patience", 0.5,
              cases=["framing.1"], status=None)
    meeting = 4096
    assert 0 < sum(got) <= planned + meeting, (sum(got), planned)


def an_interrupt_keeps_what_was_found():
    with websockets_peer() as url:
        process = start("probe", url, "--case", "ping.1", "--case", "tcp.11", "--idle", 100,
                        "--format", "jsonl", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        process.stderr.readline()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(1)
        process.send_signal(signal.SIGINT)
        out, told = process.communicate(timeout=LONG)
        expect(process.returncode, -signal.SIGINT)
        expect([json.loads(line)["verdict"] for line in out.splitlines()], ["ok", "not tried"])
        assert b"interrupted" in told, told


def servers_without_echo_are_judged():
    """The demo's /silent and /ticks send nothing back."""
    with demo_server() as server:
        seen, _ = probe(server.url + "/ticks?rate=5", cases=["framing.2", "ping.2", "opcode.1"],
                        status=None)
    expect([said["verdict"] for said in seen.values()], ["informational", "ok", "ok"])


def what_a_server_says_by_itself_is_no_answer():
    """An echo server that ticks gets the marks of one that does not; who only talks ends a probe."""
    cases = ["utf8.10", "utf8.11", "utf8.5", "rsv.1", "framing.2", "framing.5", "ping.2", "opcode.1",
             "fragment.5", "fragment.28"]
    marks = []
    for path in ("/echo", "/ticking-echo"):
        with peer("websockets_peer.py") as (process, url):
            threading.Thread(target=process.stdout.read, daemon=True).start()
            seen, _ = probe(url + path, "--patience", 0.5, cases=cases, status=None)
            marks.append({case: said["verdict"] for case, said in seen.items()})
    expect(marks[1], marks[0])
    assert "failed" not in marks[0].values(), marks
    with demo_server() as server:
        seen, _ = probe(server.url + "/pings?every=100", "--patience", 0.5, cases=["rsv.1"],
                        status=None)
        expect(seen["rsv.1"]["verdict"], "ok", seen)
        seen, _ = probe(server.url + "/login", "--patience", 0.5, cases=["tcp.5", "tcp.8"],
                        status=None)
        expect([said["verdict"] for said in seen.values()], ["ok", "ok"], seen)


def an_early_interrupt_names_each_case():
    """Nothing was tried, as the server was still being met."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        process = start("probe", f"ws://127.0.0.1:{listener.getsockname()[1]}", "--case", "ping.1",
                        "--format", "jsonl", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        with listener.accept()[0] as met:
            met.recv(1)
            process.send_signal(signal.SIGINT)
            out, told = process.communicate(timeout=LONG)
    expect([(said["case"], said["verdict"]) for said in map(json.loads, out.splitlines())],
           [("ping.1", "not tried")])
    assert b"0 cases, " in told and b"not tried: ping.1: the probe was interrupted" in told, told


main([marks_of_websockets, marks_of_ws, our_servers_do_no_worse, a_careless_server_is_found_out, autobahn_is_covered,
      reports_are_whole, exit_statuses, others_are_not_probed_by_mistake, the_guard_holds,
      pings_without_end_are_not_all_answered,
      an_interrupt_keeps_what_was_found, servers_without_echo_are_judged,
      what_a_server_says_by_itself_is_no_answer, an_early_interrupt_names_each_case])

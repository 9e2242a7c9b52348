#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures Framescope beside its peers in one run and prints the table of ratios.

Each row is a ratio of two programs that were run in turn on this machine, the median of
several pairs, so that it holds where absolute times do not.
"""

import argparse
import contextlib
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import filter_rows
import gui_rows


class Bench:
    def __init__(self, build, scratch, pairs, scale):
        self.bin = build / "bin"
        self.programs = build / "tests" / "bin"
        self.scratch = scratch
        self.pairs = pairs
        self.scale = scale
        self.rows = []

    def count(self, full):
        return max(1000, int(full * self.scale))

    def run_json(self, *command):
        done = subprocess.run([str(part) for part in command], check=True, text=True,
                              stdout=subprocess.PIPE)
        return json.loads(done.stdout)

    def paired(self, ours, peer):
        """The median of peer/ours over pairs, and the median of each."""
        mine, theirs = [], []
        for _ in range(self.pairs):
            theirs.append(peer())
            mine.append(ours())
        ratio = statistics.median(t / m for t, m in zip(theirs, mine))
        return ratio, statistics.median(mine), statistics.median(theirs)

    def add(self, what, reached, least, aim, detail):
        self.rows.append((what, reached, least, aim, detail))
        print(f"  {what}: {reached}  ({detail})", file=sys.stderr, flush=True)

    def print_table(self):
        head = ("what", "reached", "at least", "aim", "measured")
        rows = [head, *self.rows]
        widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
        for i, row in enumerate(rows):
            print("| " + " | ".join(cell.ljust(w) for cell, w in zip(row, widths)) + " |")
            if i == 0:
                print("|" + "|".join("-" * (w + 2) for w in widths) + "|")


@contextlib.contextmanager
def listening(*command):
    """The address that a server prints."""
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, text=True)
    try:
        line = process.stdout.readline()
        yield line.split()[-1]
    finally:
        process.terminate()
        process.wait()


def demo_server(bench):
    return listening(bench.bin / "framescope-cli", "serve", "--demo", "--port", "0")


def flood_url(server, count, size):
    return f"{server}/ticks?rate=0&count={count}&size={size}&deflate=0"


def flood(bench, server, count, size, how):
    url = flood_url(server, count, size)
    arguments = [bench.programs / "bench_flood", how, url, count]
    if how == "session":
        arguments.append(bench.scratch / "flood.pcapng")
    return bench.run_json(*arguments)["seconds"]


def per_second(count, seconds):
    return f"{count / seconds / 1e6:.2f} M/s"


def row_flood(bench, server, size, full, least, aim, what):
    count = bench.count(full)
    ratio, ours, bare = bench.paired(lambda: flood(bench, server, count, size, "session"),
                                     lambda: flood(bench, server, count, size, "bare"))
    bench.add(what, f"{ratio:.2f}x", least, aim,
              f"{per_second(count, ours)} against {per_second(count, bare)}")


def wscat(bench, server, count):
    with open(bench.scratch / "wscat.txt", "wb") as out:
        begin = time.monotonic()
        # An end of its input would end it.
        with subprocess.Popen(["wscat", "--connect", flood_url(server, count, 64)], stdout=out,
                              stdin=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            process.wait(timeout=120)
        taken = time.monotonic() - begin
    lines = (bench.scratch / "wscat.txt").read_bytes().count(b'"type":"tick"')
    if lines < count:
        raise RuntimeError(f"wscat printed {lines} of {count} messages")
    return taken / count


def row_wscat(bench, server):
    ours_count, wscat_count = bench.count(3_000_000), bench.count(200_000)
    ratio, ours, theirs = bench.paired(
        lambda: flood(bench, server, ours_count, 64, "session") / ours_count,
        lambda: wscat(bench, server, wscat_count))
    bench.add("64-byte frames recorded, against wscat printing to a file", f"{ratio:.1f}x", "10x",
              "25x", f"{per_second(1, ours)} against {per_second(1, theirs)}")


def row_memory(bench, server):
    count = bench.count(10_000_000)
    report = bench.run_json(bench.programs / "bench_flood", "session", flood_url(server, count, 64),
                            count, bench.scratch / "memory.pcapng")
    (bench.scratch / "memory.pcapng").unlink()
    bench.add(f"memory growth per frame, recording {count:,}",
              f"{report['bytes_per_frame']:.1f} B", "48 B", "32 B",
              f"{report['recording_bytes'] / 1e6:.0f} MB recorded")


def tshark(file):
    begin = time.monotonic()
    subprocess.run(["tshark", "-r", file, "-Y", 'websocket.payload.text contains "never there"'],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.monotonic() - begin


def row_open(bench, server):
    count = bench.count(1_000_000)
    file = bench.scratch / "open.pcapng"
    bench.run_json(bench.programs / "bench_flood", "session", flood_url(server, count, 64), count, file)
    ratio, ours, theirs = bench.paired(
        lambda: bench.run_json(bench.programs / "bench_open", file)["seconds"], lambda: tshark(file))
    bench.add(f"open and index {count:,} frames, against tshark -Y", f"{ratio:.1f}x", "8x", "20x",
              f"{ours * 1e3:.0f} ms against {theirs * 1e3:.0f} ms")
    filter_rows.rows(bench, file, count)


def row_echo(bench, server):
    rounds = bench.count(5000)
    reports = [bench.run_json(bench.programs / "bench_echo", f"{server}/echo?deflate=0", rounds,
                              bench.scratch / "echo.pcapng") for _ in range(bench.pairs)]
    added = statistics.median(r["session_us"] - r["bare_us"] for r in reports)
    bare = statistics.median(r["bare_us"] for r in reports)
    bench.add("echo round trip added by the tap, median", f"{added:.0f} us", "100 us", "50 us",
              f"on top of {bare:.0f} us")


def row_speak(bench, server, how, full, least, what):
    count = bench.count(full)
    url = f"{server}/pings?every=60000&deflate=0"  # a path that reads and says next to nothing
    script = pathlib.Path(__file__).with_name("speak_ws.js")
    ratio, ours, theirs = bench.paired(
        lambda: bench.run_json(bench.programs / "bench_speak", how, url, count,
                               bench.scratch / "speak.pcapng")["seconds"],
        lambda: bench.run_json("node", script, how, url, count)["seconds"])
    bench.add(f"{what}, against ws", f"{ratio:.1f}x", least, "",
              f"{count / ours:,.0f} a second against {count / theirs:,.0f}")


ECHO = """
serve:
steps:
  - repeat:
      steps:
        - expect: { message: { any: true }, within: 1h }
        - send: "{{last}}"
"""


def row_mock(bench):
    """An echo server as a scenario, which each client's messages lead through its steps."""
    scenario = bench.scratch / "echo.yaml"
    scenario.write_text(ECHO, encoding="utf-8")
    here = pathlib.Path(__file__).parent
    with listening(bench.bin / "framescope-cli", "serve", scenario, "--port", "0") as ours, \
            listening("node", here / "echo_ws.js") as theirs:
        for connections, batch in ((8, 50), (200, 10)):
            count = bench.count(200_000)
            load = lambda url: bench.run_json(sys.executable, here / "echo_load.py", url, connections,
                                              count, batch)["seconds"]
            ratio, mine, other = bench.paired(lambda: load(ours), lambda: load(theirs))
            bench.add(f"messages echoed by a scenario to {connections} clients, against ws",
                      f"{ratio:.1f}x", "1x", "2x",
                      f"{count / mine:,.0f} a second against {count / other:,.0f}")


VERIFIED = """\
matrix:
  i: [{numbers}]
connect: "{{{{url}}}}/echo"
steps:
  - expect: open
  - send: "message {{{{i}}}}"
  - expect: {{ message: "message {{{{i}}}}" }}
  - send: {{ close: {{ code: 1000 }} }}
  - expect: {{ close: {{ code: 1000, clean: true }} }}
"""


def row_verify(bench, server, parallel, least, what):
    count = bench.count(1000)
    scenario = bench.scratch / "echo.scenario.yaml"
    scenario.write_text(VERIFIED.format(numbers=", ".join(map(str, range(count)))))
    script = pathlib.Path(__file__).with_name("verify_websockets.py")

    def seconds(*command):
        begin = time.monotonic()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return time.monotonic() - begin

    ratio, ours, theirs = bench.paired(
        lambda: seconds(bench.bin / "framescope-cli", "verify", scenario, "--var", f"url={server}",
                        "--parallel", str(parallel)),
        lambda: seconds("/usr/bin/python3", script, f"{server}/echo", str(count)))
    bench.add(f"verify, connections with an echo, {what}, against a script with websockets",
              f"{ratio:.1f}x", least, "3x", f"{ours / count * 1e3:.2f} ms against "
              f"{theirs / count * 1e3:.2f} ms")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=pathlib.Path, required=True, help="the build folder")
    parser.add_argument("--pairs", type=int, default=5, help="runs of each (5)")
    parser.add_argument("--scale", type=float, default=1.0,
                        help="fraction of the full size, for a quick look (1)")
    arguments = parser.parse_args()
    os.environ["QT_LOGGING_RULES"] = "*.debug=false"
    os.environ.setdefault("NODE_PATH", "/usr/share/nodejs")  # where Debian keeps wscat's modules
    with tempfile.TemporaryDirectory(prefix="framescope-bench-") as scratch:
        bench = Bench(arguments.build.resolve(), pathlib.Path(scratch), arguments.pairs,
                      arguments.scale)
        with demo_server(bench) as server:
            row_flood(bench, server, 64, 3_000_000, "0.5x", "0.8x",
                      "64-byte frames recorded, against a bare QWebSocket")
            row_wscat(bench, server)
            row_flood(bench, server, 1024, 500_000, "0.4x", "0.6x",
                      "1 KiB messages recorded, against a bare QWebSocket")
            row_memory(bench, server)
            row_open(bench, server)
            row_echo(bench, server)
            row_speak(bench, server, "send", 1_000_000, "2x", "64-byte messages sent")
            row_speak(bench, server, "connect", 1000, "", "connections opened and closed")
            row_verify(bench, server, 1, "", "one after the other")
            row_verify(bench, server, 8, "3x", "8 at once")
            gui_rows.rows(bench, server)
        row_mock(bench)
        bench.print_table()


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives framescope-cli from tests: the demo server, recordings, and what they show."""
import contextlib
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile

PROGRAM = str(pathlib.Path(os.environ["FRAMESCOPE_BIN_DIR"]) / "framescope-cli")
SLOW = "FRAMESCOPE_SLOW" in os.environ  # a build with sanitizers
LONG = 300  # seconds that nothing takes, on a machine that has much else to do


def words(arguments):
    """Arguments as a program takes them; bytes stay what they are."""
    return [word if isinstance(word, bytes) else str(word) for word in arguments]


def run(*arguments, status=0, input=b"", timeout=LONG, **more):
    """Runs the program; fails unless it ends with the status. Returns the finished process."""
    done = subprocess.run([PROGRAM, *words(arguments)], input=input, capture_output=True,
                          timeout=timeout, check=False, **more)
    if status is not None and done.returncode != status:
        raise AssertionError(f"{arguments} ended with {done.returncode}, not {status}\n"
                             f"{done.stdout.decode(errors='replace')[-2000:]}"
                             f"{done.stderr.decode(errors='replace')[-2000:]}")
    return done


def start(*arguments, **more):
    return subprocess.Popen([PROGRAM, *words(arguments)], **more)


class Server:
    """A framescope-cli that serves, on a port of its own, and with `tls` on another one."""
    def __init__(self, process, folder, tls):
        self.process = process
        self.url = process.stdout.readline().decode().split()[-1]
        self.secure_url = process.stdout.readline().decode().split()[-1] if tls else None
        self.certificate = folder / "server.pem"

    @property
    def port(self):
        return int(self.url.rpartition(":")[2])


@contextlib.contextmanager
def serving(*arguments, tls=False, status=0, **more):
    """A server that is interrupted at the end, unless it has ended by then."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        secure = ["--tls", "--certificate", folder / "server.pem"] if tls else []
        process = start("serve", *arguments, "--port", 0, *secure, stdout=subprocess.PIPE, **more)
        try:
            yield Server(process, folder, tls)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
            ended = process.wait(LONG)
            assert ended == status, f"the server ended with {ended}, not {status}"


@contextlib.contextmanager
def demo_server(**more):
    """A server of the demo, on ports of its own, with and without TLS."""
    with serving("--demo", tls=True, **more) as server:
        yield server
        assert server.process.poll() is None, "the demo server died"


def show(file, *arguments):
    """The events of a recording, as objects."""
    output = run("show", file, "--format", "jsonl", *arguments).stdout.decode("utf-8")
    return [json.loads(line) for line in output.split("\n") if line]


def record(url, file, *arguments, status=0, input=b"", timeout=LONG):
    """Records and returns the events."""
    run("record", url, "-o", file, *arguments, status=status, input=input, timeout=timeout)
    return show(file)


def record_until(is_last, url, file, *arguments, input=b""):
    """Records until an event arrives for which is_last(event); what was printed, and on stderr."""
    with tempfile.TemporaryFile() as lines:
        lines.write(input)
        lines.seek(0)
        client = start("record", url, "-o", file, "--print", "--format", "jsonl", *arguments,
                       stdin=lines, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    printed = []
    while not printed or not is_last(printed[-1]):
        line = client.stdout.readline()
        assert line, client.stderr.read()
        printed.append(json.loads(line))
    client.send_signal(signal.SIGINT)
    printed += map(json.loads, client.stdout)
    expect(client.wait(LONG), 0)
    return printed, client.stderr.read()


def closed(events):
    """The event that tells how the connection ended."""
    found = [event for event in events if event["type"] == "closed"]
    assert len(found) == 1, f"{len(found)} closed events"
    return found[0]


def expect(actual, expected, what=""):
    if actual != expected:
        raise AssertionError(f"{what}: {actual!r}, expected {expected!r}")


def main(tests):
    """Runs the functions in order and says which failed; the arguments choose some by name."""
    failed = []
    for test in tests:
        if sys.argv[1:] and test.__name__ not in sys.argv[1:]:
            continue
        try:
            test()
            print(f"ok    {test.__name__}", flush=True)
        except Exception as problem:  # a test may fail in any way
            import traceback
            traceback.print_exc()
            print(f"FAIL  {test.__name__}: {problem}", flush=True)
            failed.append(test.__name__)
    sys.exit(1 if failed else 0)

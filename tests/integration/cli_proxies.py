#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""framescope-cli record through real proxies: tinyproxy (HTTP CONNECT) and microsocks (SOCKS 5)."""
import contextlib
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
from cli import LONG, closed, expect, main, record, run
from note_server import NoteServer

for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
    os.environ.pop(name, None)
    os.environ.pop(name.upper(), None)


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait_for(port, process):
    deadline = time.monotonic() + LONG
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except ConnectionRefusedError:
            assert process.poll() is None and time.monotonic() < deadline, "the proxy did not start"
            time.sleep(0.02)


@contextlib.contextmanager
def running(command, port):
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port, process)
        yield port
    finally:
        process.kill()
        process.wait()


@contextlib.contextmanager
def tinyproxy(user=None):
    port = free_port()
    with tempfile.TemporaryDirectory() as name:
        settings = pathlib.Path(name) / "tinyproxy.conf"
        settings.write_text(f"Port {port}\nListen 127.0.0.1\nTimeout 600\nAllow 127.0.0.1\n" +
                            (f"BasicAuth {user[0]} {user[1]}\n" if user else ""))
        with running(["tinyproxy", "-d", "-c", settings], port):
            yield f"http://{{}}127.0.0.1:{port}"


@contextlib.contextmanager
def microsocks(user=None):
    port = free_port()
    with running(["microsocks", "-i", "127.0.0.1", "-p", str(port),
                  *(["-u", user[0], "-P", user[1]] if user else [])], port):
        yield f"socks5://{{}}127.0.0.1:{port}"


def connect(*arguments, status=0, scheme=None):
    """The events of a recording, and the requests that reached the server."""
    with tempfile.TemporaryDirectory() as folder, NoteServer() as server:
        events = record(server.url(scheme=scheme), pathlib.Path(folder) / "r.pcapng", *arguments,
                        status=status)
        return events, server.heads


def proxy_of(events):
    told = [event for event in events if event["type"] == "connected"]
    return told[0]["detail"].get("proxy") if told else None


def error(events):
    return next(event for event in events if event["type"] == "error")["detail"]


def through(proxy, credentials, **more):
    url = proxy.format(credentials)
    events, heads = connect("--proxy", url, **more)
    assert "geheim" not in str([event for event in events if event["kind"] == "event"])
    return events, heads


def without_password():
    for program in (tinyproxy, microsocks):
        with program() as proxy:
            events, heads = through(proxy, "")
            expect(closed(events)["clean"], True)
            expect(len(heads), 1)
            expect(proxy_of(events), proxy.format(""))
            # needless credentials do no harm
            through(proxy, "me:geheim@")


def with_password():
    for program in (tinyproxy, microsocks):
        with program(("me", "geheim")) as proxy:
            events, heads = through(proxy, "me:geheim@")
            expect((closed(events)["clean"], len(heads)), (True, 1))
            for wrong in ("", "me:wrong@", "other:geheim@"):
                events, heads = through(proxy, wrong, status=3)
                expect(heads, [])
                told = str([event["detail"] for event in events if event["type"] == "error"] +
                           [event["detail"] for event in events if event["type"] == "response"])
                assert "407" in told or "401" in told or "login" in told or \
                    "user name and password" in told, told


def proxies_that_are_down():
    for scheme in ("http", "socks5"):
        events, _ = connect("--proxy", f"{scheme}://127.0.0.1:{free_port()}", status=3)
        expect(error(events)["layer"], "tcp")
        assert "the proxy 127.0.0.1" in error(events)["text"], error(events)
    with tempfile.TemporaryDirectory() as name:
        done = run("record", "ws://h/", "-o", f"{name}/x.pcapng", "--proxy", "https://proxy:1", status=2)
        assert b"over TLS is not supported" in done.stderr and b"http://HOST" in done.stderr, \
            done.stderr


def server_behind_is_down():
    for program in (tinyproxy, microsocks):
        with program() as proxy, tempfile.TemporaryDirectory() as folder:
            events = record(f"ws://127.0.0.1:{free_port()}/", pathlib.Path(folder) / "r.pcapng",
                            "--proxy", proxy.format(""), status=3)
            expect(closed(events)["code"], 1006)


@contextlib.contextmanager
def environment(**variables):
    os.environ.update(variables)
    try:
        yield
    finally:
        for name in variables:
            del os.environ[name]


def of_the_system():
    with microsocks() as proxy:
        url = proxy.format("")
        for variables in ({"http_proxy": url}, {"HTTP_PROXY": url}, {"all_proxy": url},
                          {"ALL_PROXY": url}, {"http_proxy": url, "all_proxy": "http://127.0.0.1:1"},
                          {"http_proxy": url, "no_proxy": "example.com,10.0.0.0/8"}):
            with environment(**variables):
                expect(proxy_of(connect("--proxy", "system")[0]), url, variables)
                expect(proxy_of(connect()[0]), None, "without the option")
        for variables in ({}, {"https_proxy": url}, {"http_proxy": url, "no_proxy": "*"},
                          {"http_proxy": url, "NO_PROXY": "a.example 127.0.0.0/8"},
                          {"http_proxy": url, "no_proxy": "127.0.0.1"},
                          {"HTTP_PROXY": url, "REQUEST_METHOD": "GET"}):
            with environment(**variables):
                expect(proxy_of(connect("--proxy", "system")[0]), None, variables)
        with environment(http_proxy=url, no_proxy="*"):
            expect(proxy_of(connect("--proxy", "system", "--no-proxy", "example.com")[0]), url)
        with environment(http_proxy="https://geheim:geheim@h:1"), tempfile.TemporaryDirectory() as name:
            done = run("record", "ws://127.0.0.1:1/", "-o", f"{name}/x.pcapng", "--proxy", "system",
                       status=2)
            assert b"http_proxy" in done.stderr and b"geheim" not in done.stderr, done.stderr


def exceptions():
    with microsocks() as proxy:
        url = proxy.format("")
        expect(proxy_of(connect("--proxy", url, "--no-proxy", "127.0.0.1")[0]), None)
        expect(proxy_of(connect("--proxy", url, "--no-proxy", "127.0.0.1:1")[0]), url)
        expect(proxy_of(connect("--proxy", url, "--no-proxy", "other.example")[0]), url)


main([without_password, with_password, proxies_that_are_down, server_behind_is_down, of_the_system,
      exceptions])

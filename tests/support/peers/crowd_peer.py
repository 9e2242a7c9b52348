#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Crowds the listeners of another process: to each port on 127.0.0.1 that it listens on, silent
connections are made as soon as it is seen, and kept. Prints 0 as the first line, then a JSON
object for each crowded port ("crowded", with "port" and "connections").
"""
import argparse
import contextlib
import json
import os
import socket
import time


def listeners(pid):
    """The ports on 127.0.0.1 that the process listens on."""
    inodes = set()
    for name in os.listdir(f"/proc/{pid}/fd"):
        with contextlib.suppress(OSError):
            link = os.readlink(f"/proc/{pid}/fd/{name}")
            if link.startswith("socket:["):
                inodes.add(link[8:-1])
    ports = set()
    with open("/proc/net/tcp", encoding="ascii") as table:
        for line in list(table)[1:]:
            fields = line.split()
            address, port = fields[1].split(":")
            if address == "0100007F" and fields[3] == "0A" and fields[9] in inodes:
                ports.add(int(port, 16))
    return ports


def crowd(port, count):
    sockets = []
    with contextlib.suppress(OSError):
        for _ in range(count):
            sockets.append(socket.create_connection(("127.0.0.1", port), timeout=5))
    return sockets


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pid", type=int)
    parser.add_argument("--count", type=int, default=50, help="connections to each port")
    arguments = parser.parse_args()
    print(0, flush=True)
    kept = []
    known = set()
    while True:
        for port in listeners(arguments.pid) - known:
            known.add(port)
            kept.append(crowd(port, arguments.count))
            print(json.dumps({"event": "crowded", "port": port, "connections": len(kept[-1])}),
                  flush=True)
            del kept[:-10]
        time.sleep(0.0005)


main()

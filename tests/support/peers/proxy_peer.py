#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A proxy for HTTP CONNECT and SOCKS 5. Prints its port, then JSON lines of what was asked.

With --user it wants that user and password ("name:password").
"""
import argparse
import base64
import json
import socket
import struct
import threading


def report(**members):
    print(json.dumps(members), flush=True)


def take(sock, count):
    data = b""
    while len(data) < count:
        more = sock.recv(count - len(data))
        if not more:
            raise OSError("ended")
        data += more
    return data


def pipe(source, sink):
    try:
        while data := source.recv(65536):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        sink.close()


def tunnel(client, server):
    threading.Thread(target=pipe, args=(server, client), daemon=True).start()
    pipe(client, server)


def connect_method(client, first, user):
    head = first
    while b"\r\n\r\n" not in head:
        head += take(client, 1)
    lines = head.decode().split("\r\n")
    report(event="connect", lines=lines)
    wanted = "Proxy-Authorization: Basic " + base64.b64encode(user.encode()).decode()
    if user and wanted not in lines:
        client.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\n"
                       b"Proxy-Authenticate: Basic realm=\"peer\"\r\nContent-Length: 2\r\n\r\nno")
        return
    host, _, port = lines[0].split(" ")[1].rpartition(":")
    server = socket.create_connection((host.strip("[]"), int(port)))
    client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
    tunnel(client, server)


def socks(client, user):
    methods = take(client, take(client, 1)[0])
    if user:
        client.sendall(b"\x05\x02" if 2 in methods else b"\x05\xff")
        take(client, 1)
        name = take(client, take(client, 1)[0]).decode()
        password = take(client, take(client, 1)[0]).decode()
        good = f"{name}:{password}" == user
        client.sendall(b"\x01\x00" if good else b"\x01\x01")
        if not good:
            return
    else:
        client.sendall(b"\x05\x00")
    _, _, _, kind = take(client, 4)
    if kind == 1:
        host = socket.inet_ntop(socket.AF_INET, take(client, 4))
    elif kind == 4:
        host = socket.inet_ntop(socket.AF_INET6, take(client, 16))
    else:
        host = take(client, take(client, 1)[0]).decode()
    (port,) = struct.unpack(">H", take(client, 2))
    report(event="socks", kind=kind, host=host)
    try:
        server = socket.create_connection((host, port))
    except OSError:
        client.sendall(b"\x05\x05\x00\x01" + bytes(6))
        return
    client.sendall(b"\x05\x00\x00\x01" + bytes(6))
    tunnel(client, server)


def serve(client, user):
    try:
        first = take(client, 1)
        if first == b"\x05":
            socks(client, user)
        else:
            connect_method(client, first, user)
    except OSError as error:
        report(event="error", text=str(error))
    finally:
        client.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--user", default="")
    arguments = parser.parse_args()
    server = socket.create_server(("127.0.0.1", 0))
    print(server.getsockname()[1], flush=True)
    while True:
        client, _ = server.accept()
        threading.Thread(target=serve, args=(client, arguments.user), daemon=True).start()


main()

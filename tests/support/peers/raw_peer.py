#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A WebSocket server that misbehaves on request: the path names the scenario.

Listens on 127.0.0.1 (or what --host says) and prints its port as the first line. Then each
line is a JSON object: what a connection received ("request", "frame"), and how it ended
("end", with "fin", "rst" or "left").
"""
import argparse
import base64
import contextlib
import gzip
import hashlib
import os
import socket
import ssl
import threading
import time

from raw_connection import (BINARY, CLOSE, PING, PONG, TEXT, Connection, Ended, close_frame, frame,
                            report)

go_on = threading.Event()


def hello(c):
    c.accept()
    c.send(frame(TEXT, b"hello"))


def echo(c):
    """Echoes data messages, answers Ping and Close as it should."""
    c.accept()
    while True:
        opcode, payload = c.read_frame()
        if opcode in (TEXT, BINARY):
            c.send(frame(opcode, payload))
        elif opcode == PING:
            c.send(frame(PONG, payload))
        elif opcode == CLOSE:
            c.send(frame(CLOSE, payload))
            c.fin()


def rst(c):
    hello(c)
    c.read_until(TEXT)
    c.rst()


def fin(c):
    hello(c)
    c.fin()


def close_empty(c):
    c.accept()
    c.send(close_frame())
    c.finish()


def close_code(c, code):
    c.accept()
    c.send(close_frame(int(code), b"bye"))
    c.finish()


def close_at_open(c):
    c.accept(then=close_frame(1000))
    c.finish()


def close_and_fin(c):
    c.accept(then=close_frame(1000, b"done"))
    c.fin()


def close_with_fin(c):
    """Closes its socket at once: the FIN comes with the Close, and what answers it is reset."""
    c.accept()
    c.sock.send(close_frame(1001, b"going"), socket.MSG_MORE)
    c.leave()


def close_and_rst(c):
    """Resets TCP behind both Closes."""
    c.accept()
    c.send(close_frame(1000, b"done"))
    c.read_until(CLOSE)
    c.rst()


def close_raw(c, hexadecimal):
    """Sends these bytes for its ending, then ends as it should."""
    c.accept()
    c.send(bytes.fromhex(hexadecimal))
    c.finish()


def answer_code(c, code):
    c.accept()
    c.read_until(CLOSE)
    c.send(close_frame(int(code)))
    c.fin()


def never_answers(c):
    c.accept()
    c.read_to_end()


def never_fins(c):
    c.accept()
    c.send(close_frame(1000))
    c.read_to_end()


def data_then_close(c):
    """Goes on sending after our Close, then answers it."""
    c.accept()
    c.read_until(CLOSE)
    c.send(frame(TEXT, b"still here") + frame(TEXT, b"and here") + close_frame(1000))
    c.fin()


def data_then_ping(c):
    """Pings after our Close, then answers it."""
    c.accept()
    c.read_until(CLOSE)
    c.send(frame(PING, b"too late") + close_frame(1000))
    c.fin()


def two_closes(c):
    c.accept()
    c.send(close_frame(4001, b"first") + close_frame(4002, b"second"))
    c.finish()


def data_after_close(c):
    c.accept()
    c.send(close_frame(4001) + frame(TEXT, b"too late"))
    c.finish()


def sends(c, data):
    """What stands in the path, in hex; reads on until the end."""
    c.accept(then=bytes.fromhex(data))
    c.read_to_end()


def masked(c):
    hello(c)
    c.send(frame(TEXT, b"masked", mask=b"\x01\x02\x03\x04") + frame(TEXT, b"after"))
    c.send(close_frame(1000))
    c.finish()


def rsv(c):
    hello(c)
    c.send(frame(TEXT, b"reserved bit", rsv=2) + frame(TEXT, b"after") + close_frame(1000))
    c.finish()


def reserved_opcode(c):
    hello(c)
    c.send(frame(3, b"three") + frame(11, b"eleven") + frame(TEXT, b"after") + close_frame(1000))
    c.finish()


def invalid_utf8(c):
    hello(c)
    c.send(frame(TEXT, b"bad \xff\xfe text") + frame(TEXT, b"after") + close_frame(1000))
    c.finish()


def invalid_utf8_large(c):
    """Three megabytes of text whose last bytes are no UTF-8."""
    hello(c)
    c.send(frame(TEXT, "é".encode() * 1_500_000 + b"\xff") + frame(TEXT, b"after"))
    c.send(close_frame(1000))
    c.finish()


def interleaved(c):
    hello(c)
    c.send(frame(TEXT, b"begun", fin=False) + frame(TEXT, b"cuts in") +
           frame(0, b"orphan") + frame(TEXT, b"after") + close_frame(1000))
    c.finish()


def fragments(c):
    c.accept()
    c.send(frame(TEXT, b"one ", fin=False) + frame(PING, b"between") +
           frame(0, b"two ", fin=False) + frame(0, b"three"))
    c.read_until(PONG)
    c.send(close_frame(1000))
    c.finish()


def half_a_frame(c, seconds):
    c.accept(then=frame(TEXT, b"0123456789", length=20))
    time.sleep(float(seconds))
    c.send(b"abcdefghij" + close_frame(1000))
    c.finish()


def half_then_end(c):
    c.accept(then=frame(TEXT, b"0123456789", length=20))
    c.fin()


def half_then_rst(c):
    """Resets once the client has read what came of the frame and says so."""
    c.accept(then=frame(TEXT, b"ready") + frame(TEXT, b"0123456789", length=20))
    c.read_until(TEXT)
    c.rst()


def header_then_end(c):
    c.accept(then=b"\x81")
    c.fin()


def crossing(c):
    """Sends its Close while the client's is under way, and answers it with no other."""
    c.accept()
    c.read_until(TEXT)
    c.send(close_frame(4001, b"crossed"))
    c.finish()


def unanswered_then_end(c):
    c.accept()
    c.read_until(CLOSE)
    c.fin()


def ping(c):
    c.accept()
    c.send(frame(PING, b"are you there") + frame(PING))
    while c.read_until(PONG):
        pass
    c.send(close_frame(1000))
    c.finish()


def long_ping(c):
    """One byte longer than it may be, twice, then one that is all right."""
    c.accept()
    c.send(frame(PING, b"x" * 126) * 2 + frame(PING, b"short"))
    c.read_until(PONG)
    c.send(close_frame(1000))
    c.finish()


def pings_unread(c):
    """Pings and does not read until it has sent them all."""
    c.accept()
    c.send(frame(PING, b"x" * 125) * 80_000 + frame(PING, b"the last"))
    while c.read_until(PONG) != b"the last":
        pass
    c.send(close_frame(1000))
    c.finish()


def closes_unread(c):
    """Pings and closes, and reads none of the answers."""
    c.accept()
    c.send(frame(PING, b"x" * 125) * 80_000 + close_frame(1000))
    threading.Event().wait()


def pings_unanswered(c):
    c.accept()
    c.send(frame(PING, b"nobody") + frame(TEXT, b"after"))
    c.read_to_end()


def keep_alive(c):
    c.accept(connection="keep-alive, Upgrade", extra="X-Odd:   value  \r\n")
    c.send(frame(TEXT, b"hello") + close_frame(1000))
    c.finish()


def wrong_accept(c):
    c.accept(key="AAAAAAAAAAAAAAAAAAAAAA==")
    c.wait_for_end()


def other_subprotocol(c):
    c.accept(extra="Sec-WebSocket-Protocol: not-asked-for\r\n")
    c.wait_for_end()


def subprotocol(c):
    c.accept(extra="Sec-WebSocket-Protocol: two\r\n", then=frame(TEXT, b"hello"))
    c.send(close_frame(1000))
    c.finish()


def unauthorized(c):
    body = b"<h1>who are you?</h1>"
    c.send(b"HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\n"
           b"Content-Length: %d\r\n\r\n" % len(body) + body)
    c.wait_for_end()


def unauthorized_to_end(c):
    c.send(b"HTTP/1.0 401 Unauthorized\r\n\r\nwho are you?")
    c.fin()


def body_never_ends(c):
    c.send(b"HTTP/1.1 503 Busy\r\nContent-Length: 1000\r\n\r\nsome of it")
    c.wait_for_end()


def redirect(c):
    c.send(b"HTTP/1.1 302 Found\r\nLocation: ws://127.0.0.1:1/elsewhere?token=hunter2\r\n"
           b"Content-Length: 0\r\n\r\n")
    c.wait_for_end()


def gzip_refusal(c):
    body = gzip.compress(b"<h1>who are you?</h1>")
    c.send(b"HTTP/1.1 403 Forbidden\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n"
           % len(body) + body)
    c.wait_for_end()


def accept_with(c, hexadecimal):
    """These lines stand in its head."""
    c.accept(extra=bytes.fromhex(hexadecimal).decode())
    c.wait_for_end()


def interim_flood(c, count):
    c.send(b"HTTP/1.1 100 Continue\r\n\r\n" * int(count))
    c.accept(then=frame(TEXT, b"hello"))
    c.send(close_frame(1000))
    c.finish()


def odd_head(c):
    """A head with all that RFC 9112 has a sender leave out, and bytes that are not UTF-8."""
    value = base64.b64encode(hashlib.sha1(
        (c.key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()).digest())
    c.send(b"HTTP/1.0 101\r\nX-Odd : 1\r\nUpgrade: websocket\nConnection: keep-alive,\r\n"
           b"  Upgrade\r\nX-Bytes: \xff\xfe \r\nSec-WebSocket-Accept: " + value + b"\r\n\r\n")
    c.send(close_frame(1000))
    c.finish()


def early_hints(c):
    c.send(b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n")
    c.accept(then=frame(TEXT, b"hello"))
    c.send(close_frame(1000))
    c.finish()


def large_head(c):
    extra = "".join(f"X-Filler-{i}: {'x' * 90}\r\n" for i in range(200))
    c.accept(extra=extra, then=frame(TEXT, b"hello"))
    c.send(close_frame(1000))
    c.finish()


def garbage(c):
    c.send(b"\x00\x01SSH-2.0-OpenSSH_9.2p1 not HTTP at all\r\n" * 10)
    c.wait_for_end()


def nothing(c):
    c.wait_for_end()


def last_word(c):
    """Says why and leaves, with more to read than it has read: the system resets."""
    c.accept()
    c.sock.recv(1000)
    c.send(frame(TEXT, b"too much") + close_frame(1009, b"too big"))
    c.sock.close()
    raise Ended


def tls_ends(c, how):
    """Of a connection over TLS, without a Close frame."""
    c.accept(then=frame(TEXT, b"hello"))
    if how == "in-order":
        with contextlib.suppress(ssl.SSLError, OSError):
            c.sock.unwrap()
    elif how == "damaged":
        socket.socket(fileno=os.dup(c.sock.fileno())).sendall(b"this is not TLS any more")
        c.wait_for_end()
    else:
        c.fin()


def closes_at_once(c):
    c.fin()


def resets_at_once(c):
    c.rst()


def same_segment(c):
    c.accept(then=frame(TEXT, b"at once") + frame(PING, b"p") + frame(BINARY, b"\x00\xff"))
    c.read_until(PONG)
    c.send(close_frame(1000))
    c.finish()


def byte_by_byte(c):
    class Slow:
        def __init__(self, sock):
            self.sock = sock

        def sendall(self, data):
            for i in range(len(data)):
                self.sock.sendall(data[i:i + 1])
                time.sleep(0.0005)

        def __getattr__(self, name):
            return getattr(self.sock, name)

    c.sock = Slow(c.sock)
    c.accept(then=frame(TEXT, "slow é".encode()) + frame(PING, b"p") + close_frame(1000, b"end"))
    c.finish()


def compressed(c, extra=""):
    c.accept(extra=f"Sec-WebSocket-Extensions: permessage-deflate{extra}\r\n")
    return c


def damaged_deflate(c):
    compressed(c)
    c.send(frame(TEXT, b"\xff\xff\xff\xff\xff", rsv=4) + frame(TEXT, b"after") +
           close_frame(1000))
    c.finish()


def does_not_read(c):
    """Takes nothing after the opening handshake."""
    c.accept()
    threading.Event().wait()


def reads_late(c):
    """Takes nothing until it is told to by a second connection, then all of it."""
    c.accept()
    go_on.wait()
    c.send(close_frame(1000) if c.read_until(CLOSE) is not None else b"")
    c.fin()


def lets_read(c):
    go_on.set()
    echo(c)


def flood(c, count):
    c.accept()
    c.send(frame(TEXT, b"x" * 64) * int(count))
    c.send(close_frame(1000))
    c.finish()


def notes_bytes(c):
    """Reports the bytes that come after the handshake, as they are."""
    c.accept()
    while True:
        if c.buffer:
            report(event="bytes", hex=c.buffer.hex())
            c.buffer = b""
        c.fill()


def collect(c):
    """Reads everything, answers Close; the reports tell the order."""
    c.accept()
    c.send(close_frame(1000) if c.read_until(CLOSE) is not None else b"")
    c.fin()


SCENARIOS = {name: thing for name, thing in list(globals().items()) if callable(thing)}


def serve(sock, context):
    try:
        if context:
            sock = context.wrap_socket(sock, server_side=True)
        c = Connection(sock)
        parts = c.read_request().strip("/").split("?")[0].split("/")
        SCENARIOS[parts[0].replace("-", "_")](c, *parts[1:])
    except Ended:
        pass
    except (OSError, ssl.SSLError) as error:
        report(event="end", how="error", text=str(error))
    finally:
        sock.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--cert")
    parser.add_argument("--key")
    parser.add_argument("--banner", default="", help="is said to whoever connects, before all else")
    parser.add_argument("--ca", help="ask for a client certificate signed by this one")
    arguments = parser.parse_args()
    context = None
    if arguments.cert:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(arguments.cert, arguments.key)
        if arguments.ca:
            context.verify_mode = ssl.CERT_REQUIRED
            context.load_verify_locations(arguments.ca)
    family = socket.AF_INET6 if ":" in arguments.host else socket.AF_INET
    server = socket.create_server((arguments.host, 0), family=family)
    print(server.getsockname()[1], flush=True)
    while True:
        sock, _ = server.accept()
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with contextlib.suppress(ConnectionError):  # it may be over already
            sock.sendall(arguments.banner.encode())
        threading.Thread(target=serve, args=(sock, context), daemon=True).start()


main()

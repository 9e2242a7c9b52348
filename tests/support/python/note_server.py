# SPDX-License-Identifier: GPL-3.0-or-later
"""A server in the test's own process that notes the bytes of each request, and answers them as
the test says."""
import base64
import contextlib
import hashlib
import re
import socket
import struct
import threading
import time


def accepting(head, extra=""):
    """A 101 for a request, and a Close frame behind it."""
    key = re.search(rb"(?im)^sec-websocket-key: *(\S*)", head)
    value = base64.b64encode(hashlib.sha1(
        (key[1] if key else b"") + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest()).decode()
    return (f"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Accept: {value}\r\n{extra}\r\n").encode() + b"\x88\x02" + \
        struct.pack(">H", 1000)


def redirecting(location, status=302, extra=""):
    return (f"HTTP/1.1 {status} Over there\r\nLocation: {location}\r\n{extra}"
            f"Content-Length: 0\r\n\r\n").encode()


class NoteServer:
    """`answer(head)` returns the bytes to send; None: nothing is sent, and the server hangs up.
    `held`: for how long the last four bytes, the Close of `accepting`, are held back."""

    def __init__(self, answer=accepting, context=None, held=0):
        self.answer = answer
        self.held = held
        self.context = context
        self.heads = []   # the bytes of each request, up to the empty line or what came instead
        self.peers = []   # what TLS says of each connection: names asked for, versions, ALPN
        self.errors = []
        self.sock = socket.create_server(("127.0.0.1", 0))
        self.port = self.sock.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.sock.close()

    def url(self, path="/", scheme=None):
        return f"{scheme or ('wss' if self.context else 'ws')}://127.0.0.1:{self.port}{path}"

    def accept(self):
        with contextlib.suppress(OSError):
            while True:
                client, _ = self.sock.accept()
                threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def serve(self, client):
        try:
            if self.context:
                client = self.context.wrap_socket(client, server_side=True)
                self.peers.append({"version": client.version(),
                                   "alpn": client.selected_alpn_protocol(),
                                   "certificate": client.getpeercert()})
            data = b""
            while b"\r\n\r\n" not in data and b"\n\n" not in data and b"END" not in data:
                more = client.recv(65536)
                if not more:
                    break
                data += more
            self.heads.append(data)
            reply = self.answer(data)
            if reply is not None:
                client.sendall(reply[:-4])
                time.sleep(self.held)
                client.sendall(reply[-4:])
                # After a 101 comes the client's Close, and it is the server that ends TCP then.
                while client.recv(65536) and not reply.startswith(b"HTTP/1.1 101"):
                    pass
        except OSError as error:
            self.errors.append(str(error))
        finally:
            client.close()


def lines(head):
    return head.decode("latin-1").split("\r\n")

# SPDX-License-Identifier: GPL-3.0-or-later
"""Frames and handshakes as bytes, written straight from RFC 6455 and RFC 7692."""
import base64
import hashlib
import struct
import zlib

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10
GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


def masked(payload, key):
    repeated = (key * (len(payload) // 4 + 1))[:len(payload)]
    value = int.from_bytes(payload, "big") ^ int.from_bytes(repeated, "big")
    return value.to_bytes(len(payload), "big")


def frame(opcode, payload=b"", fin=True, rsv=0, key=None, form=None):
    """`form`: 7, 16 or 64 bits for the length; the shortest that fits where not given."""
    length = len(payload)
    form = form or (7 if length < 126 else 16 if length < 65536 else 64)
    mask_bit = 0x80 if key is not None else 0
    head = bytes([(0x80 if fin else 0) | rsv << 4 | opcode])
    if form == 7:
        head += bytes([mask_bit | length])
    elif form == 16:
        head += bytes([mask_bit | 126]) + struct.pack("!H", length)
    else:
        head += bytes([mask_bit | 127]) + struct.pack("!Q", length)
    if key is None:
        return head + payload
    return head + key + masked(payload, key)


def close_payload(code=None, reason=""):
    return b"" if code is None else struct.pack("!H", code) + reason.encode()


class Deflater:
    """Compresses the messages of one direction."""

    def __init__(self, bits=15, no_context_takeover=False):
        self.bits = bits
        self.fresh = no_context_takeover
        self.stream = self._new()

    def _new(self):
        return zlib.compressobj(6, zlib.DEFLATED, -max(self.bits, 9))

    def compress(self, message):
        if self.fresh:
            self.stream = self._new()
        data = self.stream.compress(message) + self.stream.flush(zlib.Z_SYNC_FLUSH)
        return data[:-4] or b"\0"


def accept(key):
    return base64.b64encode(hashlib.sha1(key.encode() + GUID).digest()).decode()


def request(path="/", key="dGhlIHNhbXBsZSBub25jZQ==", host="10.0.0.2", **headers):
    lines = [f"GET {path} HTTP/1.1", f"Host: {host}", "Upgrade: websocket",
             "Connection: Upgrade", f"Sec-WebSocket-Key: {key}", "Sec-WebSocket-Version: 13"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def response(key="dGhlIHNhbXBsZSBub25jZQ==", **headers):
    lines = ["HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade",
             f"Sec-WebSocket-Accept: {accept(key)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()

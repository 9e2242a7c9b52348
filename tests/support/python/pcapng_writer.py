# SPDX-License-Identifier: GPL-3.0-or-later
"""Captures made from scratch, independent of what Framescope writes: TCP over IPv4 in .pcapng."""
import struct

LINKTYPE_RAW = 101
FIN, SYN, RST, PSH, ACK = 0x01, 0x02, 0x04, 0x08, 0x10


def block(kind, body):
    length = len(body) + 12
    return struct.pack("<II", kind, length) + body + struct.pack("<I", length)


def padded(data):
    return data + bytes(-len(data) % 4)


def option(code, value):
    return struct.pack("<HH", code, len(value)) + padded(value)


def checksum(data):
    if len(data) % 2:
        data += b"\0"
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


class Writer:
    """Writes packets with timestamps in nanoseconds."""

    def __init__(self, file):
        self.file = file
        section = struct.pack("<IHHq", 0x1A2B3C4D, 1, 0, -1)
        interface = struct.pack("<HHI", LINKTYPE_RAW, 0, 0)
        interface += option(9, b"\x09") + option(0, b"")
        file.write(block(0x0A0D0D0A, section) + block(1, interface))

    def packet(self, time, data):
        header = struct.pack("<IIIII", 0, time >> 32, time & 0xFFFFFFFF, len(data), len(data))
        self.file.write(block(6, header + padded(data)))


class Connection:
    """One TCP connection, from its SYN to its FIN; every packet is one microsecond later."""

    clock = 1_750_000_000_000_000_000

    def __init__(self, writer, client_port, server_port=80):
        self.writer = writer
        self.ports = {"out": (client_port, server_port), "in": (server_port, client_port)}
        self.addresses = {"out": (b"\x0a\0\0\x01", b"\x0a\0\0\x02"),
                          "in": (b"\x0a\0\0\x02", b"\x0a\0\0\x01")}
        self.sequence = {"out": 1000, "in": 2_000_000}
        self._send("out", SYN)
        self._send("in", SYN | ACK)
        self._send("out", ACK)

    def data(self, direction, payload):
        self._send(direction, PSH | ACK, payload)

    def end(self):
        self._send("in", FIN | ACK)
        self._send("out", FIN | ACK)
        self._send("in", ACK)

    def _send(self, direction, flags, payload=b""):
        other = "in" if direction == "out" else "out"
        source, destination = self.addresses[direction]
        tcp = struct.pack("!HHIIBBHHH", *self.ports[direction],
                          self.sequence[direction] & 0xFFFFFFFF,
                          self.sequence[other] & 0xFFFFFFFF if flags & ACK else 0,
                          5 << 4, flags, 65535, 0, 0)
        pseudo = source + destination + struct.pack("!BBH", 0, 6, len(tcp) + len(payload))
        tcp = tcp[:16] + struct.pack("!H", checksum(pseudo + tcp + payload)) + tcp[18:]
        ip = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 40 + len(payload), 0, 0x4000, 64, 6, 0,
                         source, destination)
        ip = ip[:10] + struct.pack("!H", checksum(ip)) + ip[12:]
        Connection.clock += 1000
        self.writer.packet(Connection.clock, ip + tcp + payload)
        self.sequence[direction] += len(payload) + (1 if flags & (SYN | FIN) else 0)

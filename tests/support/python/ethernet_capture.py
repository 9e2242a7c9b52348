# SPDX-License-Identifier: GPL-3.0-or-later
"""Captures as tcpdump makes them: Ethernet, TCP over IPv4 and IPv6, with segments that come
twice or in another order. Written from the specifications, by nothing of Framescope's."""
import ipaddress
import struct

from pcapng_writer import ACK, FIN, PSH, RST, SYN, block, checksum, padded

LINKTYPE_ETHERNET = 1
MAX_SEGMENT = 65_535 - 20 - 32  # of an IPv4 packet with the options below
NOP_NOP_TIMESTAMP = b"\x01\x01\x08\x0a" + bytes(8)


class Capture:
    """Writes packets a microsecond apart, in the byte order that is wanted."""

    def __init__(self, file, byte_order="<"):
        self.file = file
        self.order = byte_order
        self.clock = 1_750_000_000_000_000  # microseconds, the default of pcapng
        section = struct.pack(byte_order + "IHHq", 0x1A2B3C4D, 1, 0, -1)
        interface = struct.pack(byte_order + "HHI", LINKTYPE_ETHERNET, 0, 0)
        file.write(self._block(0x0A0D0D0A, section) + self._block(1, interface))

    def _block(self, kind, body):
        if self.order == "<":
            return block(kind, body)
        length = struct.pack(">I", len(body) + 12)
        return struct.pack(">I", kind) + length + body + length

    def packet(self, data):
        self.clock += 1
        header = struct.pack(self.order + "IIIII", 0, self.clock >> 32, self.clock & 0xFFFFFFFF,
                             len(data), len(data))
        self.file.write(self._block(6, header + padded(data)))


class End:
    """One end of a connection, and where it is in its stream."""

    def __init__(self, host, port, sequence):
        self.address = ipaddress.ip_address(host)
        self.port = port
        self.sequence = sequence
        self.mac = b"\x02\x00" + self.address.packed[-4:]


class Connection:
    """Segments between a client and a server, from the SYN on."""

    def __init__(self, capture, client, server, sequences=(1000, 2_000_000)):
        self.capture = capture
        self.ends = {"out": End(*client, sequences[0]), "in": End(*server, sequences[1])}
        self.send("out", SYN)
        self.send("in", SYN | ACK)
        self.send("out", ACK)

    def data(self, direction, payload):
        self.send(direction, PSH | ACK, payload)

    def disordered(self, direction, payloads):
        """Segments of which the first comes last, and the last one twice."""
        packets = [self._next(direction, PSH | ACK, payload) for payload in payloads]
        for packet in packets[1:] + packets[:1] + packets[-1:]:
            self.capture.packet(packet)

    def end(self, reset=False):
        if reset:
            self.send("in", RST | ACK)
            return
        self.send("in", FIN | ACK)
        self.send("out", FIN | ACK)
        self.send("in", ACK)

    def send(self, direction, flags, payload=b""):
        self.capture.packet(self._next(direction, flags, payload))

    def _next(self, direction, flags, payload):
        source = self.ends[direction]
        target = self.ends["in" if direction == "out" else "out"]
        tcp = struct.pack("!HHIIBBHHH", source.port, target.port, source.sequence & 0xFFFFFFFF,
                          target.sequence & 0xFFFFFFFF if flags & ACK else 0, 8 << 4, flags,
                          65535, 0, 0) + NOP_NOP_TIMESTAMP
        pseudo = source.address.packed + target.address.packed
        pseudo += struct.pack("!II", len(tcp) + len(payload), 6)
        tcp = tcp[:16] + struct.pack("!H", checksum(pseudo + tcp + payload)) + tcp[18:]
        source.sequence += len(payload) + (1 if flags & (SYN | FIN) else 0)
        return self._ethernet(source, target, tcp + payload)

    def _ethernet(self, source, target, segment):
        addresses = source.address.packed + target.address.packed
        if source.address.version == 6:
            ip = struct.pack("!IHBB", 6 << 28, len(segment), 6, 64) + addresses
            return target.mac + source.mac + b"\x86\xdd" + ip + segment
        ip = struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(segment), 0, 0x4000, 64, 6, 0) + addresses
        ip = ip[:10] + struct.pack("!H", checksum(ip)) + ip[12:]
        frame = target.mac + source.mac + b"\x08\x00" + ip + segment
        return frame + bytes(max(60 - len(frame), 0))  # the shortest that Ethernet sends

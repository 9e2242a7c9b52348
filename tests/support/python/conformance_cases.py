# SPDX-License-Identifier: GPL-3.0-or-later
"""What a server does to a client, case by case, and what RFC 6455 and RFC 7692 want of it."""
import dataclasses

from frames import BINARY, CLOSE, CONTINUATION, PING, PONG, TEXT, Deflater, close_payload, frame

KEY = b"\x01\x02\x03\x04"


@dataclasses.dataclass
class Case:
    name: str
    pieces: list                 # what is sent, each at once
    messages: list = ()          # (opcode, payload) that the client has to send back
    pongs: list = ()             # payloads of its pongs
    fails: tuple = ()            # close codes one of which it has to fail the connection with
    close: bytes = None          # payload of the server's Close; the usual one where not given
    answer: bytes = None         # payload of the client's Close; that of the server's where not given
    after_close: bytes = b""     # what the server sends together with its Close
    extensions: str = ""         # what the server accepts
    inflate_bits: int = 15       # window of the client's messages
    inflate_fresh: bool = False  # they use no context takeover


def bytewise(data):
    return [data[i:i + 1] for i in range(len(data))]


def chopped(data, size):
    return [data[i:i + size] for i in range(0, len(data), size)]


def fragments(opcode, parts, **more):
    """A message in frames, one for each part."""
    last = len(parts) - 1
    return [frame(CONTINUATION if i else opcode, part, fin=i == last, **more)
            for i, part in enumerate(parts)]


def framing():
    for opcode, name in ((TEXT, "text"), (BINARY, "binary")):
        for size in (0, 1, 125, 126, 127, 128, 65_535, 65_536, 1 << 20):
            payload = b"*" * size if opcode == TEXT else bytes(i % 251 for i in range(size))
            yield Case(f"{name} of {size} bytes", [frame(opcode, payload)], [(opcode, payload)])
        payload = b"*" * 65_536
        yield Case(f"{name} in pieces of 997 bytes", chopped(frame(opcode, payload), 997),
                   [(opcode, payload)])
        yield Case(f"{name} byte by byte", bytewise(frame(opcode, b"x" * 130)),
                   [(opcode, b"x" * 130)])
        yield Case(f"{name}, masked by the server", [frame(opcode, b"x", key=KEY)], fails=(1002,))
        for form, size in ((16, 125), (64, 125), (64, 65_535)):
            yield Case(f"{name}, {size} bytes with a length of {form} bits",
                       [frame(opcode, b"x" * size, form=form)], fails=(1002,))
        yield Case(f"{name}, a length of 2^63", [bytes([0x80 | opcode, 127, 0x80]) + bytes(7)],
                   fails=(1002,))


def pings():
    for payload in (b"", b"Hello", bytes.fromhex("00fffefdfcfb00ff"), b"p" * 125):
        yield Case(f"a ping of {len(payload)} bytes", [frame(PING, payload)], pongs=[payload])
    yield Case("a ping of 125 bytes, byte by byte", bytewise(frame(PING, b"q" * 125)),
               pongs=[b"q" * 125])
    yield Case("a ping of 126 bytes", [frame(PING, b"p" * 126)], fails=(1002,))
    yield Case("a ping in two frames", [frame(PING, b"p", fin=False), frame(CONTINUATION, b"p")],
               fails=(1002,))
    for payload in (b"", b"unsolicited"):
        yield Case(f"a pong of {len(payload)} bytes that nobody asked for",
                   [frame(PONG, payload), frame(PING, b"after")], pongs=[b"after"])
    yield Case("ten pings", [frame(PING, b"%d" % i) for i in range(10)],
               pongs=[b"%d" % i for i in range(10)])
    yield Case("a pong of 126 bytes", [frame(PONG, b"p" * 126)], fails=(1002,))


def reserved():
    for rsv in range(1, 8):
        for opcode in (TEXT, BINARY, PING, PONG, CLOSE):
            yield Case(f"RSV {rsv}, opcode {opcode}",
                       [frame(TEXT, b"before") + frame(opcode, b"", rsv=rsv) + frame(PING)],
                       fails=(1002,))
    for opcode in (3, 4, 5, 6, 7, 11, 12, 13, 14, 15):
        for payload in (b"", b"reserved"):
            yield Case(f"opcode {opcode}, {len(payload)} bytes",
                       [frame(TEXT, b"before"), frame(opcode, payload), frame(PING)],
                       fails=(1002,))


def fragmentation():
    for opcode in (TEXT, BINARY):
        for parts in ([b"fragment1", b"fragment2"], [b"", b"", b""], [b"", b"middle", b""],
                      [b"%d" % (i % 10) for i in range(100)]):
            whole = [(opcode, b"".join(parts))]
            frames = fragments(opcode, parts)
            name = f"opcode {opcode} in {len(parts)} fragments of {len(whole[0][1])} bytes"
            yield Case(name, frames, whole)
            yield Case(name + ", at once", [b"".join(frames)], whole)
            yield Case(name + ", byte by byte", bytewise(b"".join(frames)), whole)
            withpings = [piece for i, one in enumerate(frames)
                         for piece in (one, frame(PING, b"%d" % i))]
            yield Case(name + ", with pings", withpings, whole,
                       pongs=[b"%d" % i for i in range(len(frames))])
    for fin in (True, False):
        yield Case(f"a continuation of nothing, FIN {fin}",
                   [frame(CONTINUATION, b"x", fin=fin) + frame(TEXT, b"after")], fails=(1002,))
        yield Case(f"a continuation after the end, FIN {fin}",
                   [*fragments(TEXT, [b"a", b"b"]), frame(CONTINUATION, b"x", fin=fin)],
                   fails=(1002,))
    for opcode in (TEXT, BINARY):
        yield Case(f"opcode {opcode} within a message",
                   [frame(TEXT, b"a", fin=False), frame(opcode, b"b")], fails=(1002,))


VALID_UTF8 = [
    "Hello-µ@ßöäüàá-UTF-8!!".encode(), "κόσμε".encode(), b"\x00", b"\x7f",
    "\x80".encode(), "߿".encode(), "ࠀ".encode(), "\uffff".encode(),
    "\U00010000".encode(), "\U0010ffff".encode(), "퟿".encode(), "\ue000".encode(),
    "�".encode(), "￾".encode(), "\U0001fffe".encode(), "\U0010fffe".encode(),
    "\ufeffBOM".encode(), "😀🏳️‍🌈".encode()]
INVALID_UTF8 = [bytes.fromhex(line) for line in (
    # alone: continuations, what never occurs
    "80", "bf", "80bf", "80bf80", "fe", "ff", "fefeffff", "c0", "c1", "f5", "f8", "fc",
    # cut off: of two, three and four bytes
    "c3", "e282", "e2", "f09f98", "f09f", "f0", "ce20", "e28220", "f09f9820",
    # overlong
    "c0af", "c180", "e080af", "e09fbf", "f08080af", "f08fbfbf", "f8808080af", "fc80808080af",
    "c080", "e08080", "f0808080",
    # surrogates
    "eda080", "edadbf", "edae80", "edafbf", "edb080", "edbfbf", "eda080edb080", "edafbfedbfbf",
    # beyond U+10FFFF
    "f4908080", "f5808080", "f7bfbfbf", "fbbfbfbfbf", "fdbfbfbfbfbf", "f888808080",
    # within text
    "cebae1bdb9cf83cebcceb5eda080656469746564")]


def utf8():
    for text in VALID_UTF8:
        name = f"UTF-8 {text.hex()}"
        pieces = [frame(TEXT, text), *bytewise(frame(TEXT, text)),
                  *fragments(TEXT, bytewise(text))]
        for split in range(1, len(text)):
            pieces += fragments(TEXT, [text[:split], text[split:]])
        yield Case(name, pieces, [(TEXT, text)] * (len(text) + 2))
    for text in INVALID_UTF8:
        name = f"no UTF-8 {text.hex()}"
        yield Case(name, [frame(TEXT, b"before" + text)], fails=(1007,))
        yield Case(name + ", byte by byte", bytewise(frame(TEXT, text + b"after")), fails=(1007,))
        for split in range(1, len(text)):
            yield Case(f"{name}, split after {split}",
                       fragments(TEXT, [text[:split], text[split:]]), fails=(1007,))
        yield Case(name + " is binary", [frame(BINARY, text)], [(BINARY, text)])


def closing():
    for code in (1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000,
                 3999, 4000, 4999):
        yield Case(f"Close {code}", [], close=close_payload(code, "bye"),
                   answer=close_payload(code))
    yield Case("Close without a code", [], close=b"")
    yield Case("Close with the longest reason", [], close=close_payload(1000, "r" * 123),
               answer=close_payload(1000))
    for code in (0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535):
        yield Case(f"Close {code}", [frame(CLOSE, close_payload(code))], fails=(1002,))
    yield Case("Close of one byte", [frame(CLOSE, b"\x03")], fails=(1002,))
    yield Case("Close of 126 bytes", [frame(CLOSE, close_payload(1000, "r" * 124))],
               fails=(1002,))
    yield Case("Close in two frames", [frame(CLOSE, b"\x03", fin=False),
                                       frame(CONTINUATION, b"\xe8")], fails=(1002,))
    for bad in (b"\xff", b"\xed\xa0\x80", b"\xce"):
        yield Case(f"Close with reason {bad.hex()}",
                   [frame(CLOSE, close_payload(1000) + bad)], fails=(1007,))
    usual = close_payload(1000)
    yield Case("data after Close", [frame(TEXT, b"a")], [(TEXT, b"a")],
               after_close=frame(TEXT, b"b"))
    yield Case("a ping after Close", [frame(CLOSE, usual) + frame(PING, b"p")], close=False,
               answer=usual)
    yield Case("Close within a message", [frame(TEXT, b"a", fin=False), frame(CLOSE, usual)],
               close=False, answer=usual)


TEXTS = [b"Hello", b"Hello", b"", b'{"price": 12.5, "symbol": "ABC"} ' * 40, b"*" * 70_000,
         bytes(32 + (i * i * 7 + i // 3) % 90 for i in range(40_000)), b"Hello"]


def deflate():
    for server_fresh in (False, True):
        for client_fresh in (False, True):
            for server_bits in (None, 9, 12, 15):
                for client_bits in (None, 9, 12, 15):
                    extension = "permessage-deflate"
                    extension += "; server_no_context_takeover" * server_fresh
                    extension += "; client_no_context_takeover" * client_fresh
                    if server_bits:
                        extension += f"; server_max_window_bits={server_bits}"
                    if client_bits:
                        extension += f"; client_max_window_bits={client_bits}"
                    yield deflated(extension, server_fresh, client_fresh, server_bits or 15,
                                   client_bits or 15)
    agreed = "permessage-deflate"
    broken = [("a continuation with RSV1", fragments(TEXT, [b"\xf2\x48\xcd", b"\xc9\xc9\x07\x00"],
                                                     rsv=4), (1002,)),
              ("a ping with RSV1", [frame(PING, b"", rsv=4)], (1002,)),
              ("RSV2 beside RSV1", [frame(TEXT, b"\xf2\x48\xcd\xc9\xc9\x07\x00", rsv=6)], (1002,)),
              ("no deflate data", [frame(TEXT, b"\xff\xff\xff\xff\xff", rsv=4)], (1002, 1007)),
              ("compressed, but no UTF-8",
               [frame(TEXT, Deflater().compress(b"\xff\xff"), rsv=4)], (1007,))]
    for name, pieces, codes in broken:
        yield Case(name, pieces, fails=codes, extensions=agreed)
    yield Case("an uncompressed message where compression was agreed", [frame(TEXT, b"plain")],
               [(TEXT, b"plain")], extensions=agreed)


def deflated(extension, server_fresh, client_fresh, server_bits, client_bits):
    deflater = Deflater(server_bits, server_fresh)
    pieces = []
    for i, text in enumerate(TEXTS):
        data = deflater.compress(text)
        if i % 2:
            cut = len(data) // 2
            pieces += [frame(TEXT, data[:cut], fin=False, rsv=4), frame(CONTINUATION, data[cut:])]
        else:
            pieces.append(frame(TEXT, data, rsv=4))
    return Case(extension, pieces, [(TEXT, text) for text in TEXTS], extensions=extension,
                inflate_bits=client_bits, inflate_fresh=client_fresh)


def all_cases():
    return [case for group in (framing, pings, reserved, fragmentation, utf8, closing, deflate)
            for case in group()]

#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the client against RFC 6455 and RFC 7692, as fuzzing servers do: a server of this file
plays each case of conformance_cases.py, and judges by the bytes that it gets.

`record --strict --echo` has to end every case as the RFC wants. Without --strict it has to survive
every case, and to leave a recording that can be read.
"""
import concurrent.futures
import pathlib
import queue
import socket
import struct
import sys
import tempfile
import threading
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support" / "python"))
from cli import LONG, expect, main, run, show  # noqa: E402
from conformance_cases import all_cases  # noqa: E402
from frames import CLOSE, PONG, TEXT, close_payload, frame, masked, response  # noqa: E402


class Client:
    """The connection of a client, read frame by frame."""

    def __init__(self, sock):
        self.sock = sock
        self.sock.settimeout(LONG)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""

    def take(self, count):
        while len(self.buffer) < count:
            data = self.sock.recv(1 << 16)
            if not data:
                raise EOFError("the client has ended TCP")
            self.buffer += data
        taken, self.buffer = self.buffer[:count], self.buffer[count:]
        return taken

    def read_head(self):
        while b"\r\n\r\n" not in self.buffer:
            self.buffer += self.sock.recv(1 << 16)
        head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
        lines = head.decode().split("\r\n")
        return lines[0].split(" ")[1], dict(line.split(": ", 1) for line in lines[1:])

    def read_frame(self):
        first, second = self.take(2)
        assert second & 0x80, "a frame that is not masked"
        length = second & 0x7F
        if length == 126:
            (length,) = struct.unpack("!H", self.take(2))
            assert length > 125, "a length that is not minimal"
        elif length == 127:
            (length,) = struct.unpack("!Q", self.take(8))
            assert length > 65_535, "a length that is not minimal"
        key = self.take(4)
        return first >> 7, first >> 4 & 7, first & 15, masked(self.take(length), key)


class Played:
    """What a client answered to a case."""

    def __init__(self, case):
        self.case = case
        self.messages = []
        self.pongs = []
        self.close = None
        self.parts = None
        self.inflater = None

    def whole(self):
        return (len(self.messages) >= len(self.case.messages) and
                len(self.pongs) >= len(self.case.pongs))

    def add(self, fin, rsv, opcode, payload):
        assert self.close is None, "a frame after its Close"
        if opcode >= 8:
            assert fin and not rsv and len(payload) <= 125, "a control frame that breaks the RFC"
            if opcode == CLOSE:
                self.close = payload
            elif opcode == PONG:
                self.pongs.append(payload)
            return
        if opcode:
            assert self.parts is None, "a message within another"
            assert rsv in ((0, 4) if self.case.extensions else (0,)), f"RSV {rsv}"
            self.parts = (opcode, rsv, [payload])
        else:
            assert self.parts is not None and not rsv, "a continuation that breaks the RFC"
            self.parts[2].append(payload)
        if fin:
            opcode, rsv, parts = self.parts
            self.parts = None
            data = b"".join(parts)
            self.messages.append((opcode, self.inflated(data) if rsv else data))

    def inflated(self, data):
        if self.inflater is None or self.case.inflate_fresh:
            self.inflater = zlib.decompressobj(-self.case.inflate_bits)
        return self.inflater.decompress(data + b"\0\0\xff\xff")


def play(client, case):
    """The server's side of a case; returns what the client answered."""
    played = Played(case)
    sender = threading.Thread(target=send_pieces, args=(client, case))
    sender.start()
    try:
        while not (case.close is not False and not case.fails and played.whole()):
            played.add(*client.read_frame())
            if played.close is not None:
                break
        sender.join()
        if not case.fails and case.close is not False and played.close is None:
            client.sock.sendall(frame(CLOSE, close_of(case)) + case.after_close)
            while played.close is None:
                played.add(*client.read_frame())
        elif case.fails:
            client.sock.sendall(frame(CLOSE, played.close))
    except (EOFError, ConnectionError):
        pass
    sender.join()
    client.sock.close()
    return played


def play_on(client, case):
    """The server's side, whatever the client answers: all that it has to send, then the end."""
    sender = threading.Thread(target=send_pieces, args=(client, case))
    sender.start()
    receiver = threading.Thread(target=read_to_end, args=(client,))
    receiver.start()
    sender.join()
    try:
        client.sock.sendall(frame(CLOSE, close_of(case) or b"") + case.after_close)
        client.sock.shutdown(socket.SHUT_WR)
    except OSError:
        pass  # the client has ended the connection
    receiver.join()
    client.sock.close()


def read_to_end(client):
    try:
        while client.sock.recv(1 << 16):
            pass
    except OSError:
        pass  # a reset is an end as well


def close_of(case):
    return close_payload(1000) if case.close is None else case.close


def send_pieces(client, case):
    try:
        for piece in case.pieces:
            client.sock.sendall(piece)
    except OSError:
        pass  # the client has ended the connection, as it should


class Server:
    """Plays the case whose number is the path."""

    def __init__(self, cases, play_case):
        self.cases = cases
        self.play_case = play_case
        self.answers = [queue.Queue() for _ in cases]
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.url = f"ws://127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            sock, _ = self.listener.accept()
            threading.Thread(target=self.serve, args=(Client(sock),), daemon=True).start()

    def serve(self, client):
        path, headers = client.read_head()
        number = int(path[1:])
        case = self.cases[number]
        more = {"Sec_WebSocket_Extensions": case.extensions} if case.extensions else {}
        client.sock.sendall(response(headers["Sec-WebSocket-Key"], **more))
        try:
            self.answers[number].put(self.play_case(client, case))
        except Exception as problem:  # the verdict of the case
            client.sock.close()
            self.answers[number].put(problem)


def judge(case, played):
    if case.fails:
        assert played.close is not None, "the connection was not failed with a Close frame"
        code = int.from_bytes(played.close[:2], "big")
        assert code in case.fails, f"failed with {code}, not {case.fails}"
        return
    expect(played.messages, list(case.messages), "messages")
    expect(played.pongs, list(case.pongs), "pongs")
    answer = close_of(case) if case.answer is None else case.answer
    expect((played.close or b"")[:2], answer[:2], "the answer to Close")


def play_all(cases, play_case, *options):
    """Plays the cases, two at a time; fails with the names of those that ended wrongly."""
    server = Server(cases, play_case)
    with tempfile.TemporaryDirectory() as folder:

        def one(number):
            file = f"{folder}/{number}.pcapng"
            done = run("record", f"{server.url}/{number}", "-o", file, "--echo", *options,
                       status=None)
            played = server.answers[number].get(timeout=LONG)
            assert done.returncode in (0, 3), f"ended with {done.returncode}: {done.stderr}"
            expect(show(file)[-1]["type"], "closed", "the last event")
            if isinstance(played, Exception):
                raise played
            if played:
                judge(cases[number], played)

        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            results = [pool.submit(one, number) for number in range(len(cases))]
            wrong = [f"{case.name}: {result.exception()}"
                     for case, result in zip(cases, results) if result.exception()]
    assert not wrong, f"{len(wrong)} of {len(cases)} cases:\n" + "\n".join(wrong[:60])


def strict_clients_end_as_the_rfc_wants():
    play_all(all_cases(), play, "--strict")


def tolerant_clients_survive():
    play_all(all_cases(), play_on)


def the_judge_can_condemn():
    case = next(case for case in all_cases() if case.messages)
    right = Played(case)
    right.messages, right.close = list(case.messages), close_payload(1000)
    judge(case, right)
    for wrong in ("messages", "close"):
        doctored = Played(case)
        doctored.messages, doctored.close = right.messages, right.close
        setattr(doctored, wrong, [(TEXT, b"other")] if wrong == "messages" else b"\x03\xe9")
        try:
            judge(case, doctored)
        except AssertionError:
            continue
        raise AssertionError(f"wrong {wrong} went unnoticed")


if __name__ == "__main__":
    main([the_judge_can_condemn, strict_clients_end_as_the_rfc_wants, tolerant_clients_survive])

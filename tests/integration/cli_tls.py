#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""framescope-cli record over TLS: client certificates in each form, versions, names, ALPN."""
import pathlib
import ssl
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support" / "python"))
from cli import closed, expect, main, record, run, show
from note_server import NoteServer


def openssl(*arguments):
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)


class Certificates:
    """A CA, a server's certificate and a client's, in all forms."""

    def __init__(self, folder):
        self.folder = folder
        new = ("-nodes", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1")
        openssl("req", "-x509", *new, "-subj", "/CN=Test CA", "-days", 2, "-keyout",
                self.file("ca.key"), "-out", self.file("ca.pem"))
        self.signed("server", "subjectAltName=IP:127.0.0.1,DNS:alias.example", new)
        self.signed("client", "basicConstraints=CA:FALSE",
                    ("-nodes", "-newkey", "rsa:2048"))
        self.signed("expired", "subjectAltName=IP:127.0.0.1", new, days=-1)

    def file(self, name):
        return self.folder / name

    def signed(self, name, extension, new, days=2):
        openssl("req", *new, "-subj", f"/CN={name}", "-addext", extension, "-keyout",
                self.file(f"{name}.key"), "-out", self.file(f"{name}.csr"))
        openssl("x509", "-req", "-in", self.file(f"{name}.csr"), "-CA", self.file("ca.pem"),
                "-CAkey", self.file("ca.key"), "-days", days, "-copy_extensions", "copy", "-out",
                self.file(f"{name}.pem"))

    def context(self, name="server", client=False, lowest=None, highest=None, alpn=None):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.file(f"{name}.pem"), self.file(f"{name}.key"))
        if client:
            context.verify_mode = ssl.CERT_REQUIRED
            context.load_verify_locations(self.file("ca.pem"))
        context.minimum_version = lowest or ssl.TLSVersion.TLSv1_2
        context.maximum_version = highest or ssl.TLSVersion.TLSv1_3
        if alpn:
            context.set_alpn_protocols(alpn)
        context.asked = []
        context.sni_callback = lambda _, asked, __: context.asked.append(asked)
        return context


def detail(events, kind):
    return next(event for event in events if event["type"] == kind)["detail"]


def with_server(test):
    """Calls a test with certificates and a function that records."""
    def run_test():
        with tempfile.TemporaryDirectory() as name:
            certificates = Certificates(pathlib.Path(name))
            numbers = iter(range(1000))

            def connect(context, *arguments, status=0):
                with NoteServer(context=context) as server:
                    events = record(server.url(), pathlib.Path(name) / f"{next(numbers)}.pcapng",
                                    "--ca", certificates.file("ca.pem"), *arguments, status=status)
                    return events, server
            test(certificates, connect)
    run_test.__name__ = test.__name__
    return run_test


@with_server
def client_certificates(certificates, connect):
    file = certificates.file
    openssl("pkcs12", "-export", "-in", file("client.pem"), "-inkey", file("client.key"),
            "-certfile", file("ca.pem"), "-out", file("client.p12"), "-passout", "pass:sésam")
    openssl("pkcs12", "-export", "-in", file("client.pem"), "-inkey", file("client.key"), "-out",
            file("open.p12"), "-passout", "pass:")
    openssl("pkey", "-in", file("client.key"), "-aes256", "-passout", "pass:sésam", "-out",
            file("locked.key"))
    openssl("rsa", "-in", file("client.key"), "-aes128", "-passout", "pass:sésam", "-traditional",
            "-out", file("old.key"))
    (file("both.pem")).write_bytes(file("client.pem").read_bytes() + file("client.key").read_bytes())
    file("phrase").write_text("sésam\n")
    for arguments in (("--cert", file("client.pem"), "--key", file("client.key")),
                      ("--cert", file("both.pem")),
                      ("--cert", file("client.p12"), "--pass-phrase", "sésam"),
                      ("--cert", file("client.p12"), "--pass-phrase", f"@{file('phrase')}"),
                      ("--cert", file("open.p12")),
                      ("--cert", file("client.pem"), "--key", file("locked.key"),
                       "--pass-phrase", "sésam"),
                      ("--cert", file("client.pem"), "--key", file("old.key"),
                       "--pass-phrase", "sésam")):
        events, server = connect(certificates.context(client=True), *arguments)
        expect(server.peers[0]["certificate"]["subject"], ((("commonName", "client"),),))
        options = detail(events, "connecting")["options"]
        expect(options["client_certificate"], "client")
        assert "sésam" not in str(options)
    events, _ = connect(certificates.context(client=True), status=3)
    assert "wants a client certificate" in detail(events, "error")["text"], events


@with_server
def unusable_certificates(certificates, _):
    file = certificates.file
    openssl("pkcs12", "-export", "-in", file("client.pem"), "-inkey", file("client.key"), "-out",
            file("client.p12"), "-passout", "pass:right")
    openssl("pkey", "-in", file("client.key"), "-aes256", "-passout", "pass:right", "-out",
            file("locked.key"))
    openssl("genpkey", "-algorithm", "ed25519", "-out", file("ed.key"))
    for arguments, words in (
            (("--cert", file("client.p12")), "pass phrase: the PKCS#12 file needs one"),
            (("--cert", file("client.p12"), "--pass-phrase", "geheim"), "pass phrase: it does not fit"),
            (("--cert", file("client.pem"), "--key", file("locked.key")), "pass phrase: the private key"),
            (("--cert", file("client.pem"), "--key", file("locked.key"), "--pass-phrase", "geheim"),
             "pass phrase: it does not fit"),
            (("--cert", file("client.pem")), "client key"),
            (("--cert", file("client.key")), "no certificate"),
            (("--cert", file("client.pem"), "--key", file("client.pem")), "no private key"),
            (("--cert", file("client.pem"), "--key", file("server.key")),
             f"client key {file('server.key')}: its private key does not fit the certificate in "
             f"{file('client.pem')}"),
            (("--cert", file("client.pem"), "--key", file("ed.key")), "algorithm"),
            (("--server-name", "a b"), "server name"), (("--alpn", "x" * 256), "ALPN protocol 1"),
            (("--tls-min", "1.3", "--tls-max", "1.2"), "TLS version"),
            (("--tls-min", "1.1"), "1.1"), (("--accept-certificate", "abc"), "accepted certificate")):
        done = run("record", "wss://127.0.0.1:1/", "-o", file("x.pcapng"), *arguments, status=2)
        told = done.stderr.decode()
        assert words in told and "geheim" not in told, (arguments, told)


@with_server
def versions(certificates, connect):
    old = {"highest": ssl.TLSVersion.TLSv1_2}
    for context, arguments, version in ((old, (), "TLSv1.2"), ({}, (), "TLSv1.3"),
                                        ({}, ("--tls-max", "1.2"), "TLSv1.2"),
                                        ({}, ("--tls-min", "1.3"), "TLSv1.3")):
        events, server = connect(certificates.context(**context), *arguments)
        expect(server.peers[0]["version"], version)
        expect(detail(events, "secured")["protocol"], version)
    events, _ = connect(certificates.context(**old), "--tls-min", "1.3", status=3)
    told = detail(events, "error")
    assert told["layer"] == "tls" and "no version of TLS in common" in told["text"], told
    events, _ = connect(certificates.context(lowest=ssl.TLSVersion.TLSv1_3), "--tls-max", "1.2",
                        status=3)
    assert "no version of TLS in common" in detail(events, "error")["text"], events


@with_server
def server_names(certificates, connect):
    context = certificates.context()
    events, _ = connect(context, "--server-name", "alias.example")
    expect(context.asked, ["alias.example"])
    expect(detail(events, "connecting")["options"]["server_name"], "alias.example")
    events, _ = connect(context, "--server-name", "other.example", status=3)
    assert "not for other.example" in detail(events, "error")["text"], events
    expect(context.asked[-1], "other.example")


@with_server
def alpn(certificates, connect):
    both = ["http/1.1", "x-other"]
    for arguments, agreed in (((), "http/1.1"), (("--alpn", "x-other"), "x-other"),
                              (("--alpn", ""), None),
                              (("--alpn", "unknown", "--alpn", "http/1.1"), "http/1.1")):
        events, server = connect(certificates.context(alpn=both), *arguments)
        expect(server.peers[0]["alpn"], agreed, arguments)
        expect(detail(events, "secured")["alpn"], agreed or "")


@with_server
def accepted_by_fingerprint(certificates, connect):
    done = subprocess.run(["openssl", "x509", "-in", certificates.file("expired.pem"), "-noout",
                           "-fingerprint", "-sha256"], check=True, capture_output=True)
    fingerprint = done.stdout.decode().strip().partition("=")[2]
    context = certificates.context("expired")
    events, _ = connect(context, status=3)
    assert "expired" in detail(events, "error")["text"], events
    for form in (fingerprint, fingerprint.replace(":", "").lower()):
        events, _ = connect(context, "--accept-certificate", form)
        expect(detail(events, "secured")["accepted"], "fingerprint")
    connect(context, "--accept-certificate", "00" * 32, status=3)
    with NoteServer(context=context) as server:
        told = run("record", server.url(), "-o", certificates.file("x.pcapng"), status=3).stderr
        told = told.decode()
        assert f" --accept-certificate {fingerprint}\n" in told, told
        expect(told.count("expired"), 1, told)


@with_server
def against_openssl(certificates, connect):
    """openssl s_server as the judge: it says whether the client's certificate was verified."""
    file = certificates.file
    process = subprocess.Popen(
        ["openssl", "s_server", "-accept", "127.0.0.1:0", "-cert", file("server.pem"), "-key",
         file("server.key"), "-CAfile", file("ca.pem"), "-Verify", "2", "-verify_return_error"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.PIPE)
    try:
        told = ""
        while "ACCEPT" not in told or ":" not in told.splitlines()[-1]:
            told += process.stdout.readline().decode()
        port = told.splitlines()[-1].rpartition(":")[2]
        record(f"wss://127.0.0.1:{port}/", file("s.pcapng"), "--ca", file("ca.pem"), "--cert",
               file("client.pem"), "--key", file("client.key"), "--upgrade-timeout", "1", status=3)
        told = ""
        while "GET / HTTP/1.1" not in told:
            line = process.stdout.readline().decode(errors="replace")
            assert line, told
            told += line
        assert "subject=CN = client" in told or "CN=client" in told, told
        expect(closed(show(file("s.pcapng")))["code"], 1006)
    finally:
        process.kill()
        process.wait()


main([client_certificates, unusable_certificates, versions, server_names, alpn,
      accepted_by_fingerprint, against_openssl])

// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection/saved_file.h"
#include "support/test_program.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

namespace tst_saved_file {

using namespace framescope;
using namespace framescope::collection;
using connection::ConnectionOptions;

namespace {

const QString Path = QStringLiteral("/collection/chat.yaml");

using Change = std::function<void(SavedConnection&)>;

std::string textOrError(const SavedFile& file)
{
    const auto text = textOf(file, Path);
    return text ? *text : "error: " + text.error().message();
}

std::string mistakeIn(const std::string& text)
{
    const auto file = savedFileFrom(text, Path);
    return file ? std::string() : file.error().message();
}

/// What a connection with the change is written as, behind its address.
std::string written(const Change& change)
{
    SavedConnection saved;
    saved.name = QStringLiteral("chat");
    saved.address = QStringLiteral("wss://host/");
    change(saved);
    return textOrError({{saved}, {}});
}

} // namespace

class TestSavedFile : public QObject
{
    Q_OBJECT

private slots:
    void options_data();
    void options();
    void rawRequestHasItsEnd();
    void messages_data();
    void messages();
    void severalConnections();
    void notUtf8();
    void bracketsInTexts();
    void schema_data();
    void schema();
    void fileIsReplaced();
};

void TestSavedFile::options_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, const char* text, auto change) {
        QTest::newRow(name) << Change([change](SavedConnection& saved) { change(saved.options); })
                            << QString::fromUtf8(text);
    };
    using Options = ConnectionOptions;
    row("defaults", "", [](Options&) {});
    row("headers", "headers:\n  - X-One: \"1a\"\n  - X-One: \"2\"\n  - Host: \"{{host}}\"\n",
        [](Options& o) {
            o.headers = {{"X-One", "1a"}, {"X-One", "2"}, {"Host", "{{host}}"}};
        });
    row("empty header", "headers:\n  - X-Empty: \"\"\n", [](Options& o) {
        o.headers = {{"X-Empty", ""}};
    });
    row("left out", "leave-out: [Origin, User-Agent]\n", [](Options& o) {
        o.leftOut = {"Origin", "User-Agent"};
    });
    row("raw request", "raw-request: |+\n  GET / HTTP/1.1\n  Host: x\n\n",
        [](Options& o) { o.rawRequest = "GET / HTTP/1.1\r\nHost: x\r\n\r\n"; });
    row("raw request, bare LF", "raw-request-base64: R0VUIC8KCg==\n",
        [](Options& o) { o.rawRequest = "GET /\n\n"; });
    row("raw request, no end of the head", "raw-request-base64: R0VUIC8NCg==\n",
        [](Options& o) { o.rawRequest = "GET /\r\n"; });
    row("raw request, any bytes", "raw-request-base64: R0VUIP8NCg==\n",
        [](Options& o) { o.rawRequest = "GET \xff\r\n"; });
    row("subprotocols", "subprotocols: [a, b.2]\n", [](Options& o) {
        o.subprotocols = QStringList{"a", "b.2"};
    });
    row("origin", "origin: https://example.com\n",
        [](Options& o) { o.origin = QStringLiteral("https://example.com"); });
    row("basic", "authorization:\n  basic:\n    user: me\n    password: \"{{secret.p}}\"\n",
        [](Options& o) {
            o.authorization = {connection::Authorization::Scheme::Basic, "me", "{{secret.p}}"};
        });
    row("bearer", "authorization:\n  bearer: abc\n", [](Options& o) {
        o.authorization = {connection::Authorization::Scheme::Bearer, {}, "abc"};
    });
    row("cookies", "cookies:\n  - sid: a b\n  - \"1\": \"true\"\n", [](Options& o) {
        o.cookies = {{"sid", "a b"}, {"1", "true"}};
    });
    row("tls",
        "tls:\n  insecure: true\n  accept: "
        "\"1111111111111111111111111111111111111111111111111111111"
        "111111111\"\n  ca: ca.pem\n  certificate: me.p12\n  key: me.key\n  pass-phrase: x\n  "
        "server-name: other.example\n  lowest: \"1.3\"\n  highest: \"1.2\"\n  alpn: [x-one, "
        "http/1.1]\n",
        [](Options& o) {
            o.tls = {true,
                     QByteArray(32, '\x11'),
                     "ca.pem",
                     "me.p12",
                     "me.key",
                     "x",
                     "other.example",
                     connection::TlsVersion::Tls1_3,
                     connection::TlsVersion::Tls1_2,
                     {"x-one", "http/1.1"}};
        });
    row("no alpn", "tls:\n  alpn: []\n", [](Options& o) { o.tls.alpn.clear(); });
    using Proxy = connection::ProxyOptions;
    row("system proxy", "proxy: system\n", [](Options& o) { o.proxy.use = Proxy::Use::System; });
    row("proxy", "proxy: http://127.0.0.1:3128\n",
        [](Options& o) { o.proxy = Proxy::through(QUrl("http://127.0.0.1:3128")); });
    row("whole proxy",
        "proxy:\n  url: socks5://proxy:1080\n  user: me\n  password: a@b:c%\n  except: .local\n",
        [](Options& o) {
            QUrl url("socks5://proxy:1080");
            url.setUserName("me", QUrl::DecodedMode);
            url.setPassword("a@b:c%", QUrl::DecodedMode);
            o.proxy = {Proxy::Use::Given, url, ".local"};
        });
    row("proxy not used", "proxy:\n  use: none\n  url: http://p:1\n",
        [](Options& o) { o.proxy.url = QUrl("http://p:1"); });
    row("no compression", "compression: false\n",
        [](Options& o) { o.compression.offered = false; });
    row("compression",
        "compression:\n  offered: false\n  server-no-context-takeover: true\n  "
        "client-no-context-takeover: true\n  server-max-window-bits: 10\n  "
        "client-max-window-bits: none\n  extensions: x-other; a=1\n",
        [](Options& o) { o.compression = {false, true, true, 10, std::nullopt, "x-other; a=1"}; });
    row("strict", "strict: true\n", [](Options& o) { o.strict = true; });
    row("behaviours", "behaviours: [pong=off, pieces=7/5ms]\n", [](Options& o) {
        o.behaviours.pong = connection::Behaviours::Pong::Off;
        o.behaviours.pieceSize = 7;
        o.behaviours.piecePause = std::chrono::milliseconds(5);
    });
    row("timeouts", "timeouts: {connect: 2m, upgrade: 1500ms, close: 1s}\n", [](Options& o) {
        o.connectTimeout = std::chrono::minutes(2);
        o.upgradeTimeout = std::chrono::milliseconds(1500);
        o.closeTimeout = std::chrono::seconds(1);
    });
    row("keep-alive", "keep-alive: 30s\n",
        [](Options& o) { o.keepAlive = std::chrono::seconds(30); });
    row("largest message", "largest-message: 16MB\n",
        [](Options& o) { o.largestMessage = 16'000'000; });
    row("largest message, binary", "largest-message: 64KiB\n",
        [](Options& o) { o.largestMessage = 65'536; });
    row("reconnect", "reconnect: true\n", [](Options& o) { o.reconnecting.wanted = true; });
    row("reconnect, how", "reconnect: {first: 500ms, longest: 1m, attempts: 5}\n", [](Options& o) {
        o.reconnecting = {true, std::chrono::milliseconds(500), std::chrono::minutes(1), 5};
    });
    row("kept cookies", "keep-cookies: false\n", [](Options& o) { o.keepCookies = false; });
    row("redirects", "follow-redirects: true\n", [](Options& o) { o.followRedirects = true; });
}

/// Each option is written as expected, and read back as it was.
void TestSavedFile::options()
{
    QFETCH(Change, change);
    QFETCH(QString, text);
    const std::string all = written(change);
    QCOMPARE(QString::fromStdString(all), "url: wss://host/\n" + text);
    const auto read = savedFileFrom(all, Path);
    QVERIFY2(read, read ? "" : read.error().message().c_str());
    QCOMPARE(QString::fromStdString(textOrError(*read)), QString::fromStdString(all));
    SavedConnection expected;
    change(expected);
    const ConnectionOptions& before = expected.options;
    const ConnectionOptions& after = read->connections.at(0).options;
    QCOMPARE(read->connections.at(0).name, QStringLiteral("chat"));
    QVERIFY(after == before);
}

/// A head as a person writes it, whatever YAML makes of its last lines.
void TestSavedFile::rawRequestHasItsEnd()
{
    const std::string head = "GET / HTTP/1.1\r\nHost: x\r\n";
    const std::string lines = "\n  GET / HTTP/1.1\n  Host: x\n";
    for (const auto& [text, expected] : std::initializer_list<std::pair<std::string, std::string>>{
             {"|" + lines, head + "\r\n"},
             {"|" + lines + "\n", head + "\r\n"},
             {"|+" + lines + "\n", head + "\r\n"},
             {"|+" + lines + "\n\n", head + "\r\n\r\n"},
             {"|" + lines + "\n  a body\n", head + "\r\na body\r\n"},
             {"|-" + lines, head.substr(0, head.size() - 2)}}) {
        const auto read = savedFileFrom("url: ws://h/\nraw-request: " + text, Path);
        QVERIFY2(read, text.c_str());
        QCOMPARE(read->connections.at(0).options.rawRequest, expected);
    }
}

void TestSavedFile::messages_data()
{
    using message::Draft;
    using message::Form;
    QTest::addColumn<SavedMessage>("message");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, const char* text, const Draft& draft,
                        const QString& title = {}) {
        QTest::newRow(name) << SavedMessage{title, draft} << QString::fromUtf8(text);
    };
    const auto draft = [](Draft::Kind kind, Form form, const char* content) {
        Draft made;
        made.kind = kind;
        made.form = form;
        made.content = QString::fromUtf8(content);
        return made;
    };
    row("text", "  - name: Hello\n    text: \"Hi {{name}}\"\n",
        draft(Draft::Kind::Text, Form::Text, "Hi {{name}}"), QStringLiteral("Hello"));
    row("empty text", "  - text: \"\"\n", draft(Draft::Kind::Text, Form::Text, ""));
    row("lines", "  - json: |-\n      {\n        \"a\": 1\n      }\n",
        draft(Draft::Kind::Json, Form::Text, "{\n  \"a\": 1\n}"));
    row("last line break", "  - text: |\n      a\n\n      b\n",
        draft(Draft::Kind::Text, Form::Text, "a\n\nb\n"));
    row("odd lines", "  - text: \"  a\\nb \u2028\"\n",
        draft(Draft::Kind::Text, Form::Text, "  a\nb \u2028"));
    row("binary", "  - binary: ca fe\n", draft(Draft::Kind::Binary, Form::Hex, "ca fe"));
    row("file", "  - binary: data.bin\n    form: file\n    fragment: 1000\n    ping-between: x\n",
        [&] {
            Draft made = draft(Draft::Kind::Binary, Form::File, "data.bin");
            made.fragmentSize = 1000;
            made.ping = QStringLiteral("x");
            return made;
        }());
    row("ping", "  - ping: \"00 01\"\n    form: hex\n",
        draft(Draft::Kind::Ping, Form::Hex, "00 01"));
    row("pong", "  - pong: x\n", draft(Draft::Kind::Pong, Form::Text, "x"));
    row("close", "  - close: {code: 4000, reason: bye}\n", [&] {
        Draft made = draft(Draft::Kind::Close, Form::Text, "bye");
        made.code = QStringLiteral("4000");
        return made;
    }());
    row("close, empty", "  - close: {}\n", draft(Draft::Kind::Close, Form::Text, ""));
    row("close, hex", "  - close: {payload: \"0fa0\"}\n",
        draft(Draft::Kind::Close, Form::Text, "0fa0"));
    row("raw", "  - raw: \"81 00\"\n", draft(Draft::Kind::Raw, Form::Text, "81 00"));
    row("frames",
        "  - frames:\n      - opcode: 11\n        fin: false\n        rsv: 5\n        mask: "
        "\"01020304\"\n        length-bits: 64\n        claimed-length: 18446744073709551615\n     "
        "   "
        "compressed: true\n        hex: ca fe\n      - mask: none\n        text: a\n      - {}\n",
        [&] {
            Draft made = draft(Draft::Kind::Frames, Form::Text, "");
            message::FrameDraft frame;
            frame.opcode = 11;
            frame.fin = false;
            frame.rsv = 5;
            frame.mask = message::FrameDraft::Mask::Key;
            frame.key = {1, 2, 3, 4};
            frame.lengthForm = wire::LengthForm::Bits64;
            frame.claimedLength = std::numeric_limits<std::uint64_t>::max();
            frame.compressed = true;
            frame.form = Form::Hex;
            frame.payload = QStringLiteral("ca fe");
            message::FrameDraft second;
            second.mask = message::FrameDraft::Mask::None;
            second.payload = QStringLiteral("a");
            made.frames = {frame, second, {}};
            return made;
        }());
}

void TestSavedFile::messages()
{
    QFETCH(SavedMessage, message);
    QFETCH(QString, text);
    const std::string all =
        written([message](SavedConnection& saved) { saved.messages = {message}; });
    QCOMPARE(QString::fromStdString(all), "url: wss://host/\nmessages:\n" + text);
    const auto read = savedFileFrom(all, Path);
    QVERIFY2(read, read ? "" : read.error().message().c_str());
    QCOMPARE(read->connections.at(0).messages.size(), std::size_t{1});
    QVERIFY(read->connections.at(0).messages.at(0) == message);
}

void TestSavedFile::severalConnections()
{
    const char* text =
        "# Chat servers\n#\nconnections:\n  - name: one\n    url: ws://a\n    strict: "
        "true\n  - name: two\n    url: ws://b\n";
    const auto file = savedFileFrom(text, Path);
    QVERIFY(file);
    QCOMPARE(file->connections.size(), std::size_t{2});
    QVERIFY(file->find(QStringLiteral("two")));
    QVERIFY(!file->find(QStringLiteral("three")));
    QCOMPARE(QString::fromStdString(textOrError(*file)), QString::fromUtf8(text));
    const auto documents = savedFileFrom("url: ws://a\n---\nname: b\nurl: ws://b\n", Path);
    QVERIFY(documents);
    QCOMPARE(documents->connections.at(1).name, QStringLiteral("b"));
}

void TestSavedFile::notUtf8()
{
    const std::string text = written([](SavedConnection& saved) {
        saved.options.headers = {{"X", "\xff"}};
    });
    QCOMPARE(
        QString::fromStdString(text),
        QStringLiteral("error: headers: it is not UTF-8, which a saved connection can't hold"));
}

/// They are no lists, however many.
void TestSavedFile::bracketsInTexts()
{
    const QString many(5000, '[');
    for (const QString& text : {many, "it's \" \\ " + many, "a: # " + many + "\n\n  {" + many,
                                "- |\n" + many + "\n" + many}) {
        message::Draft draft;
        draft.content = text;
        const auto all = savedFileFrom(written([&draft](SavedConnection& saved) {
                                           saved.messages = {{{}, draft}};
                                       }),
                                       Path);
        QVERIFY2(all, all ? "" : all.error().message().c_str());
        QCOMPARE(all->connections.at(0).messages.at(0).draft.content, text);
    }
    const std::string brackets = many.toStdString();
    QCOMPARE(QString::fromStdString(mistakeIn("url: ws://a # " + brackets +
                                              "\nmessages:\n  - text: |\n      " + brackets +
                                              "\n\n      " + brackets + "\n    name: 'it''s " +
                                              brackets + "'\n  - text: ws://" + brackets + "\n")),
             QString());
}

void TestSavedFile::schema_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("place");
    const auto row = [](const char* name, const char* text, const char* place) {
        QTest::newRow(name) << "url: ws://a\n" + QString::fromUtf8(text)
                            << QString::fromUtf8(place);
    };
    row("connection", "unknown: 1\n", "connection");
    row("tls", "tls: {unknown: 1}\n", "connection/properties/tls");
    row("authorization", "authorization: {unknown: 1}\n", "connection/properties/authorization");
    row("basic", "authorization: {basic: {unknown: 1}}\n",
        "connection/properties/authorization/properties/basic");
    row("proxy", "proxy: {unknown: 1}\n", "connection/properties/proxy/oneOf/1");
    row("compression", "compression: {unknown: 1}\n", "connection/properties/compression/oneOf/1");
    row("timeouts", "timeouts: {unknown: 1}\n", "connection/properties/timeouts");
    row("reconnect", "reconnect: {unknown: 1}\n", "connection/properties/reconnect/oneOf/1");
    row("message", "messages: [{unknown: 1}]\n", "message");
    row("close", "messages: [{close: {unknown: 1}}]\n", "message/properties/close");
    row("frame", "messages: [{frames: [{unknown: 1}]}]\n", "frame");
}

/// The schema for editors knows the keys that are understood, and no others.
void TestSavedFile::schema()
{
    QFETCH(QString, text);
    QFETCH(QString, place);
    QFile file(qEnvironmentVariable("FRAMESCOPE_SOURCE_DIR") +
               "/resources/framescope-connection.schema.json");
    QVERIFY(file.open(QIODevice::ReadOnly));
    QJsonValue value =
        QJsonDocument::fromJson(file.readAll()).object().value(QStringLiteral("definitions"));
    for (const QString& step : place.split('/')) {
        value = value.isArray() ? value.toArray().at(step.toInt()) : value.toObject().value(step);
    }
    QStringList schema = value.toObject().value(QStringLiteral("properties")).toObject().keys();
    const auto read = savedFileFrom(text.toStdString(), Path);
    QVERIFY(!read);
    QStringList known = QString::fromStdString(read.error().hint)
                            .section(QStringLiteral("understood here: "), 1)
                            .split(QStringLiteral(", "));
    schema.sort();
    known.sort();
    QCOMPARE(schema, known);
}

void TestSavedFile::fileIsReplaced()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("chat.yaml"));
    SavedConnection saved;
    saved.name = QStringLiteral("chat");
    saved.address = QStringLiteral("ws://a");
    QVERIFY(writeSavedFile({{saved}, "# kept\n"}, path));
    saved.address = QStringLiteral("ws://b");
    auto read = readSavedFile(path);
    QVERIFY(read);
    read->connections.at(0).address = QStringLiteral("ws://b");
    QVERIFY(writeSavedFile(*read, path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("# kept\nurl: ws://b\n"));
    QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
}

FRAMESCOPE_TEST(TestSavedFile)

} // namespace tst_saved_file

#include "tst_saved_file.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/qt_string.h"
#include "message/draft_from.h"
#include "support/test_program.h"

#include <QTest>

#include <QTemporaryDir>

namespace tst_draft {

using namespace framescope;
using namespace framescope::message;
using Kind = Draft::Kind;

class TestDraft : public QObject
{
    Q_OBJECT

private slots:
    void messages_data();
    void messages();
    void fragments();
    void closes_data();
    void closes();
    void files();
    void frames();
    void mistakes_data();
    void mistakes();
    void counterStaysAfterAMistake();
    void roundTrips_data();
    void roundTrips();
    void rawFramesRoundTrip();
};

/// The bytes of a file.
QString written(const QTemporaryDir& folder, const QString& name, const QByteArray& bytes)
{
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) {
        qFatal("cannot write %s", qPrintable(name));
    }
    return file.fileName();
}

QByteArray readAll(Content& content)
{
    Bytes bytes(content.size() + 1);
    const auto count = content.read(bytes);
    return count ? toByteArray(ByteView(bytes).first(*count)) : QByteArray("! failed");
}

QByteArray hexOfFrame(const Frame& frame)
{
    wire::FrameSpec spec = frame.spec;
    const bool masked = spec.maskKey.has_value();
    spec.maskKey.reset();
    return (masked ? "masked " : "plain ") +
           toByteArray(wire::encodeFrame(spec, viewOf(frame.payload))).toHex();
}

/// What is sent, in words.
QString told(const Outgoing& outgoing)
{
    struct Teller
    {
        QString operator()(const Text& one) const { return "text " + one.text; }
        QString operator()(const Json& one) const { return "json " + one.text; }
        QString operator()(const Binary& one) const { return "binary " + one.bytes.toHex(); }
        QString operator()(const Ping& one) const { return "ping " + one.payload.toHex(); }
        QString operator()(const Pong& one) const { return "pong " + one.payload.toHex(); }
        QString operator()(const Close& one) const
        {
            return "close " + (one.code ? QString::number(*one.code) : "-") + ' ' + one.reason;
        }
        QString operator()(const Raw& one) const { return "raw " + one.bytes.toHex(); }
        QString operator()(const Fragments& one) const
        {
            return QString::number(one.size) + (one.ping ? "/" + *one.ping : "") + ": " +
                   std::visit(*this, one.message);
        }
        QString operator()(const Frames& one) const
        {
            QStringList frames;
            for (const Frame& frame : one.frames) {
                frames += hexOfFrame(frame);
            }
            return frames.join(", ");
        }
        QString operator()(const Stream& one) const
        {
            return QString(one.text ? "text" : "binary") + " stream " +
                   QString::number(one.content->size()) +
                   (one.fragmentSize ? " in " + QString::number(*one.fragmentSize) : "");
        }
    };
    return std::visit(Teller(), outgoing);
}

QString toldOf(const Draft& draft)
{
    TemplateScope scope;
    scope.variables = {{"user", "John"}, {"code", "4001"}, {"hex", "ca fe"}};
    const auto outgoing = outgoingFrom(draft, scope);
    return outgoing ? told(*outgoing) : "! " + toQString(outgoing.error().message());
}

Draft draftOf(Kind kind, const QString& content, Form form = Form::Text)
{
    Draft draft;
    draft.kind = kind;
    draft.form = form;
    draft.content = content;
    return draft;
}

void TestDraft::messages_data()
{
    QTest::addColumn<Draft>("draft");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const Draft& draft, const char* expected) {
        QTest::newRow(name) << draft << QString(expected);
    };
    row("text", draftOf(Kind::Text, "Hello {{user}}"), "text Hello John");
    row("empty text", draftOf(Kind::Text, ""), "text ");
    row("text in hex", draftOf(Kind::Text, "c3 a4", Form::Hex), "text \u00e4");
    row("text that is no UTF-8", draftOf(Kind::Text, "ff", Form::Hex), "text stream 1");
    row("JSON", draftOf(Kind::Json, R"({"u":"{{user}}"})"), R"(json {"u":"John"})");
    row("hex", draftOf(Kind::Binary, "{{hex}} 01", Form::Hex), "binary cafe01");
    row("base64", draftOf(Kind::Binary, "yv4=", Form::Base64), "binary cafe");
    row("base64, URL-safe", draftOf(Kind::Binary, "-_8", Form::Base64), "binary fbff");
    row("text as binary", draftOf(Kind::Binary, "a\u00e4"), "binary 61c3a4");
    row("MessagePack",
        draftOf(Kind::Binary, R"({"b":1,"a":[true,null,1.5,"x"]})", Form::MessagePack),
        "binary 82a16201a16194c3c0ca3fc00000a178");
    row("CBOR", draftOf(Kind::Binary, R"({"b":-1,"a":"{{user}}"})", Form::Cbor),
        "binary a261622061616"
        "44a6f686e");
    row("ping", draftOf(Kind::Ping, "{{user}}"), "ping 4a6f686e");
    row("ping in hex", draftOf(Kind::Ping, "00 ff", Form::Hex), "ping 00ff");
    row("empty pong", draftOf(Kind::Pong, ""), "pong ");
    row("raw", draftOf(Kind::Raw, "0x81,0x80 {{hex}}"), "raw 8180cafe");
}

void TestDraft::messages()
{
    QFETCH(Draft, draft);
    QFETCH(QString, expected);
    QCOMPARE(toldOf(draft), expected);
}

void TestDraft::fragments()
{
    Draft draft = draftOf(Kind::Text, "Hello");
    draft.fragmentSize = 2;
    QCOMPARE(toldOf(draft), QString("2: text Hello"));
    draft.ping = "{{user}}";
    QCOMPARE(toldOf(draft), QString("2/John: text Hello"));
    draft.kind = Kind::Json;
    draft.content = "[1]";
    QCOMPARE(toldOf(draft), QString("2/John: json [1]"));
    draft.kind = Kind::Binary;
    draft.form = Form::Hex;
    draft.content = "01 02 03";
    QCOMPARE(toldOf(draft), QString("2/John: binary 010203"));
    draft.kind = Kind::Ping; // which has no fragments
    QCOMPARE(toldOf(draft), QString("ping 010203"));
    draft.kind = Kind::Text;
    draft.content = "ff";
    QCOMPARE(toldOf(draft), QString("text stream 1 in 2"));
    draft.fragmentSize = 0;
    QCOMPARE(toldOf(draft),
             QString("! fragment size: a fragment can't have 0 bytes (use 1 or more)"));
    draft.fragmentSize.reset();
    QVERIFY(toldOf(draft).startsWith("! ping: a ping goes between two fragments"));
    draft.fragmentSize = 1;
    draft.ping = QString(126, 'x');
    QVERIFY(toldOf(draft).startsWith("! ping: the payload has 126 bytes"));
}

void TestDraft::closes_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("content");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* code, const QString& content,
                        const char* expected) {
        QTest::newRow(name) << QString(code) << content << QString(expected);
    };
    row("normal", "1000", "bye {{user}}", "close 1000 bye John");
    row("a template", "{{code}}", "", "close 4001 ");
    row("empty", "", "", "close - ");
    row("never on the wire", "1005", "x", "masked 880303ed78");
    row("zero", "0", "", "masked 88020000");
    row("beyond", "65535", "", "masked 8802ffff");
    row("half a code", "", "03", "masked 880103");
    row("payload", "", "03 e8 ff", "masked 880303e8ff");
    row("no number", "abc", "",
        "! code: the code is no number from 0 to 65535 (1000 is a normal "
        "end, 3000 to 4999 are for applications)");
    row("too large", "65536", "",
        "! code: the code is no number from 0 to 65535 (1000 is a normal "
        "end, 3000 to 4999 are for applications)");
    row("reason too long", "1000", QString(124, 'x'),
        "! reason: the reason has 124 bytes, 1 more than a Close frame can carry");
    row("reason too long, odd code", "1005", QString(124, 'x'),
        "! reason: the reason has 124 bytes, 1 more than a Close frame can carry");
}

void TestDraft::closes()
{
    QFETCH(QString, code);
    QFETCH(QString, content);
    QFETCH(QString, expected);
    Draft draft = draftOf(Kind::Close, content);
    draft.code = code;
    QCOMPARE(toldOf(draft), expected);
}

void TestDraft::files()
{
    const QTemporaryDir folder;
    const auto file = [](Kind kind, const QString& path) {
        return draftOf(kind, path, Form::File);
    };
    const QString small = written(folder, "small", "a\xff");
    QCOMPARE(toldOf(file(Kind::Binary, small)), QString("binary 61ff"));
    QCOMPARE(toldOf(file(Kind::Text, small)),
             "! " + small + ": the file is not UTF-8 (send it as binary)");
    const QString text = written(folder, "John", "John's");
    QCOMPARE(toldOf(file(Kind::Text, folder.filePath("{{user}}"))), QString("text John's"));
    QCOMPARE(toldOf(file(Kind::Binary, written(folder, "empty", ""))), QString("binary "));
    const QString missing = folder.filePath("missing");
    QCOMPARE(toldOf(file(Kind::Binary, missing)),
             "! " + missing + ": cannot be read: no such file or directory");
    QCOMPARE(toldOf(file(Kind::Binary, folder.path())),
             "! " + folder.path() + ": is a folder (give the name of a file)");
    QCOMPARE(toldOf(file(Kind::Binary, {})), QString("! the name of the file is missing"));
    QVERIFY(toldOf(file(Kind::Ping, small)).startsWith("! payload: a file can't be used here"));

    const QByteArray bytes(qsizetype(LargestFileInMemory) + 1, 'x');
    const QString large = written(folder, "large", bytes);
    QCOMPARE(toldOf(file(Kind::Binary, large)), QString("binary stream 1048577"));
    Draft inFragments = file(Kind::Text, large);
    inFragments.fragmentSize = 1000;
    QCOMPARE(toldOf(inFragments), QString("text stream 1048577 in 1000"));
    TemplateScope scope;
    auto outgoing = outgoingFrom(file(Kind::Binary, large), scope);
    QCOMPARE(readAll(*std::get<Stream>(*outgoing).content), bytes);

    outgoing = outgoingFrom(file(Kind::Binary, large), scope);
    Content& content = *std::get<Stream>(*outgoing).content;
    QVERIFY(QFile::resize(large, 1000));
    Bytes part(900);
    QCOMPARE(content.read(part).value(), std::size_t{900});
    QCOMPARE(toQString(content.read(part).error().message()),
             large + ": the file became shorter while it was sent: 1047577 bytes are missing");
}

void TestDraft::frames()
{
    Draft draft;
    draft.kind = Kind::Frames;
    QCOMPARE(toldOf(draft), QString("! frames: there is no frame (add one)"));
    FrameDraft frame;
    frame.fin = false;
    frame.rsv = 5;
    frame.opcode = 11;
    frame.mask = FrameDraft::Mask::None;
    frame.form = Form::Hex;
    frame.payload = "{{hex}}";
    draft.frames.push_back(frame);
    frame = {};
    frame.payload = "{{user}}";
    frame.lengthForm = wire::LengthForm::Bits64;
    frame.claimedLength = 1ULL << 63;
    draft.frames.push_back(frame);
    QCOMPARE(toldOf(draft), QString("plain 5b02cafe, masked 817f8000000000000000") + "4a6f686e");
    draft.frames[1].mask = FrameDraft::Mask::Key;
    draft.frames[1].key = {1, 2, 3, 4};
    draft.frames[1].compressed = true;
    TemplateScope scope;
    scope.variables = {{"user", "John"}, {"hex", "00"}};
    const auto outgoing = outgoingFrom(draft, scope);
    const Frame& second = std::get<Frames>(*outgoing).frames.at(1);
    QVERIFY(second.compressed && second.spec.maskKey == (wire::MaskKey{1, 2, 3, 4}));

    draft.frames[1].compressed = false;
    draft.frames[1].lengthForm = wire::LengthForm::Bits7;
    draft.frames[1].claimedLength = 126;
    QVERIFY2(toldOf(draft).startsWith("! frame 2, length: the length 126 does not fit"),
             qPrintable(toldOf(draft)));
    draft.frames[1].payload = "{{nobody}}";
    QVERIFY(toldOf(draft).startsWith("! frame 2, payload, character 1: no template"));
    draft.frames[1].payload = "a{{";
    QVERIFY(toldOf(draft).startsWith("! frame 2, payload, character 2: the template is not"));
    draft.frames[0].payload = "zz";
    QVERIFY2(toldOf(draft).startsWith("! frame 1, payload, "), qPrintable(toldOf(draft)));
    draft.frames[0].opcode = 16;
    QVERIFY(toldOf(draft).startsWith("! frame 1: an opcode has 4 bits"));
}

void TestDraft::mistakes_data()
{
    QTest::addColumn<Draft>("draft");
    QTest::addColumn<QString>("mistake");
    const auto row = [](const char* name, const Draft& draft, const char* mistake) {
        QTest::newRow(name) << draft << QString(mistake);
    };
    row("template", draftOf(Kind::Text, "a {{x}}"), "character 3: no template or variable");
    row("JSON", draftOf(Kind::Json, "[1,]"), "byte 4: ");
    row("hex", draftOf(Kind::Binary, "ca f", Form::Hex), "half a byte is left");
    row("base64", draftOf(Kind::Binary, "ab!", Form::Base64), "character 3: ");
    row("MessagePack", draftOf(Kind::Binary, "{\"a\":NaN}", Form::MessagePack),
        "character 6: expected a value");
    row("half a pair", draftOf(Kind::Text, QString(QChar(0xD800))),
        "character 1: the text "
        "can't be written in UTF-8");
    row("long ping", draftOf(Kind::Ping, QString(126, 'x')), "payload: the payload has 126 bytes");
    row("no raw bytes", draftOf(Kind::Raw, " "), "there are no bytes");
    row("raw", draftOf(Kind::Raw, "x"), "position 1: ");
}

void TestDraft::mistakes()
{
    QFETCH(Draft, draft);
    QFETCH(QString, mistake);
    QVERIFY2(toldOf(draft).startsWith("! " + mistake), qPrintable(toldOf(draft)));
}

void TestDraft::counterStaysAfterAMistake()
{
    TemplateScope scope;
    Draft draft = draftOf(Kind::Binary, "{{counter}}", Form::Hex);
    QVERIFY(!outgoingFrom(draft, scope)); // half a byte
    QCOMPARE(scope.counter, 0u);
    draft.content = "0{{counter}}";
    QCOMPARE(told(outgoingFrom(draft, scope).value()), QString("binary 01"));
    QCOMPARE(scope.counter, 1u);
}

void TestDraft::roundTrips_data()
{
    QTest::addColumn<int>("opcode");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, int opcode, const QByteArray& payload,
                        const QString& expected) {
        QTest::newRow(name) << opcode << payload << expected;
    };
    row("text", 1, "Hello", "text Hello");
    row("empty", 1, "", "text ");
    row("with a byte order mark", 1,
        "\xef\xbb\xbf"
        "a",
        QString("text ") + QChar(0xFEFF) + "a");
    row("like a template", 1, "{{uuid}} {{{x}} \\\\{{y", "text {{uuid}} {{{x}} \\\\{{y");
    row("backslash and braces", 1, "\\{{x}}", "text \\{{x}}");
    row("invalid UTF-8", 1, "\xff", "text stream 1");
    row("binary", 2, QByteArray::fromHex("00ff7b7b"), "binary 00ff7b7b");
    row("empty binary", 2, "", "binary ");
    row("ping", 9, "abc", "ping 616263");
    row("pong, bytes", 10, "\xff\xfe", "pong fffe");
    row("long ping", 9, QByteArray(126, 'a'), "masked 897e007e" + QByteArray(126, 'a').toHex());
    row("close", 8, QByteArray::fromHex("03e8") + "bye", "close 1000 bye");
    row("empty close", 8, "", "close - ");
    row("odd code", 8, QByteArray::fromHex("03ed"), "masked 880203ed");
    row("half a code", 8, QByteArray::fromHex("03"), "masked 880103");
    row("reason no text", 8, QByteArray::fromHex("03e8ff"), "masked 880303e8ff");
    row("continuation", 0, "abc", "masked 8003616263");
    row("reserved", 11, "abc", "masked 8b03616263");
}

void TestDraft::roundTrips()
{
    QFETCH(int, opcode);
    QFETCH(QByteArray, payload);
    QFETCH(QString, expected);
    QCOMPARE(toldOf(draftFrom(static_cast<wire::Opcode>(opcode), viewOf(payload))), expected);
}

void TestDraft::rawFramesRoundTrip()
{
    const Bytes wireBytes = {0x51, 0xFE, 0x00, 0x02, 0, 0, 0, 0, 0xCA, 0xFE};
    const auto header = wire::parseFrameHeader(wireBytes);
    const QString told = toldOf(draftFrom(*header, ByteView(wireBytes).last(2)));
    QCOMPARE(told, QString("masked 517e0002cafe"));
}

FRAMESCOPE_TEST(TestDraft)

} // namespace tst_draft

#include "tst_draft.moc"

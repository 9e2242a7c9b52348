// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/frame_script.h"
#include "support/test_program.h"
#include "tap/client/outgoing_mux.h"
#include "wire/frames/frame_encoder.h"
#include "wire/frames/frame_stream.h"

#include <QtTest>

namespace tst_outgoing_mux {

using namespace framescope;
using namespace framescope::tap;
using framescope::test::bytesOf;
using framescope::test::pictureOf;

namespace {

constexpr const char* A = "81 81 01020304 '`'"; // "a", masked
constexpr const char* B = "82 81 00000000 'b'";

DirectItem item(const char* picture, std::uint64_t after, bool isClose = false)
{
    return {bytesOf(picture), after, isClose};
}

QString outputOf(OutgoingMux& mux)
{
    const QString text = QString::fromStdString(pictureOf(mux.output()));
    mux.taken();
    return text;
}

QString pictured(const QString& picture)
{
    return QString::fromStdString(pictureOf(bytesOf(picture.toStdString())));
}

} // namespace

class TestOutgoingMux : public QObject
{
    Q_OBJECT

private slots:
    void passedAsTheyAre();
    void itemsAtTheirPlace();
    void answersAtTheNextBoundary();
    void nothingAfterClose();
    void withoutTheClient();
    void ownControlFramesAreLeftOut();
    void compressed_data();
    void compressed();
    void longMessageIsCompressedInFragments();
};

void TestOutgoingMux::passedAsTheyAre()
{
    const Bytes all = bytesOf("81 81 01020304 '`' 02 fe 0080 11223344 'x'*128 80 80 01010101");
    for (std::size_t step = 1; step <= all.size(); ++step) {
        OutgoingMux mux;
        for (ByteView rest = all; !rest.empty();) {
            const ByteView piece = rest.first(std::min(step, rest.size()));
            mux.feed(piece);
            rest = rest.subspan(piece.size());
        }
        QCOMPARE(pictureOf(mux.output()), pictureOf(all));
        QCOMPARE(mux.messages().count, 2u);
        QCOMPARE(mux.messages().bytes, 129u);
    }
}

void TestOutgoingMux::itemsAtTheirPlace()
{
    OutgoingMux mux;
    mux.add(item("'first'", 0));
    mux.add(item("'after one'", 1));
    mux.add(item("'after two'", 2));
    mux.add(item("'after two as well'", 2));
    QCOMPARE(outputOf(mux), QStringLiteral("'first'"));
    const Bytes both = bytesOf(std::string(A) + " " + B);
    mux.feed(ByteView(both).first(3));
    mux.feed(ByteView(both).subspan(3));
    QCOMPARE(outputOf(mux), pictured(QStringLiteral("%1 'after one' %2 'after two' "
                                                    "'after two as well'")
                                         .arg(QLatin1String(A), QLatin1String(B))));
    mux.add(item("'now'", 2));
    QCOMPARE(outputOf(mux), QStringLiteral("'now'"));
}

/// A pong need not wait for the message, a direct item has to. Pongs do not pile up.
void TestOutgoingMux::answersAtTheNextBoundary()
{
    OutgoingMux mux;
    const Bytes fragments = bytesOf("01 82 00000000 'he' 80 81 00000000 'y'");
    mux.feed(ByteView(fragments).first(7));
    mux.add(item("'item'", 1));
    mux.answer(bytesOf("'first pong'"), OutgoingMux::Answer::Pong);
    mux.answer(bytesOf("'pong'"), OutgoingMux::Answer::Pong);
    QCOMPARE(outputOf(mux), pictured(QStringLiteral("01 82 00000000 'h'")));
    QVERIFY(mux.midFrame());
    mux.feed(ByteView(fragments).subspan(7));
    QCOMPARE(outputOf(mux), pictured(QStringLiteral("'e' 'pong' 80 81 00000000 'y' 'item'")));
}

void TestOutgoingMux::nothingAfterClose()
{
    OutgoingMux mux;
    mux.add(item("88 80 00000000", 1, true));
    mux.add(item("'late'", 1));
    QVERIFY(!mux.stopped());
    mux.feed(bytesOf(std::string(A) + " " + B));
    mux.answer(bytesOf("'pong'"), OutgoingMux::Answer::Pong);
    QCOMPARE(outputOf(mux), pictured(QStringLiteral("%1 88 80 00000000").arg(QLatin1String(A))));
    QVERIFY(mux.stopped());
    QCOMPARE(mux.messages().count, 2u);
    QCOMPARE(mux.messages().bytes, 2u);
    QCOMPARE(mux.items().bytes, 6u + 4u);
    QCOMPARE(mux.items().count, 2u);
    QCOMPARE(mux.out().messages, 1u);
    QCOMPARE(mux.out().items, 1u);
}

void TestOutgoingMux::withoutTheClient()
{
    OutgoingMux mux;
    mux.add(item("'waits'", 3));
    QCOMPARE(outputOf(mux), QStringLiteral("''"));
    mux.clientGone();
    mux.add(item("'at once'", 9));
    QCOMPARE(outputOf(mux), pictured(QStringLiteral("'waits' 'at once'")));
}

void TestOutgoingMux::ownControlFramesAreLeftOut()
{
    OutgoingMux mux;
    mux.feed(bytesOf("8a 81 00000000 'x' 88 82 00000000 03e8 " + std::string(A)));
    QCOMPARE(outputOf(mux), pictured(QLatin1String(A)));
    QCOMPARE(mux.messages().count, 1u);
}

void TestOutgoingMux::compressed_data()
{
    QTest::addColumn<int>("bits");
    QTest::addColumn<bool>("noContextTakeover");
    QTest::newRow("15") << 15 << false;
    QTest::newRow("9") << 9 << false;
    QTest::newRow("no context takeover") << 12 << true;
}

/// A server that inflates gets what QWebSocket sent, a frame for each of its own, with other keys.
void TestOutgoingMux::compressed()
{
    QFETCH(int, bits);
    QFETCH(bool, noContextTakeover);
    wire::DeflateParameters parameters;
    parameters.clientMaxWindowBits = bits;
    parameters.clientNoContextTakeover = noContextTakeover;
    OutgoingMux mux;
    mux.setDeflate(parameters);
    mux.add(item("89 80 00000000", 1));
    const Bytes sent = bytesOf("01 85 00000000 'hello' 80 86 00000000 ' world' "
                               "81 8b 01010101 69646d6d6e21766e736d65 82 80 00000000");
    for (const std::uint8_t byte : sent) {
        mux.feed(ByteView(&byte, 1));
    }
    wire::FrameStream::Options options;
    options.direction = Direction::Out;
    options.deflate = parameters;
    test::FrameTranscript transcript(Direction::Out);
    wire::FrameStream server(options);
    server.feed(mux.output(), transcript);
    std::vector<std::string> messages;
    for (const std::string& line : transcript.lines()) {
        QVERIFY2(line.find('!') == std::string::npos, line.c_str());
        if (line.find("message") != std::string::npos) {
            messages.push_back(line.substr(line.find("compressed"),
                                           line.find(" wire=") - line.find("compressed")));
        }
    }
    const auto count = [&transcript](std::string_view part) {
        return std::ranges::count_if(transcript.lines(), [part](const std::string& line) {
            return line.find("frame ") != std::string::npos && line.find(part) != std::string::npos;
        });
    };
    QCOMPARE(count("frame "), 5); // the fragments stay, the ping is behind the first message
    QCOMPARE(messages, (std::vector<std::string>{"compressed 'hello world'",
                                                 "compressed 'hello world'", "compressed ''"}));
    QCOMPARE(mux.messages().count, 3u);
}

/// None of it is kept, and an answer need not wait for its end.
void TestOutgoingMux::longMessageIsCompressedInFragments()
{
    OutgoingMux mux;
    mux.setDeflate({});
    Bytes payload(5'000'000);
    std::uint32_t random = 1;
    for (std::uint8_t& byte : payload) {
        random = random * 1'664'525 + 1'013'904'223;
        byte = static_cast<std::uint8_t>('a' + (random >> 28));
    }
    wire::FrameSpec spec;
    spec.opcode = wire::Opcode::Binary;
    spec.maskKey = wire::MaskKey{1, 2, 3, 4};
    const Bytes frame = wire::encodeFrame(spec, payload);
    wire::FrameStream::Options options;
    options.direction = Direction::Out;
    options.deflate = wire::DeflateParameters();
    wire::FrameStream server(options);
    test::FrameTranscript transcript(Direction::Out);
    bool asked = false;
    for (ByteView rest = frame; !rest.empty();) {
        const ByteView piece = rest.first(std::min<std::size_t>(rest.size(), 100'001));
        mux.feed(piece);
        rest = rest.subspan(piece.size());
        if (rest.size() < frame.size() / 2 && !std::exchange(asked, true)) {
            mux.answer(bytesOf("8a 80 00000000"), OutgoingMux::Answer::Pong);
        }
        QVERIFY(mux.output().size() < 2 * OutgoingMux::PartSize);
        server.feed(mux.output(), transcript);
        mux.taken();
    }
    QCOMPARE(mux.messages().count, 1u);
    QCOMPARE(mux.messages().bytes, payload.size());
    std::size_t frames = 0;
    std::size_t pong = 0;
    for (const std::string& line : transcript.lines()) {
        QVERIFY2(line.find('!') == std::string::npos, line.substr(0, 200).c_str());
        if (line.find("frame ") != std::string::npos) {
            ++frames;
            pong = line.find(" pong ") != std::string::npos ? frames : pong;
        }
    }
    QCOMPARE(frames, 6u);
    QVERIFY(pong > 1 && pong < frames);
    QVERIFY(!server.midFrame() && !server.midMessage());
}

FRAMESCOPE_TEST(TestOutgoingMux)

} // namespace tst_outgoing_mux

#include "tst_outgoing_mux.moc"

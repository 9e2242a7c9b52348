// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the tap frames by itself: messages that are read while they are sent, and frames with every
// bit as it is asked for.
#include "support/frame_script.h"
#include "support/test_program.h"
#include "tap/client/outgoing_mux.h"
#include "wire/frames/frame_encoder.h"
#include "wire/frames/frame_stream.h"

#include <QtTest>

namespace tst_outgoing_stream {

using namespace framescope;
using namespace framescope::tap;
using framescope::test::bytesOf;

namespace {

/// Content that is made while it is read: byte i is i * 7 % 251. It may fail, or end early.
class MadeContent final : public message::Content
{
public:
    explicit MadeContent(std::uint64_t size, std::uint64_t fails = UINT64_MAX)
        : size_(size), fails_(fails)
    {
    }
    std::uint64_t size() const override { return size_; }
    Result<std::size_t> read(MutableByteView into) override
    {
        if (at_ + into.size() > fails_) {
            return failure("it can't be read", "file.bin");
        }
        most = std::max(most, into.size());
        for (std::uint8_t& byte : into) {
            byte = byteAt(at_++);
        }
        return into.size();
    }
    static std::uint8_t byteAt(std::uint64_t at) { return static_cast<std::uint8_t>(at * 7 % 251); }

    std::size_t most = 0;

private:
    const std::uint64_t size_;
    const std::uint64_t fails_;
    std::uint64_t at_ = 0;
};

/// The server's side: the frames, and whether messages have the right content.
class Server final : public wire::FrameStreamHandler
{
public:
    explicit Server(const std::optional<wire::DeflateParameters>& deflate = {})
        : stream_(optionsOf(deflate))
    {
    }

    void feed(ByteView bytes) { stream_.feed(bytes, *this); }

    void frameBegin(const wire::FrameHeader&, StreamOffset, const wire::Violations& found) override
    {
        violations += int(found.size());
    }
    void data(ByteView piece) override
    {
        for (const std::uint8_t byte : piece) {
            wrong_ = wrong_ || byte != MadeContent::byteAt(at_++);
        }
    }
    void frameEnd(const wire::FrameReport& frame) override
    {
        violations += int(frame.violations.size());
        const wire::FrameHeader& header = frame.header;
        frames.append(QStringLiteral("%1%2%3 %4")
                          .arg(header.fin ? "F" : "")
                          .arg(header.rsv == 0 ? "" : "R", QString::number(int(header.opcode)))
                          .arg(frame.length));
        lastForm = header.lengthForm;
        masks.append(
            header.masked
                ? QString::fromLatin1(
                      QByteArray(reinterpret_cast<const char*>(header.maskKey.data()), 4).toHex())
                : "none");
    }
    void messageEnd(const wire::MessageReport& message) override
    {
        messages.append(QStringLiteral("%1 %2%3")
                            .arg(int(message.opcode))
                            .arg(message.length)
                            .arg(wrong_ ? " wrong" : ""));
        at_ = 0;
        wrong_ = false;
    }
    bool isBetween() const { return !stream_.midFrame() && !stream_.midMessage(); }

    QStringList frames;
    QStringList messages;
    QStringList masks;
    wire::LengthForm lastForm = wire::LengthForm::Bits7;
    int violations = 0;

private:
    static wire::FrameStream::Options
    optionsOf(const std::optional<wire::DeflateParameters>& deflate)
    {
        wire::FrameStream::Options options;
        options.direction = Direction::Out;
        options.deflate = deflate;
        return options;
    }

    wire::FrameStream stream_;
    std::uint64_t at_ = 0;
    bool wrong_ = false;
};

DirectItem streamItem(std::shared_ptr<message::Content> content,
                      std::optional<std::uint64_t> fragmentSize = {}, std::uint64_t after = 0,
                      std::optional<QByteArray> ping = {})
{
    DirectItem item;
    item.content = message::Stream{std::move(content), false, fragmentSize, std::move(ping)};
    item.after = after;
    return item;
}

/// Puts all of the stream out; returns the most bytes that were in memory.
std::size_t fillAll(OutgoingMux& mux, Server& server)
{
    std::size_t most = 0;
    do {
        mux.fill(100'000);
        most = std::max(most, mux.output().size());
        server.feed(mux.output());
        mux.taken();
    } while (mux.stream());
    return most;
}

} // namespace

class TestOutgoingStream : public QObject
{
    Q_OBJECT

private slots:
    void framed_data();
    void framed();
    void answersAndPingBetweenFragments();
    void whatFollowsWaits();
    void cancelled();
    void unreadable();
    void nothingAfterClose();
    void maskedAsAsked();
    void rawFrames();
    void misdeedsInTheirPlace();
    void cutFrame();
};

void TestOutgoingStream::framed_data()
{
    QTest::addColumn<qulonglong>("size");
    QTest::addColumn<qulonglong>("fragment"); // 0: none
    QTest::addColumn<bool>("compressed");
    QTest::addColumn<qulonglong>("frames");
    const auto row = [](const char* name, qulonglong size, qulonglong fragment, bool compressed,
                        qulonglong frames) {
        QTest::newRow(name) << size << fragment << compressed << frames;
    };
    constexpr qulonglong Mebi = 1 << 20;
    row("empty", 0, 0, false, 1);
    row("empty, in fragments", 0, 5, false, 1);
    row("one byte", 1, 0, false, 1);
    row("one frame", 5 * Mebi + 3, 0, false, 1);
    row("fragments", 1001, 100, false, 11);
    row("fragments that divide it", 1000, 100, false, 10);
    row("fragments of one byte", 70'001, 1, false, 70'001);
    row("large fragments", 5 * Mebi, 2 * Mebi, false, 3);
    row("one fragment", 100, 1000, false, 1);
    row("compressed: empty", 0, 0, true, 1);
    row("compressed", 5 * Mebi + 3, 0, true, 6);
    row("compressed: exactly a part", Mebi, 0, true, 1);
    row("compressed: fragments", 1001, 100, true, 11);
    row("compressed: fragments of one byte", 70'001, 1, true, 70'001);
    row("compressed: large fragments", 5 * Mebi, 2 * Mebi, true, 5);
}

void TestOutgoingStream::framed()
{
    QFETCH(qulonglong, size);
    QFETCH(qulonglong, fragment);
    QFETCH(bool, compressed);
    QFETCH(qulonglong, frames);
    OutgoingMux mux;
    std::optional<wire::DeflateParameters> deflate;
    if (compressed) {
        deflate.emplace();
        mux.setDeflate(*deflate);
    }
    Server server(deflate);
    for (int i = 0; i < 2; ++i) {
        auto content = std::make_shared<MadeContent>(size);
        mux.add(streamItem(content,
                           fragment > 0 ? std::optional<std::uint64_t>(fragment) : std::nullopt));
        const std::size_t most = fillAll(mux, server);
        QVERIFY2(most < 2 * OutgoingMux::PartSize, qPrintable(QString::number(most)));
        QVERIFY(content->most <= 64 * 1024);
    }
    QCOMPARE(server.violations, 0);
    QVERIFY(server.isBetween());
    QCOMPARE(qulonglong(server.frames.size()), 2 * frames);
    QCOMPARE(server.messages, QStringList(2, QStringLiteral("2 %1").arg(size)));
    QVERIFY(server.frames.last().startsWith(frames == 1 && compressed ? "FR2"
                                            : frames == 1             ? "F2"
                                                                      : "F0"));
    QVERIFY(frames == 1 || server.frames.first().startsWith(compressed ? "R2" : "2"));
    if (frames == 1 && !compressed) {
        QCOMPARE(int(server.lastForm),
                 int(size > 0xFFFF ? wire::LengthForm::Bits64 : wire::LengthForm::Bits7));
    }
    QCOMPARE(mux.items().count, std::uint64_t{2});
    QCOMPARE(mux.items().bytes, std::uint64_t{2 * size});
    QCOMPARE(mux.out().items, std::uint64_t{2});
}

void TestOutgoingStream::answersAndPingBetweenFragments()
{
    OutgoingMux mux;
    Server server;
    mux.add(streamItem(std::make_shared<MadeContent>(300'000), 100'000, 0, QByteArray("between")));
    mux.fill(1);
    QVERIFY(mux.midFrame());
    mux.answer(wire::maskedFrame(wire::Opcode::Pong, asBytes("p")), OutgoingMux::Answer::Pong);
    mux.add({bytesOf("8a 80 00000000"), 0}); // comes after the message
    fillAll(mux, server);
    server.feed(mux.output());
    QCOMPARE(server.frames,
             (QStringList{"2 100000", "F9 7", "F10 1", "0 100000", "F0 100000", "F10 0"}));
    QCOMPARE(server.violations, 0);
}

/// Split anywhere, QWebSocket's messages before and after a stream stay there, compressed or not.
void TestOutgoingStream::whatFollowsWaits()
{
    const Bytes before = bytesOf("01 81 01020304 01 80 81 00000000 07"); // bytes 0 and 1
    const Bytes after = bytesOf("82 80 01020304 81 81 00000000 00");
    Bytes all = before;
    append(all, after);
    for (const bool compressed : {false, true}) {
        for (std::size_t split = 0; split <= all.size(); ++split) {
            OutgoingMux mux;
            std::optional<wire::DeflateParameters> deflate;
            if (compressed) {
                deflate.emplace();
                mux.setDeflate(*deflate);
            }
            Server server(deflate);
            mux.add(streamItem(std::make_shared<MadeContent>(200'000), 150'000, 1));
            mux.add(streamItem(std::make_shared<MadeContent>(10), {}, 2));
            mux.feed(ByteView(all).first(split));
            mux.feed(ByteView(all).subspan(split));
            fillAll(mux, server);
            QCOMPARE(server.messages, (QStringList{"1 2", "2 200000", "2 0", "2 10", "1 1"}));
            QCOMPARE(server.violations, 0);
            QCOMPARE(mux.messages().count, std::uint64_t{3});
        }
    }
}

void TestOutgoingStream::cancelled()
{
    for (const bool compressed : {false, true}) {
        OutgoingMux mux;
        std::optional<wire::DeflateParameters> deflate;
        if (compressed) {
            deflate.emplace();
            mux.setDeflate(*deflate);
        }
        Server server(deflate);
        DirectItem item = streamItem(std::make_shared<MadeContent>(1'000'000), 100'000);
        item.number = 1;
        mux.add(item);
        mux.fill(1);
        QCOMPARE(mux.cancel(1), OutgoingMux::Cancelled::Ending);
        fillAll(mux, server);
        QCOMPARE(server.messages, QStringList{"2 100000"});
        QCOMPARE(server.frames.last(), QString("F0 0"));
        QCOMPARE(server.violations, 0);
        QVERIFY(server.isBetween());
        QCOMPARE(mux.due().told,
                 std::vector<std::string>{
                     "sending was cancelled by the user: the message ended after 100000 of 1000000 "
                     "bytes, which the server takes as a whole message"});
        QVERIFY(mux.due().cancelled);
        QCOMPARE(mux.due().cancelled->sent, std::uint64_t{100'000});
        QCOMPARE(mux.items().bytes, std::uint64_t{1'000'000});
        QCOMPARE(mux.cancel(1), OutgoingMux::Cancelled::Over);
    }
    OutgoingMux mux;
    DirectItem waits = streamItem(std::make_shared<MadeContent>(5), {}, 1);
    waits.number = 1;
    mux.add(waits);
    QCOMPARE(mux.cancel(1), OutgoingMux::Cancelled::Ending);
    mux.feed(bytesOf("81 81 00000000 'a'"));
    QVERIFY(!mux.stream());
    QCOMPARE(mux.out().items, std::uint64_t{0});
    QCOMPARE(mux.items().count, std::uint64_t{1});

    DirectItem oneFrame = streamItem(std::make_shared<MadeContent>(1'000'000), {}, 1);
    oneFrame.number = 2;
    mux.add(oneFrame);
    mux.fill(1);
    QCOMPARE(mux.cancel(2), OutgoingMux::Cancelled::OneFrame);
}

/// A message that was begun is never completed with something else; one that was not begun is left
/// out, and what follows is sent.
void TestOutgoingStream::unreadable()
{
    OutgoingMux mux;
    Server server;
    mux.add(streamItem(std::make_shared<MadeContent>(1'000'000, 10), 1000));
    mux.add({bytesOf("8a 80 00000000"), 0});
    fillAll(mux, server);
    QCOMPARE(server.frames, QStringList{"F10 0"});
    QCOMPARE(
        mux.due().told,
        std::vector<std::string>{
            "a message was not sent, as its content can't be read: file.bin: it can't be read"});
    QCOMPARE(mux.out().items, std::uint64_t{1});

    mux.add(streamItem(std::make_shared<MadeContent>(1'000'000, 500'000), 1000));
    mux.add({bytesOf("8a 80 00000000"), 0});
    fillAll(mux, server);
    server.feed(mux.output());
    QVERIFY(mux.due().broken);
    QCOMPARE(*mux.due().broken, std::string("file.bin: it can't be read"));
    QVERIFY(mux.stopped());
    QVERIFY(server.messages.isEmpty());
    QVERIFY(!server.isBetween());
    QCOMPARE(server.frames.filter("F").size(), 1);
}

void TestOutgoingStream::nothingAfterClose()
{
    OutgoingMux mux;
    Server server;
    mux.add(streamItem(std::make_shared<MadeContent>(300'000), 100'000));
    mux.fill(1);
    mux.answer(bytesOf("88 80 00000000"), OutgoingMux::Answer::Close);
    fillAll(mux, server);
    QCOMPARE(server.frames, (QStringList{"2 100000", "F8 0"}));
    mux.add(streamItem(std::make_shared<MadeContent>(1)));
    QVERIFY(!mux.stream());
    QCOMPARE(mux.items().bytes, std::uint64_t{300'001});
    QCOMPARE(mux.out().items, std::uint64_t{0});
}

/// Every frame but a raw one, also those of QWebSocket.
void TestOutgoingStream::maskedAsAsked()
{
    for (const bool compressed : {false, true}) {
        OutgoingMux mux;
        std::optional<wire::DeflateParameters> deflate;
        if (compressed) {
            deflate.emplace();
            mux.setDeflate(*deflate);
        }
        Server server(deflate);
        connection::Behaviours behaviours;
        behaviours.mask = connection::Behaviours::Mask::None;
        mux.setBehaviours(behaviours);
        const auto some = [&] {
            const Bytes message = bytesOf("82 83 01020304 01050d"); // bytes 0 to 2
            for (const std::uint8_t byte : message) {
                mux.feed(ByteView(&byte, 1));
            }
            mux.answer(wire::maskedFrame(wire::Opcode::Pong, asBytes("pong")),
                       OutgoingMux::Answer::Pong);
            DirectItem ping{wire::maskedFrame(wire::Opcode::Ping, asBytes("ping")), 0};
            ping.masked = true;
            mux.add(ping);
            mux.add(streamItem(std::make_shared<MadeContent>(300), 200, 0, QByteArray("between")));
            fillAll(mux, server);
        };
        some();
        QCOMPARE(server.masks, QStringList(6, "none"));
        server.masks.clear();
        behaviours.mask = connection::Behaviours::Mask::Key;
        behaviours.maskKey = {0xca, 0xfe, 0, 1};
        mux.setBehaviours(behaviours);
        some();
        QCOMPARE(server.masks, QStringList(6, "cafe0001"));
        mux.add({bytesOf("8a 80 00000000"), 0});
        server.feed(mux.output());
        QCOMPARE(server.masks.last(), QString("00000000"));
        QCOMPARE(server.messages, (QStringList{"2 3", "2 300", "2 3", "2 300"}));
    }
}

/// Each bit, each length form, a length that lies, and compression within a list.
void TestOutgoingStream::rawFrames()
{
    OutgoingMux mux;
    const auto put = [&mux](std::vector<message::Frame> frames) {
        mux.taken();
        DirectItem item;
        item.content = message::Frames{std::move(frames)};
        mux.add(item);
        return QString::fromStdString(test::pictureOf(mux.output()));
    };
    const auto pictured = [](const char* picture) {
        return QString::fromStdString(test::pictureOf(bytesOf(picture)));
    };
    for (int bits = 0; bits < 256; ++bits) {
        message::Frame frame;
        frame.spec.fin = (bits & 0x80) != 0;
        frame.spec.rsv = std::uint8_t(bits >> 4 & 7);
        frame.spec.opcode = wire::Opcode(bits & 15);
        put({frame});
        QCOMPARE(int(mux.output()[0]), bits);
        QCOMPARE(mux.output().size(), std::size_t{2});
    }
    message::Frame frame;
    frame.payload = "ab";
    frame.spec.lengthForm = wire::LengthForm::Bits64;
    frame.spec.maskKey = wire::MaskKey{};
    message::Frame lies;
    lies.payload = "c";
    lies.spec.claimedLength = 70'000;
    QCOMPARE(put({frame, lies}),
             pictured("81 ff 0000000000000002 00000000 'ab' 81 7f 0000000000011170 'c'"));

    mux.setDeflate({});
    message::Frame first;
    first.payload = QByteArray(100, 'a');
    first.spec.fin = false;
    first.compressed = true;
    message::Frame ping;
    ping.spec.opcode = wire::Opcode::Ping;
    message::Frame second = first;
    second.spec.fin = true;
    second.spec.opcode = wire::Opcode::Continuation;
    message::Frame plain;
    plain.payload = "plain";
    put({first, ping, second, plain});
    Server server{wire::DeflateParameters()};
    server.feed(mux.output());
    QCOMPARE(server.frames, (QStringList{"R1 100", "F9 0", "F0 100", "F1 5"}));
    QVERIFY(mux.output()[1] < 100);
    QCOMPARE(server.messages.size(), 2);
}

void TestOutgoingStream::misdeedsInTheirPlace()
{
    OutgoingMux mux;
    DirectItem item;
    item.content = connection::Misdeed{connection::Misdeed::Kind::Reset, {}};
    item.after = 1;
    mux.add(item);
    QVERIFY(mux.due().misdeeds.empty());
    mux.feed(bytesOf("81 81 00000000 'a'"));
    QCOMPARE(mux.due().misdeeds.size(), std::size_t{1});
    QCOMPARE(mux.out().items, std::uint64_t{1});
    QVERIFY(mux.stopped());
}

void TestOutgoingStream::cutFrame()
{
    OutgoingMux mux;
    mux.feed(bytesOf("81 81 00000000 'a'"));
    mux.taken();
    mux.cutBy(connection::Misdeed::Kind::FinInFrame);
    QVERIFY(mux.output().size() > 10);
    Server server;
    server.feed(mux.output());
    QVERIFY(!server.isBetween() && server.frames.isEmpty());
    mux.taken();
    mux.feed(bytesOf("81 81 00000000 'a'"));
    QVERIFY(mux.output().empty());

    OutgoingMux inside;
    inside.feed(bytesOf("81 82 00000000 'a'"));
    inside.taken();
    inside.cutBy(connection::Misdeed::Kind::ResetInFrame);
    inside.feed(bytesOf("'b'"));
    QVERIFY(inside.output().empty());
}

FRAMESCOPE_TEST(TestOutgoingStream)

} // namespace tst_outgoing_stream

#include "tst_outgoing_stream.moc"

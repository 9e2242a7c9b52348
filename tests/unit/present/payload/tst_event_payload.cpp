// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/payload/payload.h"
#include "present/payload/payload_pages.h"
#include "support/capture_script.h"
#include "support/test_program.h"
#include "wire/deflate.h"
#include "wire/frames/frame_encoder.h"

#include <QSignalSpy>
#include <QtTest>

#include <algorithm>

namespace tst_event_payload {

using namespace framescope;
using namespace framescope::present;
using framescope::test::CaptureScript;

namespace {

/// Bytes that can be told from each other, and compress.
Bytes contentOf(std::size_t size)
{
    Bytes bytes(size);
    for (std::size_t i = 0; i < size; ++i) {
        bytes[i] = static_cast<std::uint8_t>((i >> 8U) * 31 + (i & 3U));
    }
    return bytes;
}

/// A recording of one message.
class Recorded
{
public:
    Recorded(const Bytes& content, const QString& how)
    {
        const bool deflated = how.contains("deflated");
        const bool masked = how.contains("masked");
        script_.play(std::string("tcp\n-> request deflate\n<- 101 ") + (deflated ? "deflate" : ""));
        wire::Deflater deflater(15, false);
        const Bytes payload = deflated ? deflater.compress(content) : content;
        const std::size_t fragment = how.contains("fragments") ? 10'000 : payload.size() + 1;
        Bytes wire;
        for (std::size_t at = 0; at < payload.size(); at += fragment) {
            const std::size_t size = std::min(fragment, payload.size() - at);
            wire::FrameSpec spec{at + size == payload.size(),
                                 deflated && at == 0 ? wire::FrameHeader::Rsv1 : std::uint8_t{0},
                                 at == 0 ? wire::Opcode::Binary : wire::Opcode::Continuation,
                                 {},
                                 {},
                                 {}};
            if (masked) {
                spec.maskKey = wire::MaskKey{9, 8, 7, 6};
            }
            wire::appendFrame(wire, spec, ByteView(payload).subspan(at, size));
        }
        script_.send(masked ? Direction::Out : Direction::In, wire);
        script_.finish();
        timeline_ = script_.reloaded();
    }

    std::shared_ptr<const Payload> payload() const
    {
        for (auto n = static_cast<std::uint32_t>(timeline_->size()); n > 0; --n) {
            const timeline::Entry& entry = timeline_->entry(EventId{n - 1});
            if (entry.type == timeline::Type::Binary && entry.has(timeline::Entry::InMessages)) {
                return Payload::ofEvent(timeline_, EventId{n - 1});
            }
        }
        qFatal("there is no message");
    }

private:
    CaptureScript script_;
    std::shared_ptr<const timeline::Timeline> timeline_;
};

void addWays()
{
    QTest::addColumn<QString>("how");
    for (const char* how : {"plain", "masked", "fragments", "masked fragments", "deflated",
                            "deflated masked fragments"}) {
        QTest::newRow(how) << how;
    }
}

} // namespace

class TestEventPayload : public QObject
{
    Q_OBJECT

private slots:
    void anyPart_data() { addWays(); }
    void anyPart();
    void severalReaders();
    void atHand();
    void stoppedWhileUnpacking();
    void pages_data() { addWays(); }
    void pages();
    void pagesAreKeptWithinBounds();
    void otherPayload();
    void failure();
};

void TestEventPayload::anyPart()
{
    QFETCH(QString, how);
    const Bytes content = contentOf(3'000'000);
    const Recorded recorded(content, how);
    const auto payload = recorded.payload();
    QCOMPARE(payload->size(), std::uint64_t{content.size()});
    QVERIFY(!payload->bytes());
    PayloadReader reader(payload);
    for (const std::uint64_t at : {0, 5, 1'000'000, 2'999'990, 70'000, 3'000'000, 9'000'000}) {
        const auto bytes = reader.read(at, 1000);
        QVERIFY(bytes);
        const std::size_t from = std::min<std::size_t>(at, content.size());
        const std::size_t size = std::min<std::size_t>(1000, content.size() - from);
        QVERIFY(std::ranges::equal(*bytes, ByteView(content).subspan(from, size)));
    }
    QVERIFY(*reader.read(0, UINT64_MAX) == content);
}

void TestEventPayload::severalReaders()
{
    const Bytes content = contentOf(2'000'000);
    const Recorded recorded(content, "deflated");
    const auto payload = recorded.payload();
    PayloadReader first(payload);
    PayloadReader second(payload);
    QVERIFY(
        std::ranges::equal(*second.read(1'500'000, 10), ByteView(content).subspan(1'500'000, 10)));
    QVERIFY(std::ranges::equal(*first.read(10, 10), ByteView(content).subspan(10, 10)));
    QVERIFY(std::ranges::equal(*first.read(1'999'999, 10), ByteView(content).last(1)));
}

void TestEventPayload::atHand()
{
    const auto bytes = std::make_shared<const Bytes>(contentOf(100));
    const auto payload = Payload::ofBytes(bytes);
    QCOMPARE(payload->bytes(), bytes);
    QCOMPARE(PayloadReader(payload).read(90, 100)->size(), std::size_t{10});
    QCOMPARE(Payload::ofBytes(nullptr)->size(), std::uint64_t{0});
}

void TestEventPayload::stoppedWhileUnpacking()
{
    const Recorded recorded(contentOf(2'000'000), "deflated");
    PayloadReader reader(recorded.payload());
    std::stop_source source;
    source.request_stop();
    QVERIFY(!reader.read(1'900'000, 10, source.get_token()));
    QVERIFY(reader.read(1'900'000, 10));
}

void TestEventPayload::pages()
{
    QFETCH(QString, how);
    const Bytes content = contentOf(1'000'000);
    const Recorded recorded(content, how);
    PayloadPages pages;
    QSignalSpy loaded(&pages, &PayloadPages::loaded);
    pages.setPayload(recorded.payload());
    QCOMPARE(pages.size(), std::uint64_t{content.size()});
    QVERIFY(!pages.read(0, 10)); // it takes a while
    QTRY_VERIFY(pages.read(0, 10));
    QTRY_VERIFY(pages.read(500'000, 100'000)); // over several
    QVERIFY(std::ranges::equal(*pages.read(500'000, 100'000),
                               ByteView(content).subspan(500'000, 100'000)));
    QTRY_VERIFY(pages.read(999'990, 100));
    QCOMPARE(pages.read(999'990, 100)->size(), std::size_t{10});
    QCOMPARE(pages.read(5'000'000, 100)->size(), std::size_t{0});
}

void TestEventPayload::pagesAreKeptWithinBounds()
{
    constexpr std::size_t size = PayloadPages::PageSize * (PayloadPages::MostPages + 10);
    const Recorded recorded(contentOf(size), "plain");
    PayloadPages pages;
    pages.setPayload(recorded.payload());
    for (std::uint64_t at = 0; at < size; at += PayloadPages::PageSize) {
        QTRY_VERIFY(pages.read(at, 1));
    }
    QVERIFY(pages.read(size - 1, 1));
    QVERIFY(!pages.read(0, 1)); // forgotten
    QTRY_VERIFY(pages.read(0, 1));
}

void TestEventPayload::otherPayload()
{
    const Recorded recorded(contentOf(1'000'000), "deflated");
    PayloadPages pages;
    pages.setPayload(recorded.payload());
    QVERIFY(!pages.read(900'000, 10));
    pages.setPayload(Payload::ofBytes(std::make_shared<const Bytes>(Bytes{1, 2, 3})));
    QCOMPARE(*pages.read(0, 10), (Bytes{1, 2, 3}));
    pages.setPayload(nullptr);
    QCOMPARE(pages.size(), std::uint64_t{0});
}

void TestEventPayload::failure()
{
    CaptureScript script;
    script.play("tcp\n-> request\n<- 101\n<- raw 82 7f 00 00 00 00 00 02 00 00 'a'*131072");
    script.finish();
    const auto timeline = script.reloaded();
    const auto payload =
        Payload::ofEvent(timeline, EventId{static_cast<std::uint32_t>(timeline->size() - 1)});
    QVERIFY(payload->size() > 0);
    QVERIFY(QFile::resize(QString::fromStdString(script.path()), 100));
    PayloadPages pages;
    QSignalSpy failed(&pages, &PayloadPages::failed);
    pages.setPayload(payload);
    QVERIFY(!pages.read(0, 10));
    QVERIFY(failed.wait(test::Patience));
    QVERIFY(!failed.front().front().toString().isEmpty());
    QVERIFY(!pages.read(0, 10)); // and asks no more
}

FRAMESCOPE_TEST(TestEventPayload)

} // namespace tst_event_payload

#include "tst_event_payload.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/blocks/comment_edits.h"
#include "support/capture_builder.h"
#include "support/capture_files.h"
#include "support/test_program.h"

#include <QTest>

namespace tst_comment_edits {

using namespace framescope;
using namespace framescope::recording;
using namespace framescope::test;

class TestCommentEdits : public QObject
{
    Q_OBJECT

private slots:
    void copiesWholeBlocks_data();
    void copiesWholeBlocks();
    void sectionsLoseTheirLength_data();
    void sectionsLoseTheirLength();
    void keepsWhatIsBehindADamage();
    void keepsTheLengthOnTheWire();
    void endsWhereWritingFails();
    void refusesWhereThereIsNoRoom();
};

namespace {

const QByteArray Hello = ipv4Packet({.sequence = 100, .payload = "hello"});

QByteArray copyOf(const QByteArray& capture, const CommentEdits& edits = {})
{
    QByteArray copy;
    const auto copied = copyWithComments(fileOf(capture), edits, [&copy](ByteView bytes) {
        copy.append(reinterpret_cast<const char*>(bytes.data()),
                    static_cast<qsizetype>(bytes.size()));
        return Result<void>();
    });
    return copied ? copy : QByteArray(copied.error().message().c_str());
}

/// The section of a capture tells its length.
QByteArray withLength(PcapngBuilder inner, ByteOrder order)
{
    PcapngBuilder outer(order);
    outer.block(0x0a0d0d0a, outer.number(0x1a2b3c4d, 4) + outer.number(1, 2) + outer.number(0, 2) +
                                outer.number(static_cast<std::uint64_t>(inner.bytes().size()), 8));
    return outer.raw(inner.bytes()).bytes();
}

/// Where the packet stands that comes last in it.
FileOffset lastIn(const QByteArray& capture)
{
    return FileOffset{static_cast<std::uint64_t>(capture.lastIndexOf(Hello))};
}

} // namespace

void TestCommentEdits::copiesWholeBlocks_data()
{
    QTest::addColumn<QByteArray>("capture");
    QTest::addColumn<qsizetype>("whole");
    const auto row = [](const char* name, const QByteArray& capture, qsizetype torn = 0) {
        QTest::newRow(name) << capture << capture.size() - torn;
    };
    PcapngBuilder builder;
    builder.section().interface(101).packet(Hello).block(0xbad, QByteArray(3 << 20, 'x'));
    const QByteArray large = builder.packet(Hello).bytes();
    row("whole", large);
    row("torn in a packet", large + PcapngBuilder().packet(Hello).bytes().first(60), 60);
    row("torn in a block's head", large + PcapngBuilder().packet(Hello).bytes().first(5), 5);
    row("torn in the section", large.first(20), 20);
    PcapngBuilder big(ByteOrder::Big);
    row("big endian", big.section().interface(101).packet(Hello).bytes() + QByteArray(4, '\0'), 4);
    const auto pcap = PcapBuilder(ByteOrder::Big, false, 101).packet(Hello).packet(Hello).bytes();
    row("classic", pcap);
    row("classic, torn", pcap.chopped(10), Hello.size() + 6);
}

void TestCommentEdits::copiesWholeBlocks()
{
    QFETCH(QByteArray, capture);
    QFETCH(qsizetype, whole);
    const QByteArray copy = copyOf(capture);
    QCOMPARE(copy.size(), whole);
    QVERIFY(copy == capture.first(whole));
}

void TestCommentEdits::sectionsLoseTheirLength_data()
{
    QTest::addColumn<ByteOrder>("order");
    QTest::newRow("little endian") << ByteOrder::Little;
    QTest::newRow("big endian") << ByteOrder::Big;
}

void TestCommentEdits::sectionsLoseTheirLength()
{
    QFETCH(ByteOrder, order);
    PcapngBuilder without(order);
    PcapngBuilder with(order);
    for (PcapngBuilder* builder : {&without, &with}) {
        // One piece of what is copied ends inside the second section's header.
        builder->interface(101).block(0xbad, QByteArray((1 << 20) - 28 - 20 - 12 - 20, 'x'));
    }
    const QByteArray first = withLength(without, order);
    const QByteArray second = withLength(
        PcapngBuilder(order).interface(101).packet(Hello, {.comments = {"old", "kept"}}), order);
    const QByteArray capture = first + second;
    QByteArray expected = first + withLength(PcapngBuilder(order).interface(101).packet(
                                                 Hello, {.comments = {"new", "kept", "more"}}),
                                             order);
    expected.replace(16, 8, QByteArray(8, '\xff'));
    expected.replace(first.size() + 16, 8, QByteArray(8, '\xff'));
    QVERIFY(copyOf(capture, {{lastIn(capture), {{{"old", "new"}}, {"more"}, false}}}) == expected);
}

void TestCommentEdits::keepsWhatIsBehindADamage()
{
    PcapngBuilder builder;
    const QByteArray start = builder.section().interface(101).packet(Hello).bytes();
    const QByteArray damage = QByteArray::fromHex("0400000007000000") + QByteArray(100, 'x');
    const QByteArray noted =
        PcapngBuilder().section().interface(101).packet(Hello, {.comments = {"hi"}}).bytes();
    QCOMPARE(copyOf(start + damage), start + damage);
    QCOMPARE(copyOf(start + damage, {{lastIn(start), {{}, {"hi"}, false}}}), noted + damage);
}

void TestCommentEdits::keepsTheLengthOnTheWire()
{
    PcapngBuilder builder;
    builder.section().interface(101, builder.option(9, "\t"));
    builder.packet(Hello, {.time = 7'000'001'000}).packet(Hello, {.comments = {"hi"}, .cutOff = 0});
    const QByteArray pcap =
        PcapBuilder(ByteOrder::Big, false, 101).packet(Hello, 7, 1).packet(Hello).bytes();
    QCOMPARE(readingOf(copyOf(pcap, {{lastIn(pcap), {{}, {"hi"}, false}}}), StorySink::Times::Told)
                 .lines(),
             readingOf(builder.bytes(), StorySink::Times::Told).lines());
    QByteArray cut = pcap;
    cut[24 + 15] = '\x7f'; // of the first record: the length on the wire
    const QByteArray copy = copyOf(cut, {{lastIn(cut), {{}, {"hi"}, false}}});
    QCOMPARE(copy.at(copy.indexOf(Hello) - 4), '\x7f');
}

void TestCommentEdits::endsWhereWritingFails()
{
    const auto copied =
        copyWithComments(fileOf(PcapngBuilder().section().bytes()), {},
                         [](ByteView) -> Result<void> { return failure("the disk is full"); });
    QVERIFY(!copied);
    QCOMPARE(copied.error().message(), std::string("the disk is full"));
}

/// A Simple Packet Block has no options, and is copied as it is.
void TestCommentEdits::refusesWhereThereIsNoRoom()
{
    PcapngBuilder builder;
    builder.section().interface(101).packet(Hello).simplePacket(Hello);
    QCOMPARE(copyOf(builder.bytes()), builder.bytes());
    const QByteArray said =
        copyOf(builder.bytes(), {{lastIn(builder.bytes()), {{}, {"hi"}, false}}});
    QVERIFY2(said.contains("Simple Packet Block"), said.constData());
}

FRAMESCOPE_TEST(TestCommentEdits)

} // namespace tst_comment_edits

#include "tst_comment_edits.moc"

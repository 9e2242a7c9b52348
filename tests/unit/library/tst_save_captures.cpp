// SPDX-License-Identifier: GPL-3.0-or-later
//
// Notes that are saved in captures of other programs: Wireshark's, big-endian, and classic pcap.
#include "saved_notes.h"

namespace tst_save_captures {

using namespace framescope;
using namespace framescope::test;
using library::saveWithNotes;
using timeline::NoteEdit;
using timeline::Notes;

class TestSaveCaptures : public QObject
{
    Q_OBJECT

private slots:
    void madeInWireshark();
    void bigEndianWithALength();
    void aClassicPcap_data();
    void aClassicPcap();

private:
    QString in(const QString& name) const { return folder_.filePath(name); }

    QTemporaryDir folder_;
};

void TestSaveCaptures::madeInWireshark()
{
    CaptureScript script;
    script.play(Opening);
    script.finish();
    const QString recording = QString::fromStdString(script.path());
    const QStringList number = fields(recording, {"frame.number"}, "tcp.payload contains \"one\"");
    QCOMPARE(number.size(), 1);
    const QString file = in("wireshark.pcapng");
    QCOMPARE(outputOf("editcap", {"-a", number[0] + ":from Wireshark", recording, file}),
             QStringList());
    const auto loader = load(file);
    QCOMPARE(said(loader->timeline()), (QStringList{"text one: from Wireshark"}));
    const EventId event = Notes(loader->timeline()).on(EventId{5})->event;
    QVERIFY(loader->editNotes(NoteEdit::change(event, "and from here")));
    QVERIFY(saveWithNotes(loader->timeline(), file, true));
    QCOMPARE(fields(file, {"frame.number", "frame.comment"}, "frame.comment == \"and from here\""),
             (QStringList{number[0] + "\tand from here"}));
    QCOMPARE(packets(file), packets(recording));
}

void TestSaveCaptures::bigEndianWithALength()
{
    // A section that tells its length, which notes change.
    PcapngBuilder inner(ByteOrder::Big);
    const auto head = [](bool fromClient, std::uint32_t sequence, const QByteArray& payload) {
        return ipv4Packet({fromClient, sequence, 1, "PA", payload});
    };
    inner.interface(101);
    inner.packet(ipv4Packet({true, 99, 0, "S", {}}), {.time = 1});
    inner.packet(ipv4Packet({false, 0, 100, "SA", {}}), {.time = 2});
    inner.packet(head(true, 100, QByteArray::fromStdString(requestHead())), {.time = 3});
    inner.packet(head(false, 1, QByteArray::fromStdString(responseHead())),
                 {.time = 4, .comments = {"the answer"}});
    const auto next = static_cast<std::uint32_t>(1 + responseHead().size());
    inner.packet(head(false, next, QByteArray("\x81\x02hi")), {.time = 5});
    PcapngBuilder builder(ByteOrder::Big);
    builder.block(0x0a0d0d0a,
                  builder.number(0x1a2b3c4d, 4) + builder.number(1, 2) + builder.number(0, 2) +
                      builder.number(static_cast<std::uint64_t>(inner.bytes().size()), 8));
    builder.raw(inner.bytes());
    QFile file(in("big.pcapng"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(builder.bytes());
    file.close();
    const auto loader = load(file.fileName());
    const EventId last{static_cast<std::uint32_t>(loader->timeline()->size() - 1)};
    QVERIFY(loader->editNotes(NoteEdit::noteOn(last, "hello")));
    QVERIFY(saveWithNotes(loader->timeline(), in("big2.pcapng"), true));
    QCOMPARE(said(load(in("big2.pcapng"))->timeline()), said(loader->timeline()));
    QVERIFY(said(loader->timeline()).contains("text hi: hello"));
    QCOMPARE(packets(in("big2.pcapng")), packets(file.fileName()));
    QCOMPARE(fields(in("big2.pcapng"), {"frame.number", "frame.comment"}, "frame.comment"),
             (QStringList{"4\tthe answer", "5\thello"}));
}

void TestSaveCaptures::aClassicPcap_data()
{
    QTest::addColumn<bool>("big");
    QTest::addColumn<bool>("nanoseconds");
    QTest::newRow("little") << false << false;
    QTest::newRow("big, nanoseconds") << true << true;
}

void TestSaveCaptures::aClassicPcap()
{
    QFETCH(bool, big);
    QFETCH(bool, nanoseconds);
    PcapBuilder builder(big ? ByteOrder::Big : ByteOrder::Little, nanoseconds, 101);
    builder.packet(ipv4Packet({true, 99, 0, "S", {}}), 7, 1);
    builder.packet(ipv4Packet({true, 100, 1, "PA", QByteArray::fromStdString(requestHead())}), 7,
                   2);
    builder.packet(ipv4Packet({false, 1, 100, "PA", QByteArray::fromStdString(responseHead())}), 7,
                   3);
    builder.packet(ipv4Packet({false, static_cast<std::uint32_t>(1 + responseHead().size()), 100,
                               "PA", QByteArray("\x81\x02hi")}),
                   8, 4);
    QFile file(in("classic.pcap"));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(builder.bytes());
    file.close();
    const auto loader = load(file.fileName());
    const EventId last{static_cast<std::uint32_t>(loader->timeline()->size() - 1)};
    QVERIFY(loader->editNotes(NoteEdit::noteOn(last, "hello")));
    QVERIFY(saveWithNotes(loader->timeline(), in("classic.pcapng"), true));
    QCOMPARE(said(load(in("classic.pcapng"))->timeline()), (QStringList{"text hi: hello"}));
    QCOMPARE(packets(in("classic.pcapng")), packets(file.fileName()));
    QCOMPARE(fields(in("classic.pcapng"), {"frame.number", "frame.comment"}, "frame.comment"),
             (QStringList{"4\thello"}));
}

FRAMESCOPE_TEST(TestSaveCaptures)

} // namespace tst_save_captures

#include "tst_save_captures.moc"

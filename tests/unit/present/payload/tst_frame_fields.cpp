// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/payload/frame_fields.h"
#include "support/frame_script.h"
#include "support/test_program.h"

#include <QtTest>

#include <algorithm>

namespace tst_frame_fields {

using namespace framescope;
using namespace framescope::present;
using framescope::test::bytesOf;
using wire::Rule;

namespace {

wire::FrameHeader headerOf(const QString& picture)
{
    const Bytes bytes = bytesOf(picture.toStdString());
    const auto header = wire::parseFrameHeader(bytes);
    return header ? *header : wire::parseCutHeader(bytes);
}

/// "FIN=1@0+1", and so on.
QStringList linesOf(const std::vector<FrameField>& fields)
{
    QStringList lines;
    for (const FrameField& field : fields) {
        lines += QStringLiteral("%1=%2@%3+%4")
                     .arg(field.name, field.value)
                     .arg(field.firstBit)
                     .arg(field.bits);
    }
    return lines;
}

const QString flagsOfText =
    QStringLiteral("FIN=1@0+1 RSV1=0@1+1 RSV2=0@2+1 RSV3=0@3+1 opcode=0x1@4+4");

} // namespace

class TestFrameFields : public QObject
{
    Q_OBJECT

private slots:
    void fields_data();
    void fields();
    void meanings_data();
    void meanings();
    void violations_data();
    void violations();
    void everyRuleHasAField();
    void worstSeverityCounts();
    void cells_data();
    void cells();
    void cellsFillLinesWithoutGaps_data();
    void cellsFillLinesWithoutGaps();
};

void TestFrameFields::fields_data()
{
    QTest::addColumn<QString>("picture");
    QTest::addColumn<QString>("lines");
    QTest::newRow("empty text") << "81 00"
                                << "MASK=0@8+1 Payload len=0@9+7 Payload Data=0@16+0";
    QTest::newRow("short text") << "81 05"
                                << "MASK=0@8+1 Payload len=5@9+7 Payload Data=5@16+40";
    QTest::newRow("longer than the diagram has room for")
        << "81 7d"
        << "MASK=0@8+1 Payload len=125@9+7 Payload Data=125@16+48";
    QTest::newRow("masked") << "81 85 37 fa 21 3d"
                            << "MASK=1@8+1 Payload len=5@9+7 Masking-key=37 fa 21 3d@16+32 "
                               "Payload Data=5@48+40";
    QTest::newRow("16 bits") << "81 7e 01 00"
                             << "MASK=0@8+1 Payload len=126@9+7 Extended payload length=256@16+16 "
                                "Payload Data=256@32+64";
    QTest::newRow("16 bits, not minimal")
        << "81 7e 00 05"
        << "MASK=0@8+1 Payload len=126@9+7 Extended payload length=5@16+16 Payload Data=5@32+40";
    QTest::newRow("64 bits, masked")
        << "81 ff 00 00 00 00 00 01 00 00 01 02 03 04"
        << "MASK=1@8+1 Payload len=127@9+7 Extended payload length=65536@16+64 "
           "Masking-key=01 02 03 04@80+32 Payload Data=65,536@112+48";
    QTest::newRow("the largest length")
        << "81 7f ff ff ff ff ff ff ff ff"
        << "MASK=0@8+1 Payload len=127@9+7 Extended payload length=18446744073709551615@16+64 "
           "Payload Data=18,446,744,073,709,551,615@80+48";
    QTest::newRow("cut after the first byte") << "81"
                                              << "MASK=–@8+1 Payload len=–@9+7 Payload Data=0@16+0";
    QTest::newRow("cut in the length") << "81 7e 01"
                                       << "MASK=0@8+1 Payload len=126@9+7 "
                                          "Extended payload length=–@16+16 Payload Data=0@32+0";
}

void TestFrameFields::fields()
{
    QFETCH(QString, picture);
    QFETCH(QString, lines);
    const auto found = frameFields(headerOf(picture), false, {});
    QCOMPARE(linesOf(found).join(QLatin1Char(' ')), flagsOfText + ' ' + lines);
}

void TestFrameFields::meanings_data()
{
    QTest::addColumn<QString>("picture");
    QTest::addColumn<bool>("compressed");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("meaning");
    const auto row = [](const char* name, const char* picture, bool compressed, const char* field,
                        const char* meaning) {
        QTest::newRow(name) << picture << compressed << field << meaning;
    };
    row("last frame", "81 00", false, "FIN", "the last frame of its message");
    row("more frames", "01 00", false, "FIN", "more frames follow");
    row("RSV1 unused", "81 00", false, "RSV1", "not used");
    row("RSV1 compressed", "c1 00", true, "RSV1", "the message is compressed (permessage-deflate)");
    row("RSV1 without reason", "c1 00", false, "RSV1", "set, though nothing was agreed on for it");
    row("RSV2", "a1 00", false, "RSV2", "set, though nothing was agreed on for it");
    row("RSV3", "91 00", false, "RSV3", "set, though nothing was agreed on for it");
    row("opcode", "89 00", false, "opcode", "ping");
    row("reserved opcode", "8f 00", false, "opcode", "reserved");
    row("unmasked", "81 00", false, "MASK", "the payload is not masked");
    row("masked", "81 80 01 02 03 04", false, "MASK", "the payload is masked");
    row("key", "81 81 01 02 03 04", false, "Masking-key", "XORed with the payload");
    row("zero key", "81 81 00 00 00 00", false, "Masking-key", "zero: the payload stands as it is");
    row("length in 16 bits", "81 7e 00 00", false, "Payload len",
        "the length is in the next 16 bits");
    row("length in 64 bits", "81 7f 00 00 00 00 00 00 00 00", false, "Payload len",
        "the length is in the next 64 bits");
    row("no payload", "81 00", false, "Payload Data", "bytes: there is none");
    row("compressed payload", "c1 01", true, "Payload Data", "bytes, compressed");
    row("cut", "81", false, "MASK", "did not come: the frame was cut off");
}

void TestFrameFields::meanings()
{
    QFETCH(QString, picture);
    QFETCH(bool, compressed);
    QFETCH(QString, field);
    for (const FrameField& found : frameFields(headerOf(picture), compressed, {})) {
        if (found.name == field) {
            QTEST(found.meaning, "meaning");
            return;
        }
    }
    QFAIL("there is no such field");
}

void TestFrameFields::violations_data()
{
    QTest::addColumn<QString>("picture");
    QTest::addColumn<QString>("rule");
    QTest::addColumn<QString>("field");
    QTest::newRow("unmasked") << "81 00"
                              << "mask-missing"
                              << "MASK";
    QTest::newRow("masked") << "81 80 00 00 00 00"
                            << "mask-unexpected"
                            << "MASK";
    QTest::newRow("RSV1") << "c1 00"
                          << "rsv-set"
                          << "RSV1";
    QTest::newRow("RSV2") << "a1 00"
                          << "rsv-set"
                          << "RSV2";
    QTest::newRow("RSV3") << "91 00"
                          << "rsv-set"
                          << "RSV3";
    QTest::newRow("opcode") << "83 00"
                            << "opcode-reserved"
                            << "opcode";
    QTest::newRow("length of 7 bits") << "88 7d"
                                      << "control-too-long"
                                      << "Payload len";
    QTest::newRow("length of 16 bits") << "81 7e 00 05"
                                       << "length-not-minimal"
                                       << "Extended payload length";
    QTest::newRow("fragmented") << "09 00"
                                << "control-fragmented"
                                << "FIN";
    QTest::newRow("UTF-8") << "81 01"
                           << "utf8-invalid"
                           << "Payload Data";
    QTest::newRow("cut off") << "81 05"
                             << "frame-truncated"
                             << "Payload Data";
    QTest::newRow("no answer") << "89 00"
                               << "ping-unanswered"
                               << "opcode";
}

void TestFrameFields::violations()
{
    QFETCH(QString, picture);
    QFETCH(QString, rule);
    QFETCH(QString, field);
    const Rule which =
        std::ranges::find(wire::rules(), rule.toStdString(), &wire::RuleInfo::id)->rule;
    const wire::Violations given{{which, "seen"}};
    QStringList marked;
    for (const FrameField& found : frameFields(headerOf(picture), false, given)) {
        QCOMPARE(found.severity.has_value(), !found.violation.isEmpty());
        if (found.severity) {
            marked += found.name;
            QCOMPARE(*found.severity, wire::info(which).severity);
            QVERIFY(found.violation.contains(
                QString::fromStdString(wire::violationText(given.front()))));
            QVERIFY(found.violation.contains(
                QLatin1String(wire::info(which).section.data(),
                              static_cast<qsizetype>(wire::info(which).section.size()))));
        }
    }
    QCOMPARE(marked, QStringList{field});
}

/// Nothing that a check says is lost, whichever it is.
void TestFrameFields::everyRuleHasAField()
{
    for (const wire::RuleInfo& rule : wire::rules()) {
        int marked = 0;
        for (const FrameField& field : frameFields(headerOf("81 05"), false, {{rule.rule, {}}})) {
            marked += field.severity ? 1 : 0;
        }
        QVERIFY2(marked == 1, std::string(rule.id).c_str());
    }
}

void TestFrameFields::worstSeverityCounts()
{
    const wire::Violations given{{Rule::PongUnsolicited, {}}, {Rule::PongPayloadDiffers, {}}};
    const auto fields = frameFields(headerOf("8a 01"), false, given);
    const auto worst = std::max(wire::info(Rule::PongUnsolicited).severity,
                                wire::info(Rule::PongPayloadDiffers).severity);
    QCOMPARE(*fields.back().severity, worst);
    QCOMPARE(fields.back().violation.count(QStringLiteral("; ")), 1);
}

void TestFrameFields::cells_data()
{
    QTest::addColumn<QString>("picture");
    QTest::addColumn<QString>("cells"); ///< of what follows the mask bit: line:column+columns
    QTest::newRow("empty") << "81 00"
                           << "0:9+7";
    QTest::newRow("short") << "81 01"
                           << "0:9+7 0:16+8";
    QTest::newRow("payload on two lines") << "81 7d"
                                          << "0:9+7 0:16+16 1:0+32(continued)";
    QTest::newRow("key on two lines") << "81 81 01 02 03 04"
                                      << "0:9+7 0:16+16 1:0+16(continued) 1:16+8";
    QTest::newRow("64 bits") << "81 7f 00 00 00 00 00 00 00 00"
                             << "0:9+7 0:16+16 1:0+32(continued) 2:0+16(continued)";
}

void TestFrameFields::cells()
{
    QFETCH(QString, picture);
    QStringList lines;
    for (const DiagramCell& cell : diagramCells(frameFields(headerOf(picture), false, {}))) {
        constexpr std::size_t length = 6; // after FIN, RSV1 to 3, opcode, MASK
        if (cell.field >= length) {
            lines += QStringLiteral("%1:%2+%3%4")
                         .arg(cell.line)
                         .arg(cell.firstColumn)
                         .arg(cell.columns)
                         .arg(cell.continued ? QStringLiteral("(continued)") : QString());
        }
    }
    QTEST(lines.join(QLatin1Char(' ')), "cells");
}

void TestFrameFields::cellsFillLinesWithoutGaps_data()
{
    QTest::addColumn<QString>("picture");
    for (const char* picture :
         {"81 00", "81 05", "81 85 01 02 03 04", "81 7e 01 00", "81 fe 01 00 01 02 03 04",
          "81 ff 00 00 00 00 00 01 00 00 01 02 03 04", "81 7f 00 00 00 00 00 01 00 00"}) {
        QTest::newRow(picture) << picture;
    }
}

void TestFrameFields::cellsFillLinesWithoutGaps()
{
    QFETCH(QString, picture);
    int bit = 0;
    for (const DiagramCell& cell : diagramCells(frameFields(headerOf(picture), false, {}))) {
        QCOMPARE(cell.line * 32 + cell.firstColumn, bit);
        QVERIFY(cell.firstColumn + cell.columns <= 32);
        bit += cell.columns;
    }
}

FRAMESCOPE_TEST(TestFrameFields)

} // namespace tst_frame_fields

#include "tst_frame_fields.moc"

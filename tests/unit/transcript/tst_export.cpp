// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/capture_script.h"
#include "support/test_program.h"
#include "transcript/export.h"
#include "transcript/formats/json_strings.h"
#include "transcript/formats/jsonl_rows.h"
#include "wire/frames/frame_encoder.h"

#include <QTest>

namespace tst_export {

using namespace framescope;
using namespace framescope::transcript;

class ExportTest : public QObject
{
    Q_OBJECT

private slots:
    void formats_data();
    void formats();
    void suffixes_data();
    void suffixes();
    void writesTheRowsThatAreWanted();
    void givesWhatCouldNotBeInflated_data();
    void givesWhatCouldNotBeInflated();
    void handsOnInPieces();
    void keepsCharactersBetweenParts();
    void stops_data();
    void stops();
    void endsWithTheSink_data();
    void endsWithTheSink();
};

namespace {

constexpr auto Session = R"(
    connecting ws://example.com/chat
    tcp
    -> request
    <- 101
    -> text Hello
    <- more text Hel
    <- rest lo
    <- close 1000 Bye!
    -> close 1000
    <- fin
    -> fin
    closed {}
)";

/// The timeline must live as long as the script.
std::shared_ptr<const timeline::Timeline> timelineOf(test::CaptureScript& script)
{
    return {std::shared_ptr<void>(), &script.timeline()};
}

void addFormats()
{
    QTest::addColumn<ExportFormat>("format");
    for (const ExportFormatInfo& format : exportFormats()) {
        QTest::newRow(format.name.data()) << format.format;
    }
}

} // namespace

void ExportTest::formats_data()
{
    addFormats();
}

void ExportTest::formats()
{
    QFETCH(ExportFormat, format);
    QCOMPARE(info(format).format, format);
    QCOMPARE(exportFormatOfName(info(format).name), std::optional(format));
    QCOMPARE(exportFormatOfFile("x." + std::string(info(format).suffix)), std::optional(format));
}

void ExportTest::suffixes_data()
{
    QTest::addColumn<QString>("name");
    const auto row = [](const char* path, const char* name) { QTest::newRow(path) << name; };
    row("a.HAR", "har");
    row("folder.csv/a.htm", "html");
    row("a.b.ndjson", "jsonl");
    row(".txt", "text");
    row("a.log", "text");
    row("folder.csv/a", "");
    row("a.", "");
    row("csv", "");
    row("a.pcapng", "");
    row("", "");
    row("-", "");
}

void ExportTest::suffixes()
{
    QFETCH(QString, name);
    const auto format = exportFormatOfFile(QTest::currentDataTag());
    QCOMPARE(format ? QString::fromLatin1(info(*format).name.data()) : QString(), name);
}

void ExportTest::writesTheRowsThatAreWanted()
{
    test::CaptureScript script;
    script.play(Session);
    const auto timeline = timelineOf(script);
    for (const auto view : {timeline::View::Messages, timeline::View::Frames}) {
        std::string expected;
        JsonlRows writer;
        timeline::StreamReader reader(*timeline);
        for (std::uint32_t i = 0; i < timeline->size(); i += 2) {
            if (timeline::isVisible(timeline->entry(EventId{i}), view)) {
                writer.append(expected,
                              *timeline::eventRecord(*timeline, reader, EventId{i}, view));
            }
        }
        std::string written;
        ExportOptions options{.view = view, .wanted = [view, &timeline](EventId id) {
                                  // Only rows of the view are asked for.
                                  return timeline::isVisible(timeline->entry(id), view) &&
                                         id.value % 2 == 0;
                              }};
        QVERIFY(*exportEvents(timeline, options, [&written](std::string_view text) {
            written += text;
            return Result<void>();
        }));
        QCOMPARE(written, expected);
    }
}

void ExportTest::givesWhatCouldNotBeInflated_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("said");
    QTest::newRow("jsonl") << "jsonl"
                           << R"("length":0,"frames":1,"text":"","wire_base64":"/////w==")";
    QTest::newRow("jsonl, masked, of fragments")
        << "jsonl"
        << R"("length":0,"frames":2,"text":"","wire_base64":"////")";
    QTest::newRow("har") << "har"
                         << R"("compressed":true,"wire_base64":"/////w==")";
    QTest::newRow("csv") << "csv"
                         << R"(true,0,1,,,"/////w==",)";
    QTest::newRow("html") << "html"
                          << "00000000: ffff ffff";
    QTest::newRow("text") << "text"
                          << "0  (as it came: ff ff ff ff)  !deflate-invalid";
}

void ExportTest::givesWhatCouldNotBeInflated()
{
    QFETCH(QString, format);
    QFETCH(QString, said);
    test::CaptureScript script;
    script.play(R"(
        connecting ws://example.com/chat
        tcp
        -> request deflate
        <- 101 deflate
        <- raw c1 04 ff ff ff ff
        -> raw 41 82 01 01 01 01 fe fe
        -> raw 80 81 01 01 01 01 fe)");
    std::string written;
    const ExportOptions options{.format = exportFormatOfName(format.toStdString()).value()};
    QVERIFY(*exportEvents(timelineOf(script), options, [&written](std::string_view text) {
        written += text;
        return Result<void>();
    }));
    QVERIFY2(written.find(said.toStdString()) != std::string::npos, written.c_str());
}

/// Neither many events nor a large payload are held in memory.
void ExportTest::handsOnInPieces()
{
    constexpr std::size_t Largest = std::size_t{3} << 20; // 384 KiB, each byte as \x00 or the like
    test::CaptureScript script;
    script.play("connecting ws://example.com/chat\ntcp\n-> request\n<- 101");
    const std::string text(1000, 'x');
    for (int i = 0; i < 2000; ++i) {
        script.step("-> text " + text);
    }
    script.step("<- text " + std::string(std::size_t{8} << 20, '"'));
    script.step("<- binary " + std::string(std::size_t{8} << 20, 'b'));
    script.finish();
    for (const ExportFormatInfo& format : exportFormats()) {
        std::size_t largest = 0;
        std::size_t total = 0;
        QVERIFY(*exportEvents(timelineOf(script), {.format = format.format},
                              [&](std::string_view piece) {
                                  largest = std::max(largest, piece.size());
                                  total += piece.size();
                                  return Result<void>();
                              }));
        QVERIFY2(total > (std::size_t{18} << 20), format.name.data());
        QVERIFY2(largest < Largest, format.name.data());
    }
}

/// In a large text with invalid bytes, valid characters stay, wherever it is split for reading.
void ExportTest::keepsCharactersBetweenParts()
{
    for (std::size_t before = 0; before < 4; ++before) {
        const std::string character = "\xF0\x9F\x98\x80";
        std::string text = "\xFF" + std::string(before, 'a');
        while (text.size() < (std::size_t{1} << 20)) {
            text += character;
        }
        text += "\xE2\x82";
        test::CaptureScript script;
        script.play("connecting ws://example.com/chat\ntcp\n-> request\n<- 101");
        script.send(Direction::In, wire::encodeFrame({}, asBytes(text)));
        script.finish();
        std::string written;
        QVERIFY(*exportEvents(timelineOf(script), {.format = ExportFormat::Har},
                              [&written](std::string_view piece) {
                                  written += piece;
                                  return Result<void>();
                              }));
        const std::size_t start = written.find("\"data\":\"");
        QVERIFY(start != std::string::npos);
        const std::size_t end = written.find('"', start + 8);
        QVERIFY(written.substr(start + 8, end - start - 8) == withoutInvalidUtf8(text));
    }
}

void ExportTest::stops_data()
{
    addFormats();
}

void ExportTest::stops()
{
    QFETCH(ExportFormat, format);
    test::CaptureScript script;
    script.play(Session);
    int told = 0;
    const auto exported = exportEvents(
        timelineOf(script), {.format = format}, [](std::string_view) { return Result<void>(); },
        [&](std::uint64_t done, std::uint64_t total) {
            ++told;
            return done > total;
        });
    QVERIFY(exported.has_value());
    QVERIFY(!*exported);
    QCOMPARE(told, 1);
}

void ExportTest::endsWithTheSink_data()
{
    addFormats();
}

void ExportTest::endsWithTheSink()
{
    QFETCH(ExportFormat, format);
    test::CaptureScript script;
    script.play(Session);
    int told = 0;
    const auto exported =
        exportEvents(timelineOf(script), {.format = format}, [&told](std::string_view) {
            ++told;
            return failure("the disk is full");
        });
    QVERIFY(!exported.has_value());
    QCOMPARE(exported.error().what, std::string("the disk is full"));
    QCOMPARE(told, 1);
}

FRAMESCOPE_TEST(ExportTest)

} // namespace tst_export

#include "tst_export.moc"

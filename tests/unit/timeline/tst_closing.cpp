// SPDX-License-Identifier: GPL-3.0-or-later
#include "script_rows.h"
#include "support/test_program.h"

#include <QRegularExpression>

namespace tst_closing {

using namespace framescope;
using namespace framescope::test;

namespace {

const char* const Opening = R"(connecting ws://example.com/chat
    tcp
    -> request
    <- 101
)";

} // namespace

class ClosingTest : public QObject
{
    Q_OBJECT

private slots:
    /// Why `closed` says something else than the frames do, or than a browser would.
    void browsersWord_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<QString>("browser");
        QTest::newRow("a legal ending") << "<- close 1000\n-> close 1000"
                                        << "";
        QTest::newRow("an illegal Close")
            << "<- close 1005\n-> close 1002"
            << "a browser reports 1006: the server's Close frame counts for nothing. A Close frame "
               "carries a code that must not be sent: 1005, no status";
        QTest::newRow("a frame after Close")
            << "<- close 1000\n<- text x\n-> close 1000"
            << "a browser reports 1006: the server's Close frame counts for nothing. A text frame "
               "came after the Close frame";
        QTest::newRow("a violation before a legal ending")
            << "<- text good\n<- raw 81 01 ff\n<- raw 83 00\n<- close 1000\n-> close 1000"
            << "a browser reports 1006: it would have failed the connection at event 7, a text "
               "message is not valid UTF-8: at byte 0";
        QTest::newRow("ours are not for a browser to judge")
            << "-> raw 81 01 'x'\n<- pong other\n<- close 999\n-> close 1002"
            << "";
    }
    void browsersWord()
    {
        QFETCH(QString, script);
        QFETCH(QString, browser);
        CaptureScript capture;
        capture.play(Opening + script.toStdString() + "\nclosed {\"tls\":\"ended\"}");
        const auto& timeline = capture.timeline();
        const auto closing = timeline.connection(ConnectionId{1})->closing;
        QCOMPARE(QString::fromStdString(closing->browser), browser);
        const auto* detail = timeline.detail(
            timeline.entry(EventId{static_cast<std::uint32_t>(timeline.size() - 1)}));
        const auto* closed = detail->as<timeline::ClosedDetail>();
        QCOMPARE(QString::fromStdString(closed->browser.value_or("")), browser);
        QCOMPARE(closed->tls, std::optional<std::string>("ended"));
    }

    void unansweredPingsAreNamed()
    {
        CaptureScript capture;
        capture.play(Opening);
        for (int i = 0; i < 12; ++i) {
            capture.step("<- ping " + std::to_string(i));
        }
        capture.step("closed");
        const auto& timeline = capture.timeline();
        const auto* detail = timeline.detail(
            timeline.entry(EventId{static_cast<std::uint32_t>(timeline.size() - 1)}));
        QCOMPARE(detail->violations.size(), 1U);
        QCOMPARE(detail->violations[0].detail,
                 std::string("the server's, events 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 and 2 more"));
    }

    // FIN or RST, by whom, after how much silence, inside which frame; the recording read anew
    // says the same.
    void howTcpEnded_data()
    {
        QTest::addColumn<QString>("script");
        QTest::addColumn<QString>("tcp");
        QTest::newRow("the server, inside a frame")
            << R"(<- raw 81 0a 'half'
                  wait 5000
                  <- fin
                  -> fin)"
            << "the server ended TCP (FIN) N after the last byte, inside a text frame of the "
               "server: 4 of 10 bytes had come";
        QTest::newRow("the client resets, inside a header of the server")
            << R"(<- raw 82 7e 01
                  -> rst)"
            << "the client reset TCP (RST) N after the last byte, inside the header of a "
               "frame of the server: 3 bytes had come";
        QTest::newRow("we end it, for the server did not")
            << R"(<- close 1000
                  -> close 1000
                  wait 999
                  -> fin)"
            << "the client ended TCP (FIN) N after the last byte";
        QTest::newRow("both, the client first")
            << R"(-> fin
                  <- text late
                  <- fin)"
            << "the client ended TCP (FIN) N after the last byte";
        QTest::newRow("not in the recording") << "<- text hi"
                                              << "";
    }

    void howTcpEnded()
    {
        QFETCH(QString, script);
        CaptureScript capture;
        capture.play("connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n" +
                     script.toStdString() + "\nclosed {\"tcp\":\"reset\",\"silence\":7}");
        capture.finish();
        const auto info = *capture.timeline().connection(ConnectionId{1});
        static const QRegularExpression duration(QStringLiteral("[0-9.]+ (µs|ms|s) "));
        QTEST(QString::fromStdString(info.closing->tcp).replace(duration, QStringLiteral("N ")),
              "tcp");
        const auto reloaded = capture.reloaded();
        QCOMPARE(reloaded->connection(ConnectionId{1})->closing->tcp, info.closing->tcp);
        compareLines(dumpOf(*reloaded, timeline::View::Frames),
                     dumpOf(capture.timeline(), timeline::View::Frames));
    }
};

FRAMESCOPE_TEST(ClosingTest)

} // namespace tst_closing

#include "tst_closing.moc"

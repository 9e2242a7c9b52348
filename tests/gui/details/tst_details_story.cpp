// SPDX-License-Identifier: GPL-3.0-or-later
#include "shown_pane.h"
#include "support/test_program.h"
#include "ui/details/frame/frame_diagram.h"
#include "ui/details/hex/hex_view.h"
#include "ui/style/colours.h"
#include "ui/style/theme.h"

#include <QClipboard>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableWidget>
#include <QToolButton>
#include <QtTest>

#include <filesystem>

namespace tst_details_story {

using namespace framescope;
using namespace framescope::ui;
using framescope::test::opening;
using framescope::test::ShownPane;
using timeline::Type;
using timeline::View;

/// How a connection came about and ended.
class TestDetailsStory : public QObject
{
    Q_OBJECT

private slots:
    void lifeCycleText_data();
    void lifeCycleText();
    void handshakeOfARefusal();
    void headsAsTheyCame();
    void longHeadersWrap();
    void close_data();
    void close();
    void connectionIsFollowed();
    void failureIsShown();
};

void TestDetailsStory::lifeCycleText_data()
{
    QTest::addColumn<QString>("step");
    QTest::addColumn<QString>("text");
    QTest::newRow("members") << R"(event behaviour {"text":"held","ms":5,"on":true,"none":null})"
                             << "text: held\nms: 5\non: true\nnone: none\n";
    QTest::newRow("list and headers")
        << R"(event behaviour {"b":["x","y"],"a":[["Host","h"],["A","b"]],"z":1})"
        << "z: 1\nb:\n  x\n  y\na:\n  Host: h\n  A: b\n";
    QTest::newRow("nested") << R"(event behaviour {"a":{"b":{"c":1}},"list":[{"d":2}],"e":{}})"
                            << "a:\n  b:\n    c: 1\nlist:\n  d: 2\ne: none\n";
    QTest::newRow("several lines") << R"(event behaviour {"text":"one\ntwo","a":1})"
                                   << "text:\n  one\n  two\na: 1\n";
    QTest::newRow("a note") << "note <b>not markup</b>"
                            << "text: <b>not markup</b>\n";
}

void TestDetailsStory::lifeCycleText()
{
    QFETCH(QString, step);
    QFETCH(QString, text);
    ShownPane pane(step.toStdString());
    pane.showNumber(static_cast<std::uint32_t>(pane.timeline().size() - 1));
    QStringList lines = text.split('\n');
    lines.removeLast(); // nothing stands behind the last line feed
    QCOMPARE(pane.rows().mid(0, lines.size()), lines);
}

void TestDetailsStory::handshakeOfARefusal()
{
    ShownPane pane(R"(connecting ws://example.com/chat
                      tcp
                      -> request
                      <- http HTTP/1.1 401 Unauthorized|Content-Length: 12|X-A: <b>||<i>denied</i>
                      <- fin)",
                   false);
    pane.showLast(Type::Response);
    const QString text = pane.document("handshake");
    for (const char* part :
         {"ws://example.com/chat", "The handshake was not completed.", "GET /chat HTTP/1.1",
          "Host: example.com", "HTTP/1.1 401 Unauthorized", "X-A: <b>", "<i>denied"}) {
        QVERIFY2(text.contains(QLatin1String(part)), qPrintable(text));
    }
    pane.showLast(Type::Error);
    pane.click(DetailsPane::Text);
    QVERIFY(pane.text().contains("layer: http"));
    QVERIFY(pane.text().contains("status: 401"));
}

void TestDetailsStory::headsAsTheyCame()
{
    ShownPane pane(R"(connecting ws://example.com/chat
                      tcp
                      -> request
                      <- raw 'HTTP/1.1 103 Early Hints' 0d0a 'Link: </x>' 0d0a0d0a
                      <- raw 'HTTP/1.1 403 No' 0d0a 'X-Odd : ' ff ' ' 0d0a0d0a
                      <- fin)",
                   false);
    pane.showLast(Type::Response);
    auto* browser = pane.findChild<QTextBrowser*>("handshake");
    for (const char* part : {"X-Odd: \\xff", "HTTP/1.1 103 Early Hints", "Link: </x>",
                             "header-name-space", "header-not-ascii"}) {
        QVERIFY2(pane.document("handshake").contains(QLatin1String(part)), part);
    }
    const auto form = [&](const char* link) {
        emit browser->anchorClicked(QUrl(QLatin1String(link)));
        return pane.document("handshake");
    };
    QVERIFY(form("heads:raw").contains(QLatin1String("X-Odd : \\xff \\r\\n")));
    QVERIFY(form("heads:hex").contains(QLatin1String("0a58 2d4f 6464 203a 20ff 200d")));
    QVERIFY(form("heads:parsed").contains(QLatin1String("X-Odd: \\xff")));
    QVERIFY(form("http://elsewhere/").contains(QLatin1String("X-Odd: \\xff")));
}

void TestDetailsStory::longHeadersWrap()
{
    ShownPane pane(R"(connecting ws://example.com/)" + std::string(300, 'p') + R"(
                      tcp
                      -> request
                      <- http HTTP/1.1 401 No|X-Long: )" +
                       std::string(2000, 'x') + R"(||
                      <- fin)",
                   false);
    pane.showLast(Type::Response);
    auto* browser = pane.findChild<QTextBrowser*>("handshake");
    QCOMPARE(browser->horizontalScrollBar()->maximum(), 0);
    QVERIFY(browser->toPlainText().contains(QString(2000, 'x')));
}

void TestDetailsStory::close_data()
{
    QTest::addColumn<QString>("steps");
    QTest::addColumn<QStringList>("parts");
    QTest::newRow("clean") << "<- close 1000 Bye!\n-> close 1000\n<- fin\n-> fin"
                           << QStringList{"1000 normal closure", "\"Bye!\"", "yes: both sides",
                                          "the server"};
    QTest::newRow("no code") << "-> close\n<- close\n<- fin\n-> fin"
                             << QStringList{
                                    "1005 no status (reported; it never goes over the wire)",
                                    "a Close frame without a code", "the client"};
    QTest::newRow("reset") << "<- rst"
                           << QStringList{
                                  "1006 abnormal closure (reported; it never goes over the wire)",
                                  "no Close frame", "neither side"};
    QTest::newRow("illegal")
        << "<- close 1005\n-> close 1002\n<- fin\n-> fin"
        << QStringList{"1006 abnormal closure",  "Clean",          "no",
                       "a browser reports 1006", "1005 no status", "the payload: 03 ed",
                       "close-code-invalid"};
    QTest::newRow("of one byte") << "<- raw 88 01 03\n-> close 1002\n<- fin\n-> fin"
                                 << QStringList{"1006", "a Close frame without a code: 03",
                                                "close-payload-short"};
    QTest::newRow("not sent") << "-> rst\nclosed {\"unsent\":11000000}"
                              << QStringList{"1006", "Not sent", "11 MB"};
    QTest::newRow("Close not sent")
        << "<- close 1000\n-> close 1000\n-> rst\nclosed {\"unsent\":9,\"close_unsent\":true}"
        << QStringList{"1000 normal closure", "Clean", "no", "Not sent", "9 B, the Close frame"};
    QTest::newRow("closing") << "<- close 4001 wait"
                             << QStringList{"The connection is closing.", "4001", "\"wait\""};
}

void TestDetailsStory::close()
{
    QFETCH(QString, steps);
    QFETCH(QStringList, parts);
    ShownPane pane(steps.toStdString());
    pane.showNumber(static_cast<std::uint32_t>(pane.timeline().size() - 1));
    const QString text = pane.document("close");
    for (const QString& part : parts) {
        QVERIFY2(text.contains(part), qPrintable(text));
    }
}

/// What is said of a connection changes while it is looked at.
void TestDetailsStory::connectionIsFollowed()
{
    test::CaptureScript script;
    script.play(opening);
    DetailsPane pane;
    pane.setTimeline(script.live().timeline());
    pane.show();
    QSignalSpy shown(&pane, &DetailsPane::shown);
    pane.showEvent(EventId{0}, View::Messages);
    QVERIFY(shown.wait(test::Patience));
    pane.setCurrentTab(DetailsPane::Handshake);
    auto* tabs = pane.findChild<QTabWidget*>("detailsTabs");
    QVERIFY(!tabs->isTabEnabled(DetailsPane::Close));
    script.play("<- close 4001 enough");
    QTRY_VERIFY(tabs->isTabEnabled(DetailsPane::Close));
    QCOMPARE(pane.currentTab(), DetailsPane::Handshake);
    pane.setCurrentTab(DetailsPane::Close);
    const auto closeText = [&] { return pane.findChild<QTextBrowser*>("close")->toPlainText(); };
    QVERIFY(closeText().contains("The connection is closing."));
    script.play("-> close 4001\n<- fin\n-> fin\nclosed {}");
    QTRY_VERIFY(closeText().contains("yes: both sides sent Close"));
    pane.setCurrentTab(DetailsPane::Handshake);
    QVERIFY(pane.findChild<QTextBrowser*>("handshake")->toPlainText().contains("Closed"));
}

void TestDetailsStory::failureIsShown()
{
    ShownPane pane("<- text hello");
    std::filesystem::resize_file(pane.path(), 100);
    pane.showLast(Type::Text);
    QVERIFY(pane.isShown("detailsMessage"));
    QVERIFY(!pane.label("detailsMessage").isEmpty());
    pane.showLast(Type::Open); // not in the file
    QVERIFY(pane.tabs().isVisible());
}

FRAMESCOPE_TEST(TestDetailsStory)

} // namespace tst_details_story

#include "tst_details_story.moc"

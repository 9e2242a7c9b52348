// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/qt_string.h"
#include "shown_pane.h"
#include "support/test_program.h"
#include "ui/details/frame/frame_diagram.h"
#include "ui/details/hex/hex_view.h"
#include "ui/style/colours.h"
#include "ui/style/theme.h"
#include "ui/widgets/close_codes_window.h"
#include "wire/frames/close_codes.h"

#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTreeWidget>
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
    void eachConnectionHasItsCard();
    void cardLeadsToTheCodes();
    void codesAreSearched();
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
                           << QStringList{
                                  "Connection 1 · ws://example.com/chat",
                                  "The server closed the connection with 1000 (normal closure), "
                                  "in order.",
                                  "1000 normal closure",
                                  "\"Bye!\"",
                                  "03 e8 42 79 65 21",
                                  "RFC 6455 7.4.1",
                                  "wasClean\ntrue",
                                  "code\n1000"};
    QTest::newRow("no code") << "-> close\n<- close\n<- fin\n-> fin"
                             << QStringList{"The client closed the connection with no code",
                                            "none: the Close frame is empty", "code\n1005",
                                            "1005 stands for a Close frame without a code"};
    QTest::newRow("reset") << "<- rst"
                           << QStringList{"The server reset TCP (RST) without a Close.",
                                          "wasClean\nfalse", "code\n1006", "Why, usually",
                                          "crashed"};
    QTest::newRow("illegal") << "<- close 1005\n-> close 1002\n<- fin\n-> fin"
                             << QStringList{"by a Close frame that breaks the protocol",
                                            "code\n1006",
                                            "03 ed",
                                            "What is wrong",
                                            "sent by the server",
                                            "close-code-invalid"};
    QTest::newRow("of one byte") << "<- raw 88 01 03\n-> close 1002\n<- fin\n-> fin"
                                 << QStringList{"none: one byte is too short for a code",
                                                "close-payload-short"};
    QTest::newRow("in a frame") << "<- raw 81 0a 'abc'\n<- fin\n-> fin"
                                << QStringList{"in the middle of a frame", "3 of 10 bytes",
                                               "frame-truncated"};
    QTest::newRow("not sent") << "-> rst\nclosed {\"unsent\":11000000}"
                              << QStringList{"The client reset TCP", "11000000 bytes were never"};
    QTest::newRow("Close not sent")
        << "<- close 1000\n-> close 1000\n-> rst\nclosed {\"unsent\":9,\"close_unsent\":true}"
        << QStringList{"the answer never left the client", "wasClean\nfalse", "9 bytes were never"};
    QTest::newRow("closing") << "<- close 4001 wait"
                             << QStringList{"The connection is closing.", "4001", "\"wait\"",
                                            "none so far"};
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

/// The card is that of the selected event's connection.
void TestDetailsStory::eachConnectionHasItsCard()
{
    const QTemporaryDir folder;
    const auto live =
        timeline::LiveCapture::create(folder.filePath("two.pcapng").toStdString(), {});
    QVERIFY(live);
    for (const std::uint8_t last : {0xa1, 0xa2}) { // 4001, 4002
        const ConnectionId conn = (*live)->addConnection();
        const Endpoints ends{{*IpAddress::parse("192.0.2.1"), last},
                             {*IpAddress::parse("192.0.2.2"), 80}};
        QVERIFY((*live)->connected(conn, now(), ends, {}));
        QVERIFY((*live)->append(conn, Direction::Out, now(), asBytes(test::requestHead())));
        QVERIFY((*live)->append(conn, Direction::In, now(), asBytes(test::responseHead())));
        QVERIFY((*live)->append(conn, Direction::In, now(), Bytes{0x88, 2, 0x0f, last}));
        QVERIFY((*live)->streamEnded(conn, Direction::In, recording::StreamEnd::Fin));
        QVERIFY((*live)->streamEnded(conn, Direction::Out, recording::StreamEnd::Fin));
        QVERIFY((*live)->event(conn, timeline::ClosedDetail()));
    }
    DetailsPane pane;
    pane.setTimeline((*live)->timeline());
    QSignalSpy shown(&pane, &DetailsPane::shown);
    const auto* browser = pane.findChild<QTextBrowser*>("close");
    const auto events = static_cast<std::uint32_t>((*live)->timeline()->size());
    for (std::uint32_t n = 0; n < events; ++n) {
        const timeline::Entry& entry = (*live)->timeline()->entry(EventId{n});
        if (entry.type == Type::Closed) {
            pane.showEvent(EventId{n}, View::Messages);
            QVERIFY(shown.wait(test::Patience));
            const QString text = browser->toPlainText();
            QVERIFY(text.contains(QStringLiteral("Connection %1").arg(entry.connection)));
            QVERIFY(text.contains(QStringLiteral("400%1 private use").arg(entry.connection)));
        }
    }
}

/// By mouse and by keyboard.
void TestDetailsStory::cardLeadsToTheCodes()
{
    ShownPane pane("<- close 1012\n-> close 1012\n<- fin\n-> fin");
    pane.showLast(Type::Closed);
    pane.click(DetailsPane::Close);
    auto* browser = pane.findChild<QTextBrowser*>("close");
    const auto windowOf = [&pane] { return pane.findChild<CloseCodesWindow*>("closeCodes"); };
    browser->setFocus();
    QTest::keyClick(browser, Qt::Key_Tab);
    QTest::keyClick(browser, Qt::Key_Return);
    QTRY_VERIFY(windowOf() && windowOf()->isVisible());
    auto* search = windowOf()->findChild<QLineEdit*>("codesSearch");
    auto* list = windowOf()->findChild<QTreeWidget*>("codesList");
    QCOMPARE(search->text(), QStringLiteral("1012"));
    QCOMPARE(list->topLevelItemCount(), 1);
    QCOMPARE(list->topLevelItem(0)->text(1), QStringLiteral("service restart"));
    windowOf()->close();
    const QTextCursor all = browser->document()->find(QStringLiteral("All close codes"));
    QTextCursor inLink(all);
    inLink.setPosition(all.selectionStart() + 3);
    browser->setTextCursor(inLink);
    browser->ensureCursorVisible();
    QTest::mouseClick(browser->viewport(), Qt::LeftButton, {},
                      browser->cursorRect(inLink).center());
    QTRY_VERIFY(windowOf()->isVisible());
    QCOMPARE(search->text(), QString());
    QCOMPARE(std::size_t(list->topLevelItemCount()), wire::closeCodes().size());
}

void TestDetailsStory::codesAreSearched()
{
    QWidget window;
    window.show();
    CloseCodesWindow::open(window);
    auto* codes = window.findChild<CloseCodesWindow*>("closeCodes");
    QVERIFY(QTest::qWaitForWindowActive(codes, test::Patience));
    auto* search = codes->findChild<QLineEdit*>("codesSearch");
    auto* list = codes->findChild<QTreeWidget*>("codesList");
    const auto found = [&](const char* words) {
        search->clear();
        QTest::keyClicks(search, words);
        QStringList names;
        for (int i = 0; i < list->topLevelItemCount(); ++i) {
            names += list->topLevelItem(i)->text(0);
        }
        return names.join(' ');
    };
    QVERIFY(search->hasFocus());
    const auto height = [list] { return list->visualItemRect(list->topLevelItem(0)).height(); };
    const int before = height();
    QCOMPARE(found("1006"), QStringLiteral("1006"));
    QCOMPARE(height(), before);
    QCOMPARE(found("4401"), QStringLiteral("4000-4999"));
    QCOMPARE(found("Try LATER"), QStringLiteral("1013"));
    QCOMPARE(found("hybi"), QStringLiteral("1012 1013 1014"));
    QCOMPARE(found("token"), QStringLiteral("1008 3000")); // of what usually causes them
    const auto* chosen = codes->findChild<QLabel*>("codesChosen");
    QVERIFY2(chosen->text().contains(QStringLiteral("a token is missing")),
             qPrintable(chosen->text()));
    QVERIFY(chosen->text().contains(latinText(wire::closeCode(1008).registered)));
    QCOMPARE(found("nothing has this"), QString());
    QCOMPARE(found("3003"), QStringLiteral("3003"));
    QTest::keyClick(search, Qt::Key_Down);
    QVERIFY(list->hasFocus());
    QTest::keyClick(list, Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith("3003\tforbidden\tyes\tyes\tyes\t"));
    QTest::keyClick(list, Qt::Key_Escape);
    QVERIFY(!codes->isVisible());
    CloseCodesWindow::open(window, QStringLiteral("1000"));
    QCOMPARE(window.findChildren<CloseCodesWindow*>().size(), 1);
    QCOMPARE(list->topLevelItemCount(), 1);
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
    QTRY_VERIFY(closeText().contains("closed the connection with 4001 (private use), in order"));
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

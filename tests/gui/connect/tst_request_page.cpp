// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "ui/connect/connect_options_dialog.h"
#include "ui/connect/options/header_lines.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>

namespace tst_request_page {

using namespace framescope;
using namespace framescope::ui;
using connection::ConnectionOptions;

namespace {

ConnectionOptions at(const char* url)
{
    ConnectionOptions options;
    options.url = QUrl(QLatin1String(url));
    return options;
}

/// The page of the dialog with the table of lines, used by keyboard.
struct Desk
{
    explicit Desk(const ConnectionOptions& options = at("wss://example.com:8443/chat"))
        : dialog(options), table(dialog.findChild<QTableView*>(QStringLiteral("headers"))),
          lines(*static_cast<HeaderLines*>(table->model()))
    {
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog, test::Patience));
        table->setFocus();
    }
    QString cell(int row, int column) { return lines.index(row, column).data().toString(); }
    int rowOf(const char* name, int nth = 0)
    {
        for (int row = 0; row < lines.rowCount(); ++row) {
            if (cell(row, HeaderLines::Name) == QLatin1String(name) && nth-- == 0) {
                return row;
            }
        }
        return -1;
    }
    void goTo(int row, int column = HeaderLines::Value)
    {
        table->setCurrentIndex(lines.index(row, column));
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
        QApplication::processEvents(); // an editor commits after the key was handled
    }
    void write(const QString& text) { QTest::keyClicks(QApplication::focusWidget(), text); }
    void edit(int row, int column, const QString& text)
    {
        goTo(row, column);
        key(Qt::Key_F2);
        key(Qt::Key_A, Qt::ControlModifier);
        write(text);
        key(Qt::Key_Return);
    }
    void click(const char* name)
    {
        QTest::mouseClick(dialog.findChild<QPushButton*>(QLatin1String(name)), Qt::LeftButton);
    }
    wire::HeaderFields headers() { return dialog.options().headers; }

    ConnectOptionsDialog dialog;
    QTableView* table;
    HeaderLines& lines;
};

using Fields = wire::HeaderFields;

} // namespace

class TestRequestPage : public QObject
{
    Q_OBJECT

private slots:
    void ourLinesAreShownAsTheyGoOut();
    void theyFollowTheOtherPages();
    void aLineIsReplaced();
    void aLineIsLeftOut();
    void aLineIsRepeated();
    void linesAreAddedMovedAndRemoved();
    void linesArePastedAsText();
    void aMistakeIsAtItsLine();
    void secretsAreHidden();
    void theWholeRequestAsText();
    void theModelIsSound();
};

void TestRequestPage::ourLinesAreShownAsTheyGoOut()
{
    Desk desk;
    const char* names[] = {"Host",
                           "Connection",
                           "User-Agent",
                           "Upgrade",
                           "Sec-WebSocket-Version",
                           "Sec-WebSocket-Key",
                           "Sec-WebSocket-Extensions"};
    QCOMPARE(desk.lines.rowCount(), int(std::size(names)));
    for (int row = 0; row < desk.lines.rowCount(); ++row) {
        QCOMPARE(desk.cell(row, HeaderLines::Name), QLatin1String(names[row]));
        QCOMPARE(desk.cell(row, HeaderLines::Kind), QStringLiteral("default"));
    }
    QCOMPARE(desk.cell(0, HeaderLines::Value), QStringLiteral("example.com:8443"));
    QVERIFY(desk.headers().empty());
    QVERIFY(!desk.dialog.hasChoices());
}

void TestRequestPage::theyFollowTheOtherPages()
{
    Desk desk;
    auto* origin = desk.dialog.findChild<QLineEdit*>(QStringLiteral("origin"));
    origin->setFocus();
    desk.write(QStringLiteral("https://example.com"));
    QCOMPARE(desk.cell(desk.rowOf("Origin"), HeaderLines::Value),
             QStringLiteral("https://example.com"));
    origin->clear();
    QCOMPARE(desk.rowOf("Origin"), -1);
}

void TestRequestPage::aLineIsReplaced()
{
    Desk desk;
    desk.edit(desk.rowOf("Host"), HeaderLines::Value, QStringLiteral("inner.example"));
    QVERIFY(desk.headers() == (Fields{{"Host", "inner.example"}}));
    QCOMPARE(desk.rowOf("Host"), 0);
    QCOMPARE(desk.cell(0, HeaderLines::Kind), QStringLiteral("changed"));
    desk.goTo(0);
    desk.key(Qt::Key_Delete); // ours again
    QVERIFY(desk.headers().empty());
    QCOMPARE(desk.cell(0, HeaderLines::Value), QStringLiteral("example.com:8443"));
}

void TestRequestPage::aLineIsLeftOut()
{
    Desk desk;
    desk.goTo(desk.rowOf("User-Agent"), HeaderLines::Name);
    desk.key(Qt::Key_Space);
    QVERIFY(desk.dialog.options().leftOut == (std::vector<std::string>{"User-Agent"}));
    QCOMPARE(desk.cell(desk.rowOf("User-Agent"), HeaderLines::Kind), QStringLiteral("left out"));
    desk.key(Qt::Key_Space);
    QVERIFY(desk.dialog.options().leftOut.empty());
}

void TestRequestPage::aLineIsRepeated()
{
    Desk desk;
    desk.goTo(desk.rowOf("Host"));
    desk.click("repeatHeader");
    QVERIFY(desk.headers() == (Fields{{"Host", "example.com:8443"}, {"Host", "example.com:8443"}}));
    QCOMPARE(desk.rowOf("Host", 1), 1);
    // The key of a repeated line is one that can be sent.
    desk.goTo(desk.rowOf("Sec-WebSocket-Key"));
    desk.click("repeatHeader");
    const Fields fields = desk.headers();
    QCOMPARE(fields.size(), std::size_t(4));
    QCOMPARE(fields[2].value.size(), std::size_t(24));
    QVERIFY(fields[2].value != fields[3].value);
}

void TestRequestPage::linesAreAddedMovedAndRemoved()
{
    Desk desk;
    for (const char* name : {"X-A", "X-B"}) {
        desk.table->setFocus();
        desk.key(Qt::Key_Insert);
        desk.write(QLatin1String(name));
        desk.key(Qt::Key_Return);
        desk.edit(desk.rowOf(name), HeaderLines::Value, QStringLiteral("1"));
    }
    QVERIFY(desk.headers() == (Fields{{"X-A", "1"}, {"X-B", "1"}}));
    desk.goTo(desk.rowOf("X-B"));
    desk.table->setFocus();
    desk.key(Qt::Key_Up, Qt::AltModifier);
    QVERIFY(desk.headers() == (Fields{{"X-B", "1"}, {"X-A", "1"}}));
    desk.key(Qt::Key_Up, Qt::AltModifier); // ours stay before it
    QVERIFY(desk.headers() == (Fields{{"X-B", "1"}, {"X-A", "1"}}));
    desk.click("headerDown");
    QVERIFY(desk.headers() == (Fields{{"X-A", "1"}, {"X-B", "1"}}));
    desk.click("removeHeader");
    QVERIFY(desk.headers() == (Fields{{"X-A", "1"}}));
    // A line that was begun and left empty is none.
    desk.click("addHeader");
    desk.key(Qt::Key_Escape);
    QVERIFY(desk.headers() == (Fields{{"X-A", "1"}}));
    QVERIFY(desk.dialog.isVisible());
}

void TestRequestPage::linesArePastedAsText()
{
    Desk desk;
    QApplication::clipboard()->setText(
        QStringLiteral("X-One: 1\r\nUser-Agent:\nHost: pasted.example\n\nnonsense\nX-Two: a: b\n"));
    desk.key(Qt::Key_V, Qt::ControlModifier);
    QVERIFY(desk.headers() ==
            (Fields{{"X-One", "1"}, {"Host", "pasted.example"}, {"X-Two", "a: b"}}));
    QVERIFY(desk.dialog.options().leftOut == (std::vector<std::string>{"User-Agent"}));
    bool told = false;
    for (const auto* label : desk.dialog.findChildren<QLabel*>()) {
        told = told || (label->isVisible() && label->text().contains(QStringLiteral("line 5")));
    }
    QVERIFY(told);
    QCOMPARE(desk.table->currentIndex().row(), desk.rowOf("X-Two"));
    desk.key(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("X-Two: a: b\n"));
}

void TestRequestPage::aMistakeIsAtItsLine()
{
    Desk desk;
    QApplication::clipboard()->setText(QStringLiteral("X-Good: 1\nX Bad: 2\n"));
    desk.key(Qt::Key_V, Qt::ControlModifier);
    QVERIFY(!desk.dialog.mistake().isEmpty());
    QCOMPARE(desk.lines.mistakenRow().value_or(-1), desk.rowOf("X Bad"));
    QVERIFY(desk.table->property("invalid").toBool());
    desk.edit(desk.rowOf("X Bad"), HeaderLines::Name, QStringLiteral("X-Bad"));
    QCOMPARE(desk.dialog.mistake(), QString());
    QVERIFY(!desk.lines.mistakenRow());
    QVERIFY(desk.headers() == (Fields{{"X-Good", "1"}, {"X-Bad", "2"}}));
}

void TestRequestPage::secretsAreHidden()
{
    ConnectionOptions options = at("ws://example.com/");
    options.headers = {{"X-Api-Key", "geheim-8431"}};
    options.authorization = {connection::Authorization::Scheme::Bearer, {}, "geheim-8432"};
    Desk desk(options);
    for (int row = 0; row < desk.lines.rowCount(); ++row) {
        QVERIFY(!desk.cell(row, HeaderLines::Value).contains(QStringLiteral("geheim")));
    }
    QTest::mouseClick(desk.dialog.findChild<QCheckBox*>(QStringLiteral("showSecrets")),
                      Qt::LeftButton, {}, QPoint(8, 8));
    QCOMPARE(desk.cell(desk.rowOf("X-Api-Key"), HeaderLines::Value), QStringLiteral("geheim-8431"));
    QCOMPARE(desk.cell(desk.rowOf("Authorization"), HeaderLines::Value),
             QStringLiteral("Bearer geheim-8432"));
}

void TestRequestPage::theWholeRequestAsText()
{
    ConnectionOptions options = at("ws://example.com/chat?a=1");
    options.headers = {{"X-One", "1"}};
    Desk desk(options);
    auto* raw = desk.dialog.findChild<QCheckBox*>(QStringLiteral("isRawRequest"));
    auto* text = desk.dialog.findChild<QPlainTextEdit*>(QStringLiteral("rawRequest"));
    raw->setFocus();
    desk.key(Qt::Key_Space);
    QVERIFY(text->isVisible());
    QVERIFY(text->toPlainText().startsWith(
        QStringLiteral("GET /chat?a=1 HTTP/1.1\nHost: example.com\n")));
    QVERIFY(text->toPlainText().contains(QStringLiteral("\nX-One: 1")));
    // Lines become CRLF, and the empty line at the end is added.
    text->setFocus();
    desk.key(Qt::Key_A, Qt::ControlModifier);
    desk.write(QStringLiteral("GET / HTTP/1.1"));
    desk.key(Qt::Key_Return);
    desk.write(QStringLiteral("host:x"));
    QCOMPARE(QString::fromStdString(desk.dialog.options().rawRequest),
             QStringLiteral("GET / HTTP/1.1\r\nhost:x\r\n\r\n"));
    const auto* bytes = desk.dialog.findChild<QPlainTextEdit*>(QStringLiteral("rawRequestBytes"));
    QVERIFY(bytes->toPlainText().startsWith(QStringLiteral("GET / HTTP/1.1\\r\\n\n")));
    // It is kept while the lines are shown.
    raw->setFocus();
    desk.key(Qt::Key_Space);
    QVERIFY(desk.dialog.options().rawRequest.empty());
    QVERIFY(desk.headers() == options.headers);
    desk.key(Qt::Key_Space);
    QCOMPARE(QString::fromStdString(desk.dialog.options().rawRequest),
             QStringLiteral("GET / HTTP/1.1\r\nhost:x\r\n\r\n"));
}

void TestRequestPage::theModelIsSound()
{
    HeaderLines lines;
    const QAbstractItemModelTester tester(&lines,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    lines.setOwn({{"Host", "a"}, {"Upgrade", "websocket"}});
    lines.setLines({{"X", "1"}, {"host", "b"}}, {"Upgrade"});
    QCOMPARE(lines.rowCount(), 3);
    lines.repeat(0);
    lines.add();
    lines.remove(0);
    QCOMPARE(lines.move(0, 1), 0);
    lines.setOwn({{"Host", "a"}});
    QVERIFY(lines.headers() == (Fields{{"X", "1"}, {"host", "b"}}));
}

FRAMESCOPE_TEST(TestRequestPage)

} // namespace tst_request_page

#include "tst_request_page.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/tools/pasted_connection.h"
#include "support/test_program.h"
#include "ui/connect/address_bar.h"
#include "ui/page/connection_exchange.h"
#include "ui/widgets/notification_bar.h"
#include "window_fixture.h"

#include <QAction>
#include <QClipboard>
#include <QDialog>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

namespace tst_window_exchange {

using namespace framescope;
using connection::Tool;
using test::WindowFixture;

namespace {

constexpr const char* Secret = "geheim-8431";

/// As Chrome copies it for bash, on several lines.
QString curlLines(const QString& url)
{
    return QStringLiteral("curl '%1' \\\n"
                          "  -H 'Upgrade: websocket' \\\n"
                          "  -H 'Origin: https://example.com' \\\n"
                          "  -H 'Cookie: session=%2; theme=dark' \\\n"
                          "  -H 'X-Tenant: a  b' \\\n"
                          "  --insecure --resolve 'a:1:127.0.0.1'")
        .arg(url, QLatin1String(Secret));
}

QLineEdit* field(WindowFixture& f)
{
    return f.page().findChild<QLineEdit*>(QStringLiteral("address"));
}

void paste(WindowFixture& f, const QString& text)
{
    QGuiApplication::clipboard()->setText(text);
    field(f)->setFocus();
    f.press(Qt::Key_A, Qt::ControlModifier);
    f.press(Qt::Key_V, Qt::ControlModifier);
}

QString told(WindowFixture& f)
{
    QString all;
    for (const auto* label : f.page().notificationBar().findChildren<QLabel*>()) {
        all += label->text() + QLatin1Char('\n');
    }
    return f.page().notificationBar().isVisible() ? all : QString();
}

QPushButton* button(WindowFixture& f, const char* text)
{
    for (auto* found : f.page().notificationBar().findChildren<QPushButton*>()) {
        if (found->isVisible() && found->text().contains(QLatin1String(text))) {
            return found;
        }
    }
    return nullptr;
}

} // namespace

class TestWindowExchange : public QObject
{
    Q_OBJECT

private slots:
    void linesOfCurlArePasted();
    void undoBringsBackWhatWas();
    void aTypedLineIsTakenByEnter();
    void aLineThatCannotBeReadIsToldAndChangesNothing();
    void anAddressIsPastedAsBefore();
    void eachToolIsCopiedAndReadAgain_data();
    void eachToolIsCopiedAndReadAgain();
    void secretsAreCopiedOnlyWhenAsked();
    void theButtonHasTheMenuToo();
    void whatIsPastedIsSent();
    void anOptionThatCannotBeUsedIsShown();
};

void TestWindowExchange::linesOfCurlArePasted()
{
    WindowFixture f;
    paste(f, curlLines(QStringLiteral("https://example.com/chat?a=1")));
    QCOMPARE(field(f)->text(), QStringLiteral("wss://example.com/chat?a=1"));
    const connection::ConnectionOptions& options = f.page().connection().options();
    QVERIFY(options.headers == (wire::HeaderFields{{"X-Tenant", "a  b"}}));
    QCOMPARE(options.origin, QStringLiteral("https://example.com"));
    QCOMPARE(options.cookies.size(), std::size_t(2));
    QVERIFY(options.tls.insecure);
    QVERIFY(f.page()
                .findChild<QToolButton*>(QStringLiteral("connectOptions"))
                ->property("chosen")
                .toBool());
    QVERIFY2(told(f).contains(QStringLiteral("curl")), qPrintable(told(f)));
    QVERIFY2(told(f).contains(QStringLiteral("--resolve")), qPrintable(told(f)));
    QVERIFY(told(f).contains(QStringLiteral("2 cookies")));
    QVERIFY(!told(f).contains(QLatin1String(Secret)));
    QVERIFY(!f.window().windowTitle().contains(QLatin1String(Secret)));
    QVERIFY(field(f)->hasFocus());
}

void TestWindowExchange::undoBringsBackWhatWas()
{
    WindowFixture f;
    f.type(field(f), QStringLiteral("ws://127.0.0.1:1/before"));
    QGuiApplication::clipboard()->setText(curlLines(QStringLiteral("https://example.com/chat")));
    f.press(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(field(f)->text(), QStringLiteral("wss://example.com/chat"));
    QVERIFY(button(f, "Undo"));
    QTest::mouseClick(button(f, "Undo"), Qt::LeftButton);
    QCOMPARE(field(f)->text(), QStringLiteral("ws://127.0.0.1:1/before"));
    QVERIFY(f.page().connection().options().headers.empty());
    QVERIFY(!f.page().connection().options().tls.insecure);
}

void TestWindowExchange::aTypedLineIsTakenByEnter()
{
    WindowFixture f;
    f.type(field(f), QStringLiteral("wscat -c wss://example.com/a -H X-One:1 -s json"));
    f.press(Qt::Key_Return);
    QCOMPARE(field(f)->text(), QStringLiteral("wss://example.com/a"));
    QCOMPARE(f.page().connection().options().subprotocols, QStringList{QStringLiteral("json")});
    QCOMPARE(f.page().document().origin(), ui::Document::Origin::Empty); // not sent yet
    QVERIFY(told(f).contains(QStringLiteral("wscat")));
}

void TestWindowExchange::aLineThatCannotBeReadIsToldAndChangesNothing()
{
    WindowFixture f;
    f.type(field(f), QStringLiteral("ws://127.0.0.1:1/before"));
    QGuiApplication::clipboard()->setText(QStringLiteral("curl 'wss://example.com -H 'X: 1'"));
    f.press(Qt::Key_V, Qt::ControlModifier);
    QVERIFY2(!told(f).isEmpty(), "told");
    QCOMPARE(field(f)->text(), QStringLiteral("ws://127.0.0.1:1/before"));
    QVERIFY(f.page().connection().options().headers.empty());
}

void TestWindowExchange::anAddressIsPastedAsBefore()
{
    WindowFixture f;
    paste(f, QStringLiteral("ws://example.com/plain"));
    QCOMPARE(field(f)->text(), QStringLiteral("ws://example.com/plain"));
    QVERIFY(told(f).isEmpty());
    f.press(Qt::Key_Z, Qt::ControlModifier); // the field's own undo
    QVERIFY(field(f)->text() != QStringLiteral("ws://example.com/plain"));
}

void TestWindowExchange::eachToolIsCopiedAndReadAgain_data()
{
    QTest::addColumn<ui::ActionId>("action");
    QTest::addColumn<QString>("from");
    QTest::newRow("curl") << ui::ActionId::CopyAsCurl << "curl";
    QTest::newRow("wscat") << ui::ActionId::CopyAsWscat << "wscat";
    QTest::newRow("websocat") << ui::ActionId::CopyAsWebsocat << "websocat";
    QTest::newRow("browser") << ui::ActionId::CopyAsBrowser << "JavaScript";
    QTest::newRow("python") << ui::ActionId::CopyAsPython << "Python";
    QTest::newRow("node") << ui::ActionId::CopyAsNode << "JavaScript";
    QTest::newRow("url") << ui::ActionId::CopyAsUrl << "";
}

void TestWindowExchange::eachToolIsCopiedAndReadAgain()
{
    QFETCH(ui::ActionId, action);
    QFETCH(QString, from);
    WindowFixture f;
    paste(f, QStringLiteral("curl https://example.com/chat -H 'X-Tenant: a' "
                            "-H 'Sec-WebSocket-Protocol: json'"));
    QVERIFY(f.window().action(action)->isEnabled());
    f.window().action(action)->trigger();
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.contains(QStringLiteral("wss://example.com/chat")) ||
                 copied.contains(QStringLiteral("https://example.com/chat")),
             qPrintable(copied));
    QVERIFY2(told(f).contains(QStringLiteral("was copied")), qPrintable(told(f)));
    const auto read = connection::pastedConnection(copied);
    QVERIFY(read.has_value());
    QCOMPARE(read->has_value(), !from.isEmpty());
    if (!from.isEmpty()) {
        QCOMPARE((*read)->from, from);
        QCOMPARE((*read)->address, QStringLiteral("wss://example.com/chat"));
        QCOMPARE((*read)->options.subprotocols, QStringList{QStringLiteral("json")});
    }
    // A browser can't send a header of its own, and that is told.
    const bool saysHeader = copied.contains(QStringLiteral("X-Tenant"));
    QVERIFY2(saysHeader || told(f).contains(QStringLiteral("eader")), qPrintable(told(f)));
}

void TestWindowExchange::secretsAreCopiedOnlyWhenAsked()
{
    WindowFixture f;
    paste(f, curlLines(QStringLiteral("https://example.com/chat")));
    f.window().action(ui::ActionId::CopyAsCurl)->trigger();
    QVERIFY(!QGuiApplication::clipboard()->text().contains(QLatin1String(Secret)));
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("theme")));
    f.window().action(ui::ActionId::CopyWithSecrets)->trigger();
    QVERIFY(f.window().action(ui::ActionId::CopyWithSecrets)->isChecked());
    f.window().action(ui::ActionId::CopyAsCurl)->trigger();
    QVERIFY(QGuiApplication::clipboard()->text().contains(QLatin1String(Secret)));
    f.window().action(ui::ActionId::CopyWithSecrets)->trigger();
    f.window().action(ui::ActionId::CopyAsCurl)->trigger();
    QVERIFY(!QGuiApplication::clipboard()->text().contains(QLatin1String(Secret)));
}

void TestWindowExchange::theButtonHasTheMenuToo()
{
    WindowFixture f;
    f.type(field(f), QStringLiteral("ws://example.com/a"));
    auto* menu = f.page().findChild<QMenu*>(QStringLiteral("copyConnection"));
    QVERIFY(menu);
    menu->actions().constFirst()->trigger();
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("curl ")));
    QAction* secrets = menu->actions().constLast();
    secrets->trigger();
    QVERIFY(f.page().connection().exchange().copiesSecrets());
    QVERIFY(f.window().action(ui::ActionId::CopyWithSecrets)->isChecked());
}

/// The wire has it, and nothing else that the program writes but the recording does.
void TestWindowExchange::whatIsPastedIsSent()
{
    WindowFixture f;
    paste(f, QStringLiteral("curl %1 -H 'X-Tenant: a b' -H 'Cookie: session=%2'")
                 .arg(f.url(QStringLiteral("/echo")), QLatin1String(Secret)));
    f.press(Qt::Key_Return);
    QTRY_VERIFY(f.isOpen());
    QTRY_VERIFY(f.rowCount() > 3);
    QFile recording(f.page().document().file());
    QVERIFY(recording.open(QIODevice::ReadOnly));
    const QByteArray bytes = recording.readAll();
    QVERIFY(bytes.contains("\r\nX-Tenant: a b\r\n"));
    QVERIFY(bytes.contains("\r\nCookie: session=geheim-8431\r\n"));
    QCOMPARE(bytes.count(Secret), 1);
    QFile settings(f.file(QStringLiteral("settings.ini")));
    QVERIFY(settings.open(QIODevice::ReadOnly));
    QVERIFY(!settings.readAll().contains(Secret));
}

void TestWindowExchange::anOptionThatCannotBeUsedIsShown()
{
    WindowFixture f;
    QFile file(f.file(QStringLiteral("empty.pem")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    paste(f, QStringLiteral("curl https://127.0.0.1:1/ --cacert '%1'").arg(file.fileName()));
    f.press(Qt::Key_Return);
    QTRY_VERIFY(button(f, "Connect options"));
    QTest::mouseClick(button(f, "Connect options"), Qt::LeftButton);
    QDialog* dialog = f.dialog();
    QVERIFY(dialog);
    auto* ca = dialog->findChild<QLineEdit*>(QStringLiteral("caFile"));
    QTRY_VERIFY(ca->isVisible());
    QVERIFY(ca->property("invalid").toBool());
}

FRAMESCOPE_TEST(TestWindowExchange)

} // namespace tst_window_exchange

#include "tst_window_exchange.moc"

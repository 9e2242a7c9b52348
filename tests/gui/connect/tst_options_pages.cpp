// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection/format/proxy_address.h"
#include "options_desk.h"
#include "support/test_program.h"
#include "ui/connect/connect_options_dialog.h"
#include "ui/connect/options/option_fields.h"
#include "ui/widgets/secret_field.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QScreen>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

namespace tst_options_pages {

using namespace framescope;
using namespace framescope::ui;
using connection::ConnectionOptions;
using test::allChosen;
using test::Secret;
using Desk = test::OptionsDesk;

class TestOptionsPages : public QObject
{
    Q_OBJECT

private slots:
    void templatesStay();
    void aProxyUrlIsTakenApart();
    void escapeAsksBeforeChangesAreLost();
    void secretsAreHiddenUntilAsked();
    void theAcceptedCertificateCanBeForgotten();
    void theExtensionsLineIsShown();
    void cookiesByKeyboard();
    void wrappedTextsAreWhole();
    void itFitsTheScreen_data();
    void itFitsTheScreen();
    void everyPageByKeyboard();
};

/// What is a template is no mistake, and is stored as it was.
void TestOptionsPages::templatesStay()
{
    connection::ConnectionOptions given;
    given.proxy = connection::ProxyOptions::through(
        collection::proxyFrom({"http://me:{{secret.password}}@{{proxy}}:3128", {}, {}}));
    given.headers = {{"X-Room", "{{room}}"}};
    given.subprotocols = QStringList{"{{secret.protocol}}"};
    given.authorization = {connection::Authorization::Scheme::Bearer, {}, "{{secret.token}}"};
    Desk desk(given);
    QVERIFY2(desk.ok().isEnabled(), qPrintable(desk.dialog.mistake()));
    QCOMPARE(desk.find<QLineEdit>("proxyHost")->text(), QStringLiteral("http://{{proxy}}:3128"));
    QCOMPARE(desk.find<QLineEdit>("proxyUser")->text(), QStringLiteral("me"));
    QCOMPARE(desk.dialog.options(), given);
}

void TestOptionsPages::aProxyUrlIsTakenApart()
{
    Desk desk;
    desk.goTo("Proxy");
    desk.choose("proxyUse", 2);
    auto* host = desk.find<QLineEdit>("proxyHost");
    host->setFocus();
    QTest::keyClicks(host, QStringLiteral("socks5://me:p%3Aw@proxy.example:1081"));
    QCOMPARE(host->text(), QStringLiteral("socks5://me:p%3Aw@proxy.example:1081"));
    QTest::keyClick(host, Qt::Key_Tab);
    QCOMPARE(desk.find<QLineEdit>("proxyHost")->text(), QStringLiteral("proxy.example"));
    QCOMPARE(desk.find<QLineEdit>("proxyUser")->text(), QStringLiteral("me"));
    QCOMPARE(desk.find<QLineEdit>("proxyPassword")->text(), QStringLiteral("p:w"));
    QCOMPARE(desk.find<NumberField>("proxyPort")->value(), 1081);
    QCOMPARE(desk.find<QComboBox>("proxyKind")->currentIndex(), 1);
    const QUrl url = desk.dialog.options().proxy.url;
    QCOMPARE(url.scheme(), QStringLiteral("socks5"));
    QCOMPARE(url.password(QUrl::FullyDecoded), QStringLiteral("p:w"));

    desk.type("proxyHost", "other.example:3128");
    QTest::keyClick(host, Qt::Key_Tab);
    QCOMPARE(host->text(), QStringLiteral("other.example"));
    QCOMPARE(desk.find<NumberField>("proxyPort")->value(), 3128);
    QCOMPARE(desk.find<QLineEdit>("proxyUser")->text(), QStringLiteral("me"));
}

void TestOptionsPages::escapeAsksBeforeChangesAreLost()
{
    const QTemporaryDir folder;
    {
        Desk desk(allChosen(folder.path())); // nothing is changed
        QTest::keyClick(&desk.dialog, Qt::Key_Escape);
        QVERIFY(!desk.dialog.isVisible());
    }
    Desk desk;
    desk.find<QComboBox>("proxyUse")->setCurrentIndex(1);
    const auto question = [&desk] { return desk.dialog.findChild<QMessageBox*>(); };
    QTest::keyClick(&desk.dialog, Qt::Key_Escape);
    QVERIFY(desk.dialog.isVisible() && question());
    QTest::keyClick(question(), Qt::Key_Escape); // goes on
    QTRY_VERIFY(!question());
    QVERIFY(desk.dialog.isVisible());
    QCOMPARE(desk.find<QComboBox>("proxyUse")->currentIndex(), 1);
    QTest::keyClick(&desk.dialog, Qt::Key_Escape);
    for (auto* button : question()->findChildren<QPushButton*>()) {
        if (button->text() == QStringLiteral("&Discard")) {
            QTest::mouseClick(button, Qt::LeftButton);
            break;
        }
    }
    QVERIFY(!desk.dialog.isVisible());
    QCOMPARE(desk.dialog.result(), int{QDialog::Rejected});
}

void TestOptionsPages::secretsAreHiddenUntilAsked()
{
    const QTemporaryDir folder;
    Desk desk(allChosen(folder.path()));
    for (const char* name : {"password", "token", "passPhrase", "proxyPassword"}) {
        auto* field = desk.find<SecretField>(name);
        QCOMPARE(field->echoMode(), QLineEdit::Password);
    }
    desk.goTo("Authorisation");
    auto* password = desk.find<SecretField>("password");
    password->setFocus();
    QTest::keyClick(password, Qt::Key_S, Qt::ControlModifier | Qt::AltModifier);
    QCOMPARE(password->echoMode(), QLineEdit::Normal);
    QCOMPARE(password->text(), QLatin1String(Secret));
}

void TestOptionsPages::theAcceptedCertificateCanBeForgotten()
{
    ConnectionOptions given;
    given.tls.acceptedCertificate = QByteArray::fromHex("00ff").repeated(16);
    Desk desk(given);
    desk.goTo("TLS");
    auto* shown = desk.find<QLabel>("fingerprint");
    QVERIFY(shown->isVisible());
    QVERIFY(shown->text().contains(QStringLiteral("00 FF 00 FF")));
    QTest::mouseClick(desk.find<QPushButton>("forgetCertificate"), Qt::LeftButton);
    QVERIFY(!shown->isVisible());
    QVERIFY(desk.dialog.options().tls.acceptedCertificate.isEmpty());
}

void TestOptionsPages::theExtensionsLineIsShown()
{
    Desk desk;
    desk.goTo("Messages");
    auto* line = desk.find<QLabel>("extensionsPreview");
    QCOMPARE(
        line->text(),
        QStringLiteral("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits"));
    desk.find<QCheckBox>("serverNoContextTakeover")->setFocus();
    QTest::keyClick(desk.find<QCheckBox>("serverNoContextTakeover"), Qt::Key_Space);
    desk.choose("serverBits", 3);
    desk.choose("clientBits", 0);
    QCOMPARE(line->text(), QStringLiteral("Sec-WebSocket-Extensions: permessage-deflate; "
                                          "server_no_context_takeover; server_max_window_bits=10"));
    desk.choose("compression", 2);
    desk.type("extensions", QStringLiteral("foo; bar=1"));
    QCOMPARE(line->text(), QStringLiteral("Sec-WebSocket-Extensions: foo; bar=1"));
    desk.choose("compression", 0);
    QVERIFY(!line->text().contains(QStringLiteral("Sec-WebSocket")));
    desk.choose("compression", 2); // what was typed is still there
    QCOMPARE(QString::fromStdString(desk.dialog.options().compression.extensions),
             QStringLiteral("foo; bar=1"));
}

void TestOptionsPages::cookiesByKeyboard()
{
    Desk desk;
    desk.goTo("Authorisation");
    auto* table = desk.find<QTableWidget>("cookies");
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Insert);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("session"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_COMPARE(table->item(0, 0)->text(), QStringLiteral("session"));
    table->setCurrentCell(0, 1);
    QTest::keyClick(table, Qt::Key_F2);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("abc"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_COMPARE(table->item(0, 1)->text(), QStringLiteral("abc"));
    QVERIFY(desk.dialog.isVisible());
    const std::vector<connection::Cookie> expected{{"session", "abc"}};
    QVERIFY(desk.dialog.options().cookies == expected);
    // A mistake is at the table.
    table->item(0, 1)->setText(QStringLiteral("a;b"));
    QVERIFY(!desk.ok().isEnabled());
    QVERIFY(table->property("invalid").toBool());
    QTest::keyClick(table, Qt::Key_Delete);
    QVERIFY(desk.ok().isEnabled());
    QVERIFY(desk.dialog.options().cookies.empty());
}

void TestOptionsPages::wrappedTextsAreWhole()
{
    const QTemporaryDir folder;
    Desk desk(allChosen(folder.path()));
    for (int row = 0; row < desk.pages().count(); ++row) {
        desk.pages().setCurrentRow(row);
        QTest::qWait(50); // layouts follow
        for (const QLabel* label : desk.dialog.findChildren<QLabel*>()) {
            if (label->isVisible() && label->wordWrap()) {
                QVERIFY2(label->height() >= label->heightForWidth(label->width()),
                         qPrintable(label->text()));
            } else if (label->isVisible()) {
                QVERIFY2(label->width() >= label->minimumSizeHint().width(),
                         qPrintable(label->text()));
            }
        }
    }
}

void TestOptionsPages::itFitsTheScreen_data()
{
    QTest::addColumn<int>("points");
    QTest::newRow("usual") << 0;
    QTest::newRow("large") << 22;
}

void TestOptionsPages::itFitsTheScreen()
{
    QFETCH(int, points);
    const QFont usual = QApplication::font();
    if (points > 0) {
        QFont font = usual;
        font.setPointSize(points);
        QApplication::setFont(font);
    }
    const QTemporaryDir folder;
    Desk desk(allChosen(folder.path()));
    const QSize screen = desk.dialog.screen()->availableSize();
    QVERIFY(desk.dialog.width() <= screen.width());
    QVERIFY(desk.dialog.height() <= screen.height());
    desk.dialog.resize(420, 320);
    QVERIFY2(desk.dialog.height() <= screen.height(), "it can be made small");
    QVERIFY(desk.ok().mapTo(&desk.dialog, QPoint(0, desk.ok().height())).y() <=
            desk.dialog.height());
    QApplication::setFont(usual);
}

/// Tab goes through the fields of each page and on to the buttons.
void TestOptionsPages::everyPageByKeyboard()
{
    Desk desk;
    desk.pages().setFocus();
    for (int row = 0; row < desk.pages().count(); ++row) {
        QCOMPARE(desk.pages().currentRow(), row);
        QTest::keyClick(&desk.pages(), Qt::Key_Tab);
        QVERIFY(QApplication::focusWidget() != &desk.pages());
        bool reachedOk = false;
        for (int i = 0; i < 40 && !reachedOk; ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            reachedOk = QApplication::focusWidget() == &desk.ok();
        }
        QVERIFY2(reachedOk, qPrintable(desk.pages().currentItem()->text()));
        desk.pages().setFocus();
        QTest::keyClick(&desk.pages(), Qt::Key_Down);
    }
}

FRAMESCOPE_TEST(TestOptionsPages)

} // namespace tst_options_pages

#include "tst_options_pages.moc"

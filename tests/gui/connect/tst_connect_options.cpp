// SPDX-License-Identifier: GPL-3.0-or-later
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
#include <QPushButton>
#include <QScreen>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

namespace tst_connect_options {

using namespace framescope;
using namespace framescope::ui;
using connection::Behaviours;
using connection::ConnectionOptions;
using std::chrono::milliseconds;

using test::allChosen;
using test::Secret;
using Desk = test::OptionsDesk;

class TestConnectOptions : public QObject
{
    Q_OBJECT

private slots:
    void nothingIsChosenAtFirst();
    void everyOptionComesBack();
    void otherFormsComeBack_data();
    void otherFormsComeBack();
    void theSummaryNamesWhatDiffersWithoutSecrets();
    void resetBringsTheDefaults();
    void aMistakeIsAtItsField_data();
    void aMistakeIsAtItsField();
    void aMistakeLeadsToItsField();
    void anErrorOfConnectingIsAtItsField();
};

void TestConnectOptions::nothingIsChosenAtFirst()
{
    ConnectionOptions given;
    given.url = QUrl(QStringLiteral("ws://example.com/"));
    Desk desk(given);
    QVERIFY(!desk.dialog.hasChoices());
    QVERIFY(desk.dialog.options() == given);
    QCOMPARE(desk.dialog.mistake(), QString());
    QVERIFY(desk.ok().isEnabled());
    QVERIFY(!desk.find<QPushButton>("resetOptions")->isEnabled());
}

void TestConnectOptions::everyOptionComesBack()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("ca.pem")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const ConnectionOptions given = allChosen(file.fileName());
    Desk desk(given);
    QCOMPARE(desk.dialog.mistake(), QString());
    QVERIFY(desk.dialog.hasChoices());
    const ConnectionOptions options = desk.dialog.options();
    QVERIFY(options.headers == given.headers);
    QVERIFY(options.leftOut == given.leftOut);
    QVERIFY(options.authorization == given.authorization);
    QVERIFY(options.cookies == given.cookies);
    QVERIFY(options.tls == given.tls);
    QVERIFY(options.proxy == given.proxy);
    QVERIFY(options.compression == given.compression);
    QVERIFY(options.behaviours == given.behaviours);
    QVERIFY(options.reconnecting == given.reconnecting);
    QVERIFY(options == given);
    for (int row = 0; row < desk.pages().count(); ++row) {
        const auto state = desk.pages().item(row)->data(Qt::AccessibleTextRole).toString();
        QVERIFY2(state.contains(QStringLiteral("changed")), qPrintable(state));
    }
}

void TestConnectOptions::otherFormsComeBack_data()
{
    QTest::addColumn<int>("form");
    QTest::newRow("bearer") << 0;
    QTest::newRow("raw request") << 1;
    QTest::newRow("raw request with bare line feeds") << 2;
    QTest::newRow("extensions line") << 3;
    QTest::newRow("no compression") << 4;
    QTest::newRow("no window bits") << 5;
    QTest::newRow("proxy of the system") << 6;
    QTest::newRow("http proxy without a port") << 7;
}

void TestConnectOptions::otherFormsComeBack()
{
    QFETCH(int, form);
    ConnectionOptions given;
    switch (form) {
    case 0:
        given.authorization = {connection::Authorization::Scheme::Bearer, {}, Secret};
        break;
    case 1:
        given.rawRequest = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
        break;
    case 2:
        given.rawRequest = "GET / HTTP/1.1\nHost: a\n\n";
        break;
    case 3:
        given.compression.offered = false;
        given.compression.extensions = "x-foo; bar=1";
        break;
    case 4:
        given.compression.offered = false;
        break;
    case 5:
        given.compression.clientMaxWindowBits.reset();
        break;
    case 6:
        given.proxy.use = connection::ProxyOptions::Use::System;
        break;
    default:
        given.proxy = connection::ProxyOptions::through(QUrl(QStringLiteral("http://[::1]")));
    }
    Desk desk(given);
    QCOMPARE(desk.dialog.mistake(), QString());
    QVERIFY(desk.dialog.options() == given);
    QVERIFY(desk.dialog.hasChoices());
}

void TestConnectOptions::theSummaryNamesWhatDiffersWithoutSecrets()
{
    const QTemporaryDir folder;
    Desk desk(allChosen(folder.path()));
    const QString summary = desk.find<QLabel>("optionsSummary")->text();
    for (const char* part : {"3 header lines", "without User-Agent", "2 subprotocols", "2 cookies",
                             "user and password", "TLS", "proxy socks5://127.0.0.1:1081",
                             "timeouts", "behaviours", "reconnecting"}) {
        QVERIFY2(summary.contains(QLatin1String(part)), qPrintable(summary));
    }
    for (const auto* label : desk.dialog.findChildren<QLabel*>()) {
        QVERIFY2(!label->text().contains(QLatin1String(Secret)), qPrintable(label->text()));
        QVERIFY(!label->text().contains(QStringLiteral("pass word")));
    }
}

void TestConnectOptions::resetBringsTheDefaults()
{
    const QTemporaryDir folder;
    ConnectionOptions given = allChosen(folder.path());
    Desk desk(given);
    QTest::mouseClick(desk.find<QPushButton>("resetOptions"), Qt::LeftButton);
    QVERIFY(!desk.dialog.hasChoices());
    QCOMPARE(desk.dialog.options().url, given.url);
    QVERIFY(desk.ok().isEnabled());
}

void TestConnectOptions::aMistakeIsAtItsField_data()
{
    QTest::addColumn<QString>("page");
    QTest::addColumn<QString>("choice"); // a list to choose an entry of first
    QTest::addColumn<int>("entry");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("said");
    QTest::newRow("subprotocol") << "Request"
                                 << "" << 0 << "subprotocols"
                                 << "a, b c"
                                 << "subprotocol 2";
    QTest::newRow("user name") << "Authorisation"
                               << "authorization" << 1 << "user"
                               << "me:you"
                               << "colon";
    QTest::newRow("token") << "Authorisation"
                           << "authorization" << 2 << "token"
                           << "a b"
                           << "token";
    QTest::newRow("authority") << "TLS"
                               << "" << 0 << "caFile"
                               << "/nowhere/ca.pem"
                               << "no file /nowhere/ca.pem";
    QTest::newRow("certificate") << "TLS"
                                 << "" << 0 << "certFile"
                                 << "/nowhere/me.pem"
                                 << "no file";
    QTest::newRow("server name") << "TLS"
                                 << "" << 0 << "serverName"
                                 << "a b/c"
                                 << "server name";
    QTest::newRow("pass phrase") << "TLS"
                                 << "" << 0 << "passPhrase"
                                 << "geheim"
                                 << "pass phrase";
    QTest::newRow("proxy") << "Proxy"
                           << "proxyUse" << 2 << "proxyHost"
                           << ""
                           << "proxy";
    QTest::newRow("proxy that is no host") << "Proxy"
                                           << "proxyUse" << 2 << "proxyHost"
                                           << "ftp://a"
                                           << "proxy";
    QTest::newRow("extensions") << "Messages"
                                << "compression" << 2 << "extensions"
                                << ""
                                << "extensions";
    QTest::newRow("masking key") << "Behaviours"
                                 << "mask" << 2 << "maskKey"
                                 << "0102xx"
                                 << "masking key";
    QTest::newRow("short masking key") << "Behaviours"
                                       << "mask" << 2 << "maskKey"
                                       << "0102"
                                       << "4 bytes";
}

void TestConnectOptions::aMistakeIsAtItsField()
{
    QFETCH(QString, page);
    QFETCH(QString, choice);
    QFETCH(int, entry);
    QFETCH(QString, field);
    QFETCH(QString, typed);
    QFETCH(QString, said);
    Desk desk;
    const QByteArray title = page.toLatin1();
    desk.goTo(title.constData());
    if (!choice.isEmpty()) {
        desk.choose(choice.toLatin1().constData(), entry);
    }
    desk.type(field.toLatin1().constData(), typed);
    auto* edit = desk.dialog.findChild<QLineEdit*>(field);
    QVERIFY2(desk.dialog.mistake().contains(said, Qt::CaseInsensitive),
             qPrintable(desk.dialog.mistake()));
    QVERIFY2(edit->property("invalid").toBool(), "marked");
    QVERIFY(!desk.ok().isEnabled());
    QVERIFY(desk.stateOf(title.constData()).contains(QStringLiteral("mistake")));
    int shown = 0; // at the field and below
    for (const auto* label : desk.dialog.findChildren<QLabel*>()) {
        shown += label->isVisible() && label->text().contains(said, Qt::CaseInsensitive) &&
                         label->property("role").toString() == QLatin1String("bad")
                     ? 1
                     : 0;
    }
    QCOMPARE(shown, 2);

    // Nothing is lost by going elsewhere, and nothing is accepted by Enter.
    desk.goTo("Timing");
    QTest::keyClick(desk.find<QWidget>("keepAlive"), Qt::Key_Return);
    QVERIFY(desk.dialog.isVisible());
    desk.goTo(title.constData());
    QCOMPARE(edit->text(), typed);
    QVERIFY(edit->property("invalid").toBool());

    // Mended.
    if (!choice.isEmpty()) {
        desk.choose(choice.toLatin1().constData(), 0);
    } else {
        desk.type(field.toLatin1().constData(), {});
    }
    QVERIFY2(desk.ok().isEnabled(), qPrintable(desk.dialog.mistake()));
    QVERIFY(!edit->property("invalid").toBool());
}

void TestConnectOptions::aMistakeLeadsToItsField()
{
    Desk desk;
    desk.goTo("TLS");
    desk.type("serverName", QStringLiteral("a b"));
    desk.goTo("Request");
    QTest::mouseClick(desk.find<QPushButton>("goToMistake"), Qt::LeftButton);
    QCOMPARE(desk.pages().currentItem()->text(), QStringLiteral("TLS"));
    QVERIFY(desk.find<QLineEdit>("serverName")->hasFocus());
}

void TestConnectOptions::anErrorOfConnectingIsAtItsField()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("ca.pem")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    ConnectionOptions given;
    given.tls.caFile = file.fileName();
    Desk desk(given);
    const Error error{"there is no certificate in it", file.fileName().toStdString(), {}};
    QVERIFY(desk.dialog.showMistake(error));
    QVERIFY(desk.find<QLineEdit>("caFile")->hasFocus());
    QVERIFY(desk.find<QLineEdit>("caFile")->property("invalid").toBool());
    QVERIFY(desk.ok().isEnabled()); // the file may have been mended
    QVERIFY(!desk.dialog.showMistake({"unknown", "elsewhere", {}}));
}

FRAMESCOPE_TEST(TestConnectOptions)

} // namespace tst_connect_options

#include "tst_connect_options.moc"

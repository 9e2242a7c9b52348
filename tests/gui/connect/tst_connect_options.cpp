// SPDX-License-Identifier: GPL-3.0-or-later
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

namespace {

constexpr const char* Secret = "geheim-8431";

/// Options none of which is the default.
ConnectionOptions allChosen(const QString& file)
{
    ConnectionOptions given;
    given.url = QUrl(QStringLiteral("wss://example.com/chat"));
    given.resource = "/chat";
    given.headers = {{"X-Twice", "1"}, {"Host", "other.example"}, {"X-Twice", "2"}};
    given.leftOut = {"User-Agent"};
    given.subprotocols = {QStringLiteral("a"), QStringLiteral("b")};
    given.origin = QStringLiteral("https://example.com");
    given.authorization = {connection::Authorization::Scheme::Basic, "me", Secret};
    given.cookies = {{"session", Secret}, {"theme", "dark"}};
    given.tls.insecure = true;
    given.tls.acceptedCertificate = QByteArray(32, '\xab');
    given.tls.caFile = file;
    given.tls.certFile = file;
    given.tls.keyFile = file;
    given.tls.passPhrase = QLatin1String(Secret);
    given.tls.serverName = QStringLiteral("inner.example");
    given.tls.lowest = connection::TlsVersion::Tls1_3;
    given.tls.alpn = {QStringLiteral("http/1.1"), QStringLiteral("h2")};
    given.proxy = connection::ProxyOptions::through(
        QUrl(QStringLiteral("socks5://me:pass%20word@127.0.0.1:1081")));
    given.proxy.exceptions = QStringLiteral("localhost");
    given.compression = {true, true, true, 10, 12, {}};
    given.strict = true;
    given.behaviours.pong = Behaviours::Pong::WrongPayload;
    given.behaviours.pongDelay = milliseconds(250);
    given.behaviours.closeReply = Behaviours::CloseReply::Code;
    given.behaviours.closeReplyCode = 4000;
    given.behaviours.closeReplyDelay = milliseconds(1500);
    given.behaviours.afterClose = Behaviours::AfterClose::HalfClose;
    given.behaviours.closeWait = milliseconds(7000);
    given.behaviours.pieceSize = 7;
    given.behaviours.piecePause = milliseconds(5);
    given.behaviours.mask = Behaviours::Mask::Key;
    given.behaviours.maskKey = {1, 2, 3, 0xFF};
    given.connectTimeout = milliseconds(1234);
    given.upgradeTimeout = milliseconds(2000);
    given.closeTimeout = milliseconds(3000);
    given.keepAlive = milliseconds(20'000);
    given.largestMessage = 16'777'216;
    given.reconnecting = {true, milliseconds(500), milliseconds(8000), 5};
    given.followRedirects = true;
    return given;
}

/// The dialog as a person sees it.
struct Desk
{
    explicit Desk(const ConnectionOptions& options = {}) : dialog(options)
    {
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog, test::Patience));
    }
    template <typename Widget>
    Widget* find(const char* name)
    {
        return dialog.findChild<Widget*>(QLatin1String(name));
    }
    QListWidget& pages() { return *find<QListWidget>("optionPages"); }
    QPushButton& ok()
    {
        return *dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok);
    }
    void goTo(const char* page)
    {
        for (int row = 0; row < pages().count(); ++row) {
            if (pages().item(row)->text() == QLatin1String(page)) {
                pages().setCurrentRow(row);
                return;
            }
        }
        QFAIL(page);
    }
    QString stateOf(const char* page)
    {
        for (int row = 0; row < pages().count(); ++row) {
            if (pages().item(row)->text() == QLatin1String(page)) {
                return pages().item(row)->data(Qt::AccessibleTextRole).toString();
            }
        }
        return {};
    }
    void choose(const char* name, int entry) { find<QComboBox>(name)->setCurrentIndex(entry); }
    void type(const char* name, const QString& text)
    {
        auto* field = find<QLineEdit>(name);
        QVERIFY2(field && field->isVisible(), name);
        field->setFocus();
        QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(field, Qt::Key_Delete);
        QTest::keyClicks(field, text);
    }

    ConnectOptionsDialog dialog;
};

} // namespace

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
    void aProxyUrlIsTakenApart();
    void secretsAreHiddenUntilAsked();
    void theAcceptedCertificateCanBeForgotten();
    void theExtensionsLineIsShown();
    void cookiesByKeyboard();
    void itFitsTheScreen_data();
    void itFitsTheScreen();
    void everyPageByKeyboard();
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

void TestConnectOptions::aProxyUrlIsTakenApart()
{
    Desk desk;
    desk.goTo("Proxy");
    desk.choose("proxyUse", 2);
    desk.find<QLineEdit>("proxyHost")
        ->setText(QStringLiteral("socks5://me:p%3Aw@proxy.example:1081"));
    QCOMPARE(desk.find<QLineEdit>("proxyHost")->text(), QStringLiteral("proxy.example"));
    QCOMPARE(desk.find<QLineEdit>("proxyUser")->text(), QStringLiteral("me"));
    QCOMPARE(desk.find<QLineEdit>("proxyPassword")->text(), QStringLiteral("p:w"));
    QCOMPARE(desk.find<NumberField>("proxyPort")->value(), 1081);
    QCOMPARE(desk.find<QComboBox>("proxyKind")->currentIndex(), 1);
    const QUrl url = desk.dialog.options().proxy.url;
    QCOMPARE(url.scheme(), QStringLiteral("socks5"));
    QCOMPARE(url.password(QUrl::FullyDecoded), QStringLiteral("p:w"));
}

void TestConnectOptions::secretsAreHiddenUntilAsked()
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

void TestConnectOptions::theAcceptedCertificateCanBeForgotten()
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

void TestConnectOptions::theExtensionsLineIsShown()
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

void TestConnectOptions::cookiesByKeyboard()
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

void TestConnectOptions::itFitsTheScreen_data()
{
    QTest::addColumn<int>("points");
    QTest::newRow("usual") << 0;
    QTest::newRow("large") << 22;
}

void TestConnectOptions::itFitsTheScreen()
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
void TestConnectOptions::everyPageByKeyboard()
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

FRAMESCOPE_TEST(TestConnectOptions)

} // namespace tst_connect_options

#include "tst_connect_options.moc"

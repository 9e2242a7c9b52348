// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/patience.h"
#include "ui/connect/connect_options_dialog.h"

#include <QTest>

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>

namespace framescope::test {

inline constexpr const char* Secret = "geheim-8431";

/// Options none of which is the default.
inline connection::ConnectionOptions allChosen(const QString& file)
{
    using connection::Behaviours;
    using std::chrono::milliseconds;
    connection::ConnectionOptions given;
    given.url = QUrl(QStringLiteral("wss://example.com/chat"));
    given.resource = "/chat";
    given.headers = {{"X-Twice", "1"}, {"Host", "other.example"}, {"X-Twice", "2"}};
    given.leftOut = {"User-Agent"};
    given.subprotocols = {QStringLiteral("a"), QStringLiteral("b")};
    given.origin = QStringLiteral("https://example.com");
    given.authorization = {connection::Authorization::Scheme::Basic, "me", Secret};
    given.cookies = {{"session", Secret}, {"theme", "dark"}};
    given.keepCookies = false;
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

/// The connect options as a person sees them.
struct OptionsDesk
{
    explicit OptionsDesk(const connection::ConnectionOptions& options = {}) : dialog(options)
    {
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog, Patience));
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

    ui::ConnectOptionsDialog dialog;
};

} // namespace framescope::test

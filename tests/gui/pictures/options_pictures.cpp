// SPDX-License-Identifier: GPL-3.0-or-later
#include "options_pictures.h"

#include "ui/connect/connect_options_dialog.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QTableView>
#include <QTest>

namespace framescope::test {

namespace {

using Take = std::function<void(QWidget&, const char*)>;
using connection::ConnectionOptions;

ConnectionOptions someChosen()
{
    ConnectionOptions options;
    options.url = QUrl(QStringLiteral("wss://api.example.com:8443/v2/stream?room=7"));
    options.resource = "/v2/stream?room=7";
    options.headers = {{"Host", "api.internal"},
                       {"X-Tenant", "north"},
                       {"X-Api-Key", "0b5c1"},
                       {"X-Tenant", "south"}};
    options.leftOut = {"User-Agent"};
    options.subprotocols = {QStringLiteral("graphql-ws"), QStringLiteral("json")};
    options.origin = QStringLiteral("https://app.example.com");
    options.authorization = {connection::Authorization::Scheme::Basic, "john", "not shown"};
    options.cookies = {{"session", "8f14e45f"}, {"theme", "dark"}};
    options.tls.acceptedCertificate =
        QByteArray::fromHex("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
    options.tls.passPhrase = QString();
    options.tls.serverName = QStringLiteral("inner.example.com");
    options.proxy = connection::ProxyOptions::through(
        QUrl(QStringLiteral("socks5://me:secret@proxy.example.com:1081")));
    options.proxy.exceptions = QStringLiteral("localhost, .example.org");
    options.compression.serverNoContextTakeover = true;
    options.compression.serverMaxWindowBits = 10;
    options.largestMessage = 16'777'216;
    options.keepAlive = std::chrono::seconds(20);
    options.reconnecting.wanted = true;
    options.behaviours.pong = connection::Behaviours::Pong::WrongPayload;
    options.behaviours.closeReply = connection::Behaviours::CloseReply::Code;
    options.behaviours.closeReplyCode = 1006;
    options.behaviours.pieceSize = 7;
    options.behaviours.mask = connection::Behaviours::Mask::Key;
    return options;
}

void goTo(ui::ConnectOptionsDialog& dialog, int page)
{
    dialog.findChild<QListWidget*>(QStringLiteral("optionPages"))->setCurrentRow(page);
    QTest::qWait(60);
}

void takePages(const Take& take, QWidget* parent)
{
    ui::ConnectOptionsDialog dialog(someChosen(), parent);
    dialog.show();
    int page = 0;
    for (const char* name :
         {"options-request", "options-authorisation", "options-tls", "options-proxy",
          "options-messages", "options-timing", "options-behaviours"}) {
        goTo(dialog, page++);
        take(dialog, name);
    }
    goTo(dialog, 0);
    dialog.findChild<QCheckBox*>(QStringLiteral("isRawRequest"))->setChecked(true);
    take(dialog, "options-raw-request");
    dialog.findChild<QCheckBox*>(QStringLiteral("isRawRequest"))->setChecked(false);
    dialog.resize(460, 340);
    take(dialog, "options-small");
}

void takeMistakes(const Take& take, QWidget* parent)
{
    ConnectionOptions options = someChosen();
    options.headers[1].name = "X Tenant";
    ui::ConnectOptionsDialog header(options, parent);
    header.show();
    take(header, "options-mistake-header");
    ui::ConnectOptionsDialog file({}, parent);
    file.show();
    goTo(file, 2);
    file.findChild<QLineEdit*>(QStringLiteral("caFile"))
        ->setText(QStringLiteral("/home/john/certificates/authority.pem"));
    take(file, "options-mistake-tls");
    ui::ConnectOptionsDialog mask({}, parent);
    mask.show();
    goTo(mask, 6);
    mask.findChild<QComboBox*>(QStringLiteral("mask"))->setCurrentIndex(2);
    mask.findChild<QLineEdit*>(QStringLiteral("maskKey"))->setText(QStringLiteral("01 02 xx"));
    take(mask, "options-mistake-mask");
}

void takeLargeFont(const Take& take, QWidget* parent)
{
    const QFont usual = QApplication::font();
    QFont large = usual;
    large.setPointSize(18);
    QApplication::setFont(large);
    {
        ui::ConnectOptionsDialog dialog(someChosen(), parent);
        dialog.show();
        take(dialog, "options-large-font");
        goTo(dialog, 6);
        take(dialog, "options-large-font-behaviours");
    }
    QApplication::setFont(usual);
}

} // namespace

void takeOptionsPictures(WindowFixture& f, const Take& take)
{
    f.window().action(ui::ActionId::NewTab)->trigger();
    takePages(take, &f.window());
    takeMistakes(take, &f.window());
    takeLargeFont(take, &f.window());
    f.window().activateWindow();
    QApplication::clipboard()->setText(
        QStringLiteral("curl 'https://api.example.com/v2/stream' \\\n -H 'Cookie: a=1; b=2' \\\n"
                       " -H 'X-Tenant: north' --insecure --resolve a:1:127.0.0.1"));
    auto* field = f.page().findChild<QLineEdit*>(QStringLiteral("address"));
    field->setFocus();
    QTest::keyClick(field, Qt::Key_V, Qt::ControlModifier);
    take(f.window(), "pasted-curl");
    auto* menu = f.page().findChild<QMenu*>(QStringLiteral("copyConnection"));
    menu->popup({});
    take(*menu, "copy-connection");
    menu->close();
}

} // namespace framescope::test

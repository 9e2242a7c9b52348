// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/server/client_table.h"
#include "ui/server/server_pane.h"
#include "window_fixture.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QTest>
#include <QWebSocket>

namespace framescope::test {

inline constexpr const char* Greets = R"(name: greets
serve: { path: /greet }
steps:
  - send: hello
  - expect: { message: thanks, within: 5s }
  - expect: { close: { code: 1000 }, within: 5s }
)";

/// The Server tab, worked on by mouse and keyboard.
class ServerDesk
{
public:
    explicit ServerDesk(WindowFixture& f) : f_(f)
    {
        f_.press(Qt::Key_M, Qt::ControlModifier | Qt::AltModifier);
        pane_ = dynamic_cast<ui::ServerPane*>(f_.page().task());
        new QAbstractItemModelTester(clients().model(), &clients());
    }

    ui::ServerPane& pane() { return *pane_; }
    template <typename Widget>
    Widget& part(const char* name)
    {
        return *pane_->findChild<Widget*>(QLatin1String(name));
    }
    QTableView& clients() { return part<QTableView>("serverClients"); }
    QString message() { return part<QLabel>("serverMessage").text(); }
    void play(const QString& file, const QByteArray& text)
    {
        f_.type(&part<QLineEdit>("serverFiles"), f_.write(file, text));
    }
    QString startedUrl()
    {
        f_.press(Qt::Key_F5);
        if (!QTest::qWaitFor([this] { return !pane_->servedUrl().isEmpty(); }, Patience)) {
            qWarning("%s", qPrintable(message()));
        }
        return pane_->servedUrl();
    }
    QString cell(int row, ui::ClientTable::Column column)
    {
        return clients().model()->index(row, column).data().toString();
    }

private:
    WindowFixture& f_;
    ui::ServerPane* pane_;
};

/// A client that answers with a word, and closes if it is not thanked for.
struct ServerClient
{
    explicit ServerClient(const QString& url, const QString& answer = QStringLiteral("thanks"))
    {
        QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket,
                         [this, answer](const QString& text) {
                             received += text;
                             socket.sendTextMessage(answer);
                             socket.close(QWebSocketProtocol::CloseCodeNormal);
                         });
        socket.open(QUrl(url));
    }
    QWebSocket socket;
    QStringList received;
};

} // namespace framescope::test

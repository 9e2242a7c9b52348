// SPDX-License-Identifier: GPL-3.0-or-later
#include "failure_pictures.h"

#include "integration/certificate_files.h"
#include "raw_server.h"
#include "ui/details/shell/details_pane.h"
#include "ui/timeline/table/timeline_view.h"

#include <QFile>
#include <QScrollBar>
#include <QSslKey>
#include <QTest>
#include <QTextBrowser>

namespace framescope::test {

namespace {

using Take = std::function<void(QWidget&, const char*)>;

QByteArray refusal(const wire::HttpHead& /*request*/)
{
    const QByteArray body = R"({"error":{"code":"token_expired","message":"The token of the )"
                            R"(session has expired.","since":"2026-11-30T20:14:05Z"},)"
                            R"("docs":"https://api.example/docs/auth","retry":false})";
    return "HTTP/1.1 401 Unauthorized\r\nServer: gateway/2.4\r\n"
           "WWW-Authenticate: Bearer realm=\"chat\", error=\"invalid_token\"\r\n"
           "Content-Type: application/json; charset=utf-8\r\nContent-Length: " +
           QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray wrongAccept(const wire::HttpHead& /*request*/)
{
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: keep-alive\r\n"
           "Sec-WebSocket-Accept: dGhlIHNhbXBsZSBub25jZQAAAAA=\r\n"
           "Sec-WebSocket-Protocol: graphql-ws\r\n\r\n";
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    require(file.open(QIODevice::ReadOnly), qPrintable(path));
    return file.readAll();
}

/// The view from its top, and from its end.
void takeFailure(WindowFixture& f, const RawServer& server, const Take& take, const char* top,
                 const char* rest)
{
    f.window().action(ui::ActionId::NewTab)->trigger();
    f.page().connectTo(server.url(QStringLiteral("/chat")));
    require(QTest::qWaitFor([&f] { return f.isShownClosed(); }, Patience), top);
    auto& rows = f.page().timelineView();
    const auto isError = [&](int row) {
        const EventId id = f.page().model().eventAt(row);
        return f.page().document().timeline()->entry(id).type == timeline::Type::Error;
    };
    for (int row = 0; row < f.rowCount(); ++row) {
        if (isError(row)) {
            rows.setCurrentIndex(f.page().model().index(row, 0));
        }
    }
    auto* view = f.page().details().findChild<QTextBrowser*>(QStringLiteral("handshake"));
    require(QTest::qWaitFor([view] { return view->isVisible() && !view->document()->isEmpty(); },
                            Patience),
            "the explanation");
    take(f.window(), top);
    view->verticalScrollBar()->setValue(view->verticalScrollBar()->maximum() * 2 / 3);
    take(f.window(), rest);
}

} // namespace

void takeFailurePictures(WindowFixture& fixture, const Take& take)
{
    takeFailure(fixture, RawServer(&refusal), take, "failed-401", "failed-401-body");
    takeFailure(fixture, RawServer(&wrongAccept), take, "failed-accept", "failed-accept-checks");
    CertificateFiles files;
    files.make();
    QSslConfiguration tls;
    tls.setLocalCertificate(QSslCertificate(contentOf(files.pem(QStringLiteral("expired")))));
    tls.setPrivateKey(QSslKey(contentOf(files.pem(QStringLiteral("expired-key"))), QSsl::Ec));
    takeFailure(fixture, RawServer(&RawServer::accept, tls), take, "failed-certificate",
                "failed-certificate-chain");
}

} // namespace framescope::test

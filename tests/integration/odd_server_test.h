// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/peer_process.h"
#include "support/session_run.h"
#include "support/test_program.h"

#include <QTest>

#include <chrono>
#include <memory>

namespace framescope::test {

/// How long a session waits for a server that leaves it waiting.
inline constexpr std::chrono::milliseconds Impatient{800};

/// What tests of misbehaving servers share: the peer, and what it saw of the session.
class OddServerTest : public QObject
{
protected:
    void startPeer() { peer_ = std::make_unique<PeerProcess>(QStringLiteral("raw_peer.py")); }

    connection::ConnectionOptions
    options(const QString& path, std::chrono::milliseconds timeout = std::chrono::minutes(2))
    {
        auto options = SessionRun::options(peer_->url(path));
        options.closeTimeout = timeout;
        options.upgradeTimeout = timeout;
        return options;
    }

    /// "opcode:payload" for each frame the peer received (U before it where it was not masked),
    /// then how the connection ended for it.
    QString seenByPeer()
    {
        QStringList words;
        for (const QVariantMap& report : peer_->reports()) {
            if (report["event"] == "frame") {
                words.append(QStringLiteral("%1%2:%3").arg(
                    QLatin1String(report["masked"].toBool() ? "" : "U"),
                    report["opcode"].toString(), report["payload"].toString()));
            } else if (report["event"] == "end") {
                words.append(report["how"].toString());
            }
        }
        return words.join(QLatin1Char(' '));
    }

    std::unique_ptr<PeerProcess> peer_;
};

} // namespace framescope::test

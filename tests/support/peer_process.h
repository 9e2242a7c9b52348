// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>
#include <QVariantMap>

namespace framescope::test {

// Runs a server of tests/support/peers/ during a test. The server prints its port, and then one
// line with a JSON object for each observation.
class PeerProcess
{
public:
    // `script` ends in .py or .js. Fails the test if the server does not start.
    explicit PeerProcess(const QString& script, const QStringList& arguments = {});
    ~PeerProcess();

    quint16 port() const { return port_; }
    QString url(const QString& path, const QString& scheme = QStringLiteral("ws")) const;

    // The observations since the last call of forget().
    const QList<QVariantMap>& reports();
    // Those of them with this value of "event".
    QList<QVariantMap> reports(const QString& event);
    void forget();
    void kill();

private:
    void read();

    QProcess process_;
    quint16 port_ = 0;
    QByteArray rest_;
    QList<QVariantMap> reports_;
};

} // namespace framescope::test

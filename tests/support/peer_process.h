// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>
#include <QVariantMap>

namespace framescope::test {

// A server of tests/support/peers/ that runs beside a test. It prints its port, and then a JSON
// object in a line for each observation.
class PeerProcess
{
public:
    // `script` ends in .py or .js. Fails the test if it does not start.
    explicit PeerProcess(const QString& script, const QStringList& arguments = {});
    ~PeerProcess();

    quint16 port() const { return port_; }
    QString url(const QString& path, const QString& scheme = QStringLiteral("ws")) const;

    // Reports since the last call of `forget`.
    const QList<QVariantMap>& reports();
    // The reports with this `event`.
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/peer_process.h"

#include "support/paths.h"
#include "support/patience.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>

namespace framescope::test {

PeerProcess::PeerProcess(const QString& script, const QStringList& arguments)
{
    const QString path = sourcePath(QStringLiteral("tests/support/peers/") + script);
    // Only the system's Python finds the Debian packages.
    const QString program = script.endsWith(QLatin1String(".py"))
                                ? QStringLiteral("/usr/bin/python3")
                                : QStringLiteral("node");
    process_.setProcessChannelMode(QProcess::SeparateChannels);
    process_.setStandardErrorFile(QProcess::nullDevice());
    if (qEnvironmentVariableIsSet("FRAMESCOPE_PEER_ERRORS")) {
        process_.setStandardErrorFile(QString());
        process_.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    }
    process_.start(program, QStringList(path) + arguments);
    while (!process_.canReadLine()) {
        if (!process_.waitForReadyRead(Patience)) {
            qFatal("%s does not start: %s", qPrintable(script), qPrintable(process_.errorString()));
        }
    }
    port_ = process_.readLine().trimmed().toUShort();
}

PeerProcess::~PeerProcess()
{
    kill();
}

QString PeerProcess::url(const QString& path, const QString& scheme) const
{
    return QStringLiteral("%1://127.0.0.1:%2%3").arg(scheme).arg(port_).arg(path);
}

const QList<QVariantMap>& PeerProcess::reports()
{
    read();
    return reports_;
}

QList<QVariantMap> PeerProcess::reports(const QString& event)
{
    QList<QVariantMap> found;
    for (const QVariantMap& report : reports()) {
        if (report.value(QStringLiteral("event")) == event) {
            found.append(report);
        }
    }
    return found;
}

void PeerProcess::forget()
{
    read();
    reports_.clear();
}

void PeerProcess::kill()
{
    process_.kill();
    process_.waitForFinished(Patience);
}

void PeerProcess::read()
{
    process_.waitForReadyRead(0);
    rest_ += process_.readAllStandardOutput();
    while (const qsizetype end = rest_.indexOf('\n') + 1) {
        reports_.append(QJsonDocument::fromJson(rest_.first(end)).object().toVariantMap());
        rest_.remove(0, end);
    }
}

} // namespace framescope::test

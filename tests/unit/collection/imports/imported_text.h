// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "collection/imports/import_collection.h"

#include <QString>

namespace framescope::collection {

/// All that was imported, as lines that a test can compare. Folders stand before a name.
inline QString textOf(const Imported& imported, const QString& root)
{
    QString text;
    for (const ImportedItem& item : imported.items) {
        const SavedConnection& saved = item.connection;
        const connection::ConnectionOptions& options = saved.options;
        text += (item.folder + QStringList(saved.name)).join(QLatin1Char('/')) +
                QLatin1String(" -> ") + saved.address + QLatin1Char('\n');
        for (const auto& header : options.headers) {
            text +=
                QStringLiteral("  %1: %2\n")
                    .arg(QString::fromStdString(header.name), QString::fromStdString(header.value));
        }
        for (const QString& protocol : options.subprotocols) {
            text += QStringLiteral("  subprotocol %1\n").arg(protocol);
        }
        for (const auto& cookie : options.cookies) {
            text += QStringLiteral("  cookie %1\n").arg(QString::fromStdString(cookie.name));
        }
        if (options.authorization.scheme != connection::Authorization::Scheme::None) {
            text += QStringLiteral("  auth %1|%2\n")
                        .arg(QString::fromStdString(options.authorization.user),
                             QString::fromStdString(options.authorization.secret));
        }
        text += options.tls.insecure ? QStringLiteral("  insecure\n") : QString();
        text += options.followRedirects ? QStringLiteral("  redirects\n") : QString();
        text += options.keepAlive.count() > 0
                    ? QStringLiteral("  keep-alive %1\n").arg(options.keepAlive.count())
                    : QString();
        for (const SavedMessage& message : saved.messages) {
            text +=
                QStringLiteral("  %1 \"%2\" %3\n")
                    .arg(message.draft.kind == message::Draft::Kind::Json ? QStringLiteral("json")
                                                                          : QStringLiteral("text"),
                         message.name, message.draft.content);
        }
    }
    for (const ImportedEnvironment& own : imported.environments) {
        text += QStringLiteral("[%1]\n").arg(own.environment.name);
        for (const Variable& variable : own.environment.variables) {
            const auto secret = own.secrets.find(variable.name);
            text += QStringLiteral("  %1 = %2\n")
                        .arg(variable.name, !variable.secret ? variable.value
                                            : secret == own.secrets.end()
                                                ? QStringLiteral("(secret)")
                                                : QStringLiteral("(secret) ") + secret->second);
        }
    }
    for (const Error& mistake : imported.mistakes) {
        text += QLatin1String("! ") + QString::fromStdString(mistake.message()).remove(root) +
                QLatin1Char('\n');
    }
    for (const QString& sentence : imported.notTaken) {
        text += QLatin1String("- ") + sentence + QLatin1Char('\n');
    }
    return text;
}

} // namespace framescope::collection

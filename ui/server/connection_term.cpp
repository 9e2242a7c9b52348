// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/server/connection_term.h"

#include "filter/language/terms.h"

#include <QRegularExpression>

namespace framescope::ui {

QString withConnection(const QString& filter, std::optional<ConnectionId> connection)
{
    static const QRegularExpression term(QStringLiteral("(?<!\\S)conn:\\d+(?!\\S)"));
    const QString others = QString(filter).remove(term).simplified();
    if (!connection) {
        return others;
    }
    return QString::fromStdString(
        filter::withTerm(others.toStdString(), "conn:" + std::to_string(connection->value)));
}

} // namespace framescope::ui

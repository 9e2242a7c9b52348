// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection/imports/foreign_templates.h"

#include <QHash>
#include <QRegularExpression>
#include <QStringList>

namespace framescope::collection {

namespace {

/// The functions of other tools, and what does the same here.
const QHash<QString, QString>& functions()
{
    static const QHash<QString, QString> table{
        {QStringLiteral("$guid"), QStringLiteral("{{uuid}}")},
        {QStringLiteral("$randomUUID"), QStringLiteral("{{uuid}}")},
        {QStringLiteral("$isoTimestamp"), QStringLiteral("{{now.iso}}")},
        {QStringLiteral("$randomInt"), QStringLiteral("{{random 0 1000}}")}};
    return table;
}

bool isOwnFunction(const QString& name)
{
    static const QStringList names{QStringLiteral("uuid"),    QStringLiteral("now"),
                                   QStringLiteral("now.iso"), QStringLiteral("counter"),
                                   QStringLiteral("random"),  QStringLiteral("base64"),
                                   QStringLiteral("last")};
    return names.contains(name) || name.startsWith(QLatin1String("env."));
}

bool isLatinLetter(QChar c)
{
    return (c >= QLatin1Char('a') && c <= QLatin1Char('z')) ||
           (c >= QLatin1Char('A') && c <= QLatin1Char('Z'));
}

/// The name of a variable in braces: "name", "_.name", "_['name']"; empty if it is none.
QString variableIn(const QString& inner)
{
    static const QRegularExpression member(QStringLiteral(R"(^_\[\s*['"]([^'"\]]+)['"]\s*\]$)"));
    static const QRegularExpression plain(QStringLiteral(R"(^(?:_\.)?([\w][\w .$-]*)$)"),
                                          QRegularExpression::UseUnicodePropertiesOption);
    if (const auto match = member.match(inner); match.hasMatch()) {
        return match.captured(1);
    }
    const auto match = plain.match(inner);
    return match.hasMatch() ? match.captured(1) : QString();
}

} // namespace

QString variableNameFor(const QString& foreign)
{
    QString name;
    for (const QChar c : foreign.trimmed()) {
        const bool allowed = isLatinLetter(c) || (c >= QLatin1Char('0') && c <= QLatin1Char('9')) ||
                             QStringLiteral("-_.").contains(c);
        name += allowed ? c : QLatin1Char('_');
    }
    return name.isEmpty() || !isLatinLetter(name.front()) ? QLatin1String("v_") + name : name;
}

QString templateFor(const QString& variable)
{
    const QLatin1String prefix =
        isOwnFunction(variable) ? QLatin1String("env.") : QLatin1String("");
    return QLatin1String("{{") + prefix + variable + QLatin1String("}}");
}

QString withOwnTemplates(const QString& foreign, const std::function<void(const QString&)>& unknown)
{
    constexpr qsizetype LongestTemplate = 1000;
    const QLatin1String open("{{");
    QString own;
    qsizetype at = 0;
    for (qsizetype start = foreign.indexOf(open); start >= 0; start = foreign.indexOf(open, at)) {
        own += QStringView(foreign).mid(at, start - at);
        at = start + open.size();
        const QStringView rest = QStringView(foreign).mid(at, LongestTemplate);
        const qsizetype end = rest.indexOf(QLatin1String("}}"));
        const QString inner = end < 0 ? QString() : rest.left(end).toString().trimmed();
        const QString variable = variableIn(inner);
        if (functions().contains(inner)) {
            own += functions().value(inner);
        } else if (!variable.isEmpty()) {
            own += templateFor(variableNameFor(variable));
        } else {
            if (!inner.isEmpty() && inner.startsWith(QLatin1Char('$'))) {
                unknown(inner);
            }
            own += QLatin1String("\\{{");
            continue; // the text behind the braces stays
        }
        at += end + 2;
    }
    return own += QStringView(foreign).mid(at);
}

} // namespace framescope::collection

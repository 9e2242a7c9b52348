// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/error_text.h"

#include "base/text/qt_string.h"

#include <algorithm>

namespace framescope::ui {

namespace {

bool beginsWithName(const QString& text, const QStringList& names)
{
    const QString first = text.section(QLatin1Char(' '), 0, 0);
    const bool isWord =
        std::all_of(first.begin(), first.end(), [](QChar c) { return c.isLower() || c == '\''; });
    return !isWord || names.contains(first);
}

} // namespace

QString sentence(const QString& text, const QStringList& names)
{
    QString made = text.trimmed();
    if (made.isEmpty()) {
        return made;
    }
    if (!beginsWithName(made, names)) {
        made[0] = made[0].toUpper();
    }
    const QChar end = made.back();
    return end.isPunct() && end != ')' && end != '"' && end != '\'' ? made : made + '.';
}

QString errorText(const Error& error)
{
    const QString what = toQString(error.what);
    const QString told = error.where.empty()
                             ? sentence(what)
                             : sentence(QStringLiteral("%1: %2").arg(toQString(error.where), what),
                                        {toQString(error.where) + QLatin1Char(':')});
    QString hint = sentence(toQString(error.hint));
    if (const qsizetype question = hint.indexOf(QLatin1String("? ")); question >= 0) {
        hint[question + 2] = hint[question + 2].toUpper(); // "Did you mean a? Understood here: …"
    }
    return hint.isEmpty() ? told : told + QLatin1Char(' ') + hint;
}

} // namespace framescope::ui

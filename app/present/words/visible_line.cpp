// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/words/visible_line.h"

#include "base/text/qt_string.h"
#include "base/text/visible_text.h"

#include <algorithm>

namespace framescope::present {

namespace {

bool isPlain(const QString& text)
{
    return std::all_of(text.begin(), text.end(),
                       [](QChar c) { return c.unicode() >= 0x20 && c.unicode() < 0x7F; });
}

} // namespace

QString visibleLine(const QString& text)
{
    return isPlain(text) ? text : toQString(visibleText(text.toStdString()));
}

QString visibleLines(const QString& text)
{
    if (isPlain(text)) {
        return text;
    }
    QString lines = text;
    lines.replace(QLatin1String("\r\n"), QLatin1String("\n")); // a label shows a box for CR
    return toQString(framescope::visibleLines(lines.toStdString()));
}

} // namespace framescope::present

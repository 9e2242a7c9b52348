// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/visible_line.h"

#include "base/visible_text.h"

#include <algorithm>

namespace framescope::present {

namespace {

enum class Breaks { AsArrows, Stay };

QString shown(char32_t character, Breaks breaks)
{
    switch (character) {
    case '\n':
        return breaks == Breaks::Stay ? QStringLiteral("\n") : QStringLiteral("\u21B5");
    case '\r':
        return QStringLiteral("\u2190");
    case '\t':
        return breaks == Breaks::Stay ? QStringLiteral("\t") : QStringLiteral("\u21E5");
    case 0x7F:
        return QStringLiteral("\u2421");
    default:
        break;
    }
    if (character < 0x20) {
        return QChar(static_cast<char16_t>(0x2400 + character));
    }
    return isInvisible(character) ? QString::fromStdString(escapeOf(character))
                                  : QStringView(QChar::fromUcs4(character)).toString();
}

QString visible(const QString& text, Breaks breaks)
{
    const auto isPlain = [](QChar c) { return c.unicode() >= 0x20 && c.unicode() < 0x7F; };
    if (std::all_of(text.begin(), text.end(), isPlain)) {
        return text;
    }
    QString line;
    for (const char32_t character : text.toUcs4()) {
        line += shown(character, breaks);
    }
    return line;
}

} // namespace

QString visibleLine(const QString& text)
{
    return visible(text, Breaks::AsArrows);
}

QString visibleLines(const QString& text)
{
    return visible(text, Breaks::Stay);
}

} // namespace framescope::present

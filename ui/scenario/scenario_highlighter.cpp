// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenario/scenario_highlighter.h"

#include "ui/composer/edit/template_ranges.h"
#include "ui/style/colours.h"

#include <algorithm>

namespace framescope::ui {

namespace {

constexpr qsizetype LongestColoured = 16 * 1024;
/// The state of a block is the depth of braces behind it; from this on it is a text of several
/// lines, with the indent of its key added.
constexpr int TextState = 10'000;

qsizetype endOfQuoted(const QString& text, qsizetype at)
{
    const QChar quote = text[at];
    for (++at; at < text.size() && text[at] != quote; ++at) {
        at += quote == QLatin1Char('"') && text[at] == QLatin1Char('\\') ? 1 : 0;
    }
    return std::min(at + 1, text.size());
}

bool isColon(const QString& text, qsizetype at)
{
    return at < text.size() && text[at] == QLatin1Char(':') &&
           (at + 1 == text.size() || text[at + 1].isSpace());
}

bool isComment(const QString& text, qsizetype at)
{
    return text[at] == QLatin1Char('#') && (at == 0 || text[at - 1].isSpace());
}

/// The end of a text without quotation marks.
qsizetype endOfPlain(const QString& text, qsizetype at, int depth)
{
    while (at < text.size() && !isColon(text, at) && !isComment(text, at) &&
           !(depth > 0 && QStringLiteral(",]}").contains(text[at]) &&
             !text.mid(at, 2).startsWith(QLatin1String("}}")))) {
        const bool begins = text.mid(at, 2) == QLatin1String("{{");
        const qsizetype end = begins ? text.indexOf(QLatin1String("}}"), at) : -1;
        at = end < 0 ? at + 1 : end + 2;
    }
    return at;
}

bool isLiteral(const QString& word)
{
    return word == QLatin1String("true") || word == QLatin1String("false") ||
           word == QLatin1String("null") || word == QLatin1String("none");
}

} // namespace

void ScenarioHighlighter::highlightBlock(const QString& text)
{
    const style::Colours& colours = style::colours();
    int depth = std::max(previousBlockState(), 0);
    qsizetype at = 0;
    while (at < text.size() && text[at] == QLatin1Char(' ')) {
        ++at;
    }
    if (depth >= TextState) {
        const bool goesOn = at == text.size() || at > depth - TextState;
        if (goesOn) {
            setCurrentBlockState(depth);
            setFormat(0, static_cast<int>(text.size()), colours.string);
            highlightTemplates(text);
            return;
        }
        depth = 0;
    }
    const qsizetype indent = at;
    while (at < text.size() && text.size() <= LongestColoured) {
        const QChar sign = text[at];
        if (isComment(text, at)) {
            setFormat(static_cast<int>(at), static_cast<int>(text.size() - at), colours.muted);
            break;
        }
        const bool opens = sign == QLatin1Char('{') || sign == QLatin1Char('[');
        const bool closes = sign == QLatin1Char('}') || sign == QLatin1Char(']');
        if (opens || closes || sign == QLatin1Char(',') || sign.isSpace()) {
            depth = std::max(0, depth + (opens ? 1 : closes ? -1 : 0));
            ++at;
        } else if (depth == 0 && sign == QLatin1Char('-') &&
                   (at + 1 == text.size() || text[at + 1].isSpace())) {
            ++at;
        } else {
            at = highlightScalar(text, at, depth);
        }
    }
    const bool beginsText =
        depth == 0 && (text.endsWith(QLatin1String(": |")) || text.endsWith(QLatin1String(": >")));
    setCurrentBlockState(beginsText ? TextState + static_cast<int>(indent) : depth);
    highlightTemplates(text);
}

/// Colours a key or value that begins there, and returns its end.
qsizetype ScenarioHighlighter::highlightScalar(const QString& text, qsizetype at, int depth)
{
    const style::Colours& colours = style::colours();
    const qsizetype begin = at;
    const bool quoted = text[at] == QLatin1Char('"') || text[at] == QLatin1Char('\'');
    at = quoted ? endOfQuoted(text, at) : std::max(endOfPlain(text, at, depth), at + 1);
    const auto paint = [this, begin, at](const QColor& colour) {
        setFormat(static_cast<int>(begin), static_cast<int>(at - begin), colour);
    };
    const QString word = text.mid(begin, at - begin).trimmed();
    bool isNumber = false;
    word.toDouble(&isNumber);
    if (isColon(text, at)) {
        paint(colours.key);
        return at + 1;
    }
    if (quoted) {
        paint(colours.string);
    } else if (isNumber) {
        paint(colours.number);
    } else if (isLiteral(word)) {
        paint(colours.literal);
    }
    return at;
}

void ScenarioHighlighter::highlightTemplates(const QString& text)
{
    const style::Colours& colours = style::colours();
    QTextCharFormat format;
    for (const TemplateRange& found : templateRanges(text)) {
        format.setForeground(found.closed ? colours.accentInk : colours.warning);
        format.setBackground(found.closed ? colours.infoFill : colours.warningFill);
        setFormat(static_cast<int>(found.at), static_cast<int>(found.length), format);
    }
}

} // namespace framescope::ui

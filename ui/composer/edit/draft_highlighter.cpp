// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/edit/draft_highlighter.h"

#include "ui/composer/edit/template_ranges.h"
#include "ui/style/colours.h"

namespace framescope::ui {

namespace {

constexpr qsizetype LongestHighlighted = 32 * 1024;

/// The end of a string that begins at `at`, or of the line.
qsizetype endOfString(const QString& text, qsizetype at)
{
    for (++at; at < text.size() && text[at] != QLatin1Char('"'); ++at) {
        at += text[at] == QLatin1Char('\\') ? 1 : 0;
    }
    return std::min(at + 1, text.size());
}

bool isKey(const QString& text, qsizetype end)
{
    while (end < text.size() && text[end].isSpace()) {
        ++end;
    }
    return end < text.size() && text[end] == QLatin1Char(':');
}

bool isWord(QChar sign)
{
    return sign.isLetterOrNumber() || sign == QLatin1Char('-') || sign == QLatin1Char('+') ||
           sign == QLatin1Char('.');
}

} // namespace

DraftHighlighter::DraftHighlighter(QTextDocument* document) : QSyntaxHighlighter(document) {}

void DraftHighlighter::setSyntax(Syntax syntax)
{
    if (syntax != syntax_) {
        syntax_ = syntax;
        rehighlight();
    }
}

void DraftHighlighter::highlightBlock(const QString& text)
{
    if (text.size() > LongestHighlighted) {
        return;
    }
    if (syntax_ == Syntax::Json) {
        highlightJson(text);
    }
    highlightTemplates(text);
}

void DraftHighlighter::highlightJson(const QString& text)
{
    const style::Colours& colours = style::colours();
    const auto paint = [this](qsizetype from, qsizetype to, const QColor& colour) {
        setFormat(static_cast<int>(from), static_cast<int>(to - from), colour);
    };
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype begin = at;
        if (text[at] == QLatin1Char('"')) {
            at = endOfString(text, at);
            paint(begin, at, isKey(text, at) ? colours.key : colours.string);
        } else if (isWord(text[at])) {
            while (at < text.size() && isWord(text[at])) {
                ++at;
            }
            paint(begin, at, text[begin].isLetter() ? colours.literal : colours.number);
        } else {
            ++at;
        }
    }
}

void DraftHighlighter::highlightTemplates(const QString& text)
{
    const style::Colours& colours = style::colours();
    QTextCharFormat format;
    for (const TemplateRange& found : templateRanges(text)) {
        format.setForeground(found.closed ? colours.accentInk : colours.warning);
        format.setBackground(found.closed ? colours.infoFill : colours.warningFill);
        format.setFontWeight(QFont::DemiBold);
        setFormat(static_cast<int>(found.at), static_cast<int>(found.length), format);
    }
}

} // namespace framescope::ui

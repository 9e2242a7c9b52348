// SPDX-License-Identifier: GPL-3.0-or-later
#include "message/template_reader.h"

#include <algorithm>

namespace framescope::message {

namespace {

constexpr QStringView Opening = u"{{";
constexpr QStringView Closing = u"}}";

bool isAt(QStringView text, qsizetype at, QStringView part)
{
    return text.mid(at, part.size()) == part;
}

/// Whether an odd number of backslashes is before `at`: an even number is backslashes of the text.
bool isEscaped(QStringView text, qsizetype at)
{
    qsizetype begin = at;
    while (begin > 0 && text[begin - 1] == u'\\') {
        --begin;
    }
    return (at - begin) % 2 != 0;
}

} // namespace

std::optional<TemplateReader::Piece> TemplateReader::next()
{
    if (at_ >= text_.size()) {
        return std::nullopt;
    }
    const qsizetype opening = text_.indexOf(Opening, std::max(at_, literalEnd_));
    if (opening < 0) {
        return literalUpTo(text_.size(), text_.size());
    }
    qsizetype afterBraces = opening + 2;
    while (isAt(text_, afterBraces, u"{")) {
        ++afterBraces; // only the last two open a template
    }
    if (isEscaped(text_, opening)) {
        literalEnd_ = afterBraces;
        return literalUpTo(opening - 1, opening);
    }
    const qsizetype begin = afterBraces - 2;
    return begin > at_ ? literalUpTo(begin, begin) : templateAt(begin);
}

TemplateReader::Piece TemplateReader::literalUpTo(qsizetype end, qsizetype next)
{
    const Piece piece{Piece::Kind::Literal, at_, next - at_, text_.sliced(at_, end - at_)};
    at_ = next;
    return piece;
}

/// The template ends at the braces that close it and not one in its argument.
TemplateReader::Piece TemplateReader::templateAt(qsizetype begin)
{
    qsizetype open = 1;
    qsizetype end = begin + 2;
    while (open > 0 && end < text_.size()) {
        if (isAt(text_, end, Closing)) {
            --open;
            end += 2;
        } else if (isAt(text_, end, Opening) && !isEscaped(text_, end)) {
            ++open;
            end += 2;
        } else {
            ++end;
        }
    }
    const bool closed = open == 0;
    const qsizetype contentEnd = closed ? end - 2 : end;
    at_ = end;
    return {closed ? Piece::Kind::Template : Piece::Kind::Unclosed, begin, end - begin,
            text_.sliced(begin + 2, contentEnd - begin - 2)};
}

} // namespace framescope::message

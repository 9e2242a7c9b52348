// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/edit/template_ranges.h"

#include "message/template_reader.h"

namespace framescope::ui {

std::vector<TemplateRange> templateRanges(QStringView text)
{
    using Kind = message::TemplateReader::Piece::Kind;
    std::vector<TemplateRange> found;
    message::TemplateReader reader(text);
    while (const auto piece = reader.next()) {
        if (piece->kind != Kind::Literal) {
            found.push_back({piece->begin, piece->length, piece->kind == Kind::Template});
        }
    }
    return found;
}

std::optional<QString> withoutTemplates(const QString& text)
{
    const QLatin1String opening("{{");
    QString written;
    qsizetype from = 0;
    for (qsizetype at = text.indexOf(opening); at >= 0; at = text.indexOf(opening, from)) {
        qsizetype before = at;
        while (before > 0 && text[before - 1] == QLatin1Char('\\')) {
            --before;
        }
        if ((at - before) % 2 != 0) {
            return std::nullopt;
        }
        written += text.mid(from, at - from) + QLatin1Char('\\');
        from = at;
        while (from < text.size() && text[from] == QLatin1Char('{')) {
            ++from;
        }
        written += text.mid(at, from - at);
    }
    return written + text.mid(from);
}

} // namespace framescope::ui

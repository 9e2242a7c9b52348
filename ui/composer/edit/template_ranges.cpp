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

} // namespace framescope::ui

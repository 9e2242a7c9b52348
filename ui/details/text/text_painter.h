// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/match/text_pattern.h"
#include "present/payload/byte_pattern.h"
#include "ui/details/text/text_source.h"

#include <QFont>
#include <QPalette>
#include <QRect>
#include <QString>

#include <utility>
#include <vector>

class QPainter;

namespace framescope::ui {

/// Where the cells of rows are painted, in pixels of the viewport.
struct TextGrid
{
    static constexpr int Margin = 10;

    int charWidth = 8;
    int lineHeight = 16;
    int scrolled = 0; ///< pixels scrolled to the right

    int xOf(std::uint32_t column) const
    {
        return Margin + static_cast<int>(column) * charWidth - scrolled;
    }
    int yOf(std::size_t row) const { return Margin / 2 + static_cast<int>(row) * lineHeight; }
    QRect rectOf(std::size_t row, const present::TextCell& cell) const;
};

/// The data that the rows of a text are painted from.
struct TextScene
{
    const std::vector<TextRow>& rows;
    const present::BytePattern& found;
    const std::vector<filter::TextPattern>& sought;
    TextGrid grid;
    QFont font;
    QFont gridFont; ///< each ASCII character as wide as a column
    QPalette palette;
    int width; ///< of the viewport, in pixels
    std::pair<std::uint64_t, std::uint64_t> selection;
    std::optional<std::uint64_t> cursor; ///< none: the text does not have the focus
};

void paintText(QPainter& painter, const TextScene& scene);

/// Returns the sign painted for a cell that is no plain character.
QString signOf(const present::TextCell& cell);
/// Returns a byte in hex: "0a".
QString hexOf(char32_t byte);

} // namespace framescope::ui

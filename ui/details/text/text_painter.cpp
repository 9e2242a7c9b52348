// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/text/text_painter.h"

#include "present/words/character_name.h"
#include "ui/style/colours.h"

#include <QPainter>

#include <algorithm>

namespace framescope::ui {

using present::TextCell;
using Kind = present::TextCell::Kind;

namespace {

enum class Ground : std::uint8_t { None, Sought, Found };

/// Returns the mark of each byte of a row.
std::vector<Ground> groundsOf(const TextScene& scene, const TextRow& row)
{
    std::vector<Ground> grounds(row.bytes.size(), Ground::None);
    const auto mark = [&grounds](std::size_t first, std::size_t count, Ground ground) {
        std::fill_n(grounds.begin() + static_cast<std::ptrdiff_t>(first), count, ground);
    };
    const std::string_view text = asText(row.bytes);
    for (const filter::TextPattern& pattern : scene.sought) {
        for (auto match = pattern.find(text, 0); match;
             match =
                 pattern.find(text, match->position + std::max<std::size_t>(1, match->length))) {
            mark(match->position, match->length, Ground::Sought);
        }
    }
    for (auto match = scene.found.find(row.bytes); match;
         match = scene.found.find(row.bytes, match->offset + match->length)) {
        mark(match->offset, match->length, Ground::Found);
    }
    return grounds;
}

/// Paints the background of marked cells, and over it that of selected cells.
void paintGrounds(QPainter& painter, const TextScene& scene, std::size_t index)
{
    const style::Colours& colours = style::colours(scene.palette);
    const TextRow& row = scene.rows[index];
    const std::vector<Ground> grounds = groundsOf(scene, row);
    const auto [first, count] = scene.selection;
    // While the find bar is used, the selection stays prominent although the field has the focus.
    const bool isActive = scene.cursor || !scene.found.isEmpty();
    const QColor& ground = isActive ? colours.selection : colours.selectionInactive;
    for (const TextCell& cell : row.cells) {
        const std::uint64_t at = row.offset + cell.offset;
        if (at >= first && at - first < count) {
            painter.fillRect(scene.grid.rectOf(index, cell), ground);
        } else if (grounds[cell.offset] != Ground::None) {
            painter.fillRect(scene.grid.rectOf(index, cell), grounds[cell.offset] == Ground::Found
                                                                 ? colours.mark
                                                                 : colours.warningFill);
        }
    }
}

/// Paints the box of an invalid byte, or of a character that is shown by its name.
void paintBox(QPainter& painter, const TextScene& scene, const QRect& rect, const TextCell& cell)
{
    const style::Colours& colours = style::colours(scene.palette);
    painter.setFont(scene.font);
    const bool bad = cell.kind == Kind::Invalid;
    painter.setPen(bad ? colours.bad : colours.muted);
    painter.setBrush(bad ? colours.badFill : colours.base);
    painter.drawRect(rect.adjusted(1, 1, -3, -3));
    painter.drawText(rect.adjusted(0, -1, -1, -1), Qt::AlignCenter, signOf(cell));
}

void paintCharacters(QPainter& painter, const TextScene& scene, std::size_t index)
{
    const style::Colours& colours = style::colours(scene.palette);
    const auto& cells = scene.rows[index].cells;
    const int ascent = painter.fontMetrics().ascent() + 1;
    QString run;
    QRect place;
    bool isAscii = true;
    const auto flush = [&] {
        if (!run.isEmpty()) {
            painter.setFont(isAscii ? scene.gridFont : scene.font);
            painter.drawText(place.left(), place.top() + ascent, run);
            run.clear();
        }
    };
    painter.setFont(scene.font);
    for (const TextCell& cell : cells) {
        const QRect rect = scene.grid.rectOf(index, cell);
        if (rect.left() > scene.width) {
            break;
        }
        if (cell.kind != Kind::Character) {
            flush();
            if (rect.right() >= 0 && cell.kind != Kind::Tab && cell.kind != Kind::LineFeed) {
                paintBox(painter, scene, rect, cell);
            }
            continue;
        }
        const bool ascii = cell.character < 0x80;
        if (run.isEmpty() || (cell.columns > 0 && (ascii != isAscii || cell.columns == 2))) {
            flush();
            painter.setPen(colours.text);
            place = rect;
            isAscii = ascii;
        }
        if (rect.right() >= 0 || !run.isEmpty()) {
            run += QString::fromUcs4(&cell.character, 1);
        }
    }
    flush();
}

void paintCursor(QPainter& painter, const TextScene& scene, std::uint64_t cursor)
{
    for (std::size_t i = 0; i < scene.rows.size(); ++i) {
        const TextRow& row = scene.rows[i];
        if (cursor < row.offset || cursor > row.end() || (cursor == row.end() && row.endsLine)) {
            continue;
        }
        const auto cell = std::ranges::find_if(
            row.cells, [&](const TextCell& at) { return row.offset + at.offset >= cursor; });
        std::uint32_t column = 0;
        if (cell != row.cells.end()) {
            column = cell->column;
        } else if (!row.cells.empty()) {
            column = row.cells.back().column + row.cells.back().columns;
        }
        painter.fillRect(QRect(scene.grid.xOf(column), scene.grid.yOf(i), 1, scene.grid.lineHeight),
                         style::colours(scene.palette).text);
        return;
    }
}

} // namespace

QRect TextGrid::rectOf(std::size_t row, const TextCell& cell) const
{
    return {xOf(cell.column), yOf(row), std::max(1, int{cell.columns}) * charWidth, lineHeight};
}

void paintText(QPainter& painter, const TextScene& scene)
{
    for (std::size_t i = 0; i < scene.rows.size(); ++i) {
        paintGrounds(painter, scene, i);
        paintCharacters(painter, scene, i);
    }
    if (scene.cursor) {
        paintCursor(painter, scene, *scene.cursor);
    }
}

QString hexOf(char32_t byte)
{
    return QStringLiteral("%1").arg(static_cast<uint>(byte), 2, 16, QLatin1Char('0'));
}

QString signOf(const TextCell& cell)
{
    switch (cell.kind) {
    case Kind::Named:
        return present::characterName(cell.character);
    case Kind::Invalid:
        return hexOf(cell.character);
    case Kind::Tab:
        return QStringLiteral("\t");
    case Kind::LineFeed:
        return {};
    case Kind::Character:
        break;
    }
    return QString::fromUcs4(&cell.character, 1);
}

} // namespace framescope::ui

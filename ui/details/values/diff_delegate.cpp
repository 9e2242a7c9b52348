// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/values/diff_delegate.h"

#include "present/values/diff_model.h"
#include "ui/style/colours.h"

#include <QApplication>
#include <QPainter>
#include <QPoint>

namespace framescope::ui {

using codec::Change;
using present::DiffModel;

namespace {

constexpr int Padding = 4;

QString signOf(Change change)
{
    switch (change) {
    case Change::Inside:
        return QStringLiteral("~");
    case Change::Changed:
        return QStringLiteral("≠");
    case Change::Added:
        return QStringLiteral("+");
    case Change::Removed:
        return QStringLiteral("−");
    default:
        return {};
    }
}

const QColor& inkOf(Change change, const style::Colours& colours)
{
    switch (change) {
    case Change::Changed:
        return colours.warning;
    case Change::Added:
        return colours.good;
    case Change::Removed:
        return colours.bad;
    case Change::Inside:
        return colours.muted;
    default:
        return colours.text;
    }
}

/// Returns the background of a cell whose value is missing or different on the other side.
QColor fillOf(Change change, int column, const style::Colours& colours)
{
    if (column == DiffModel::PlaceColumn || change <= Change::Inside) {
        return {};
    }
    if (change == Change::Changed) {
        return colours.warningFill;
    }
    const bool isThere = (change == Change::Added) == (column == DiffModel::RightColumn);
    return !isThere ? QColor() : change == Change::Added ? colours.infoFill : colours.badFill;
}

int signWidth(const QFontMetrics& metrics)
{
    return metrics.horizontalAdvance(QStringLiteral("≠")) + Padding;
}

/// Marks the part of a text that differs, unless that is all of it.
void paintMark(QPainter& painter, const QRect& area, const QModelIndex& index,
               const QFontMetrics& metrics, const QColor& colour)
{
    const QPoint mark = index.data(DiffModel::MarkRole).toPoint();
    const QString text = index.data().toString();
    if (mark.y() <= 0 || mark.y() == text.size()) {
        return;
    }
    const int left = area.left() + metrics.horizontalAdvance(text.left(mark.x()));
    const int width = metrics.horizontalAdvance(text.mid(mark.x(), mark.y()));
    painter.fillRect(QRect(left, area.top() + 1, width, area.height() - 2).intersected(area),
                     colour);
}

} // namespace

void DiffDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const style::Colours& colours = style::colours(item.palette);
    const auto change = static_cast<Change>(index.data(DiffModel::ChangeRole).toInt());
    const bool isPlace = index.column() == DiffModel::PlaceColumn;
    item.text.clear();
    const QStyle& look = *(item.widget ? item.widget->style() : QApplication::style());
    look.drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);

    painter->save();
    const bool selected = (item.state & QStyle::State_Selected) != 0;
    const QColor fill = fillOf(change, index.column(), colours);
    if (fill.isValid() && !selected) {
        painter->fillRect(item.rect, fill);
    }
    QRect area = item.rect.adjusted(Padding, 0, -Padding, 0);
    painter->setFont(item.font);
    const QColor& ink = change == Change::Same && isPlace ? colours.muted : inkOf(change, colours);
    painter->setPen(change == Change::Inside && !isPlace ? colours.muted : ink);
    if (isPlace) {
        painter->drawText(area, Qt::AlignLeft | Qt::AlignVCenter, signOf(change));
        area.setLeft(area.left() + signWidth(item.fontMetrics));
        painter->setPen(change == Change::Same ? colours.muted : colours.text);
    } else {
        paintMark(*painter, area, index, item.fontMetrics, colours.mark);
        if (change == Change::Changed) {
            painter->setPen(colours.text);
        }
    }
    const QString text =
        item.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, area.width());
    painter->drawText(area, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text);
    painter->restore();
}

QSize DiffDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QSize size = QStyledItemDelegate::sizeHint(option, index);
    return {size.width() + signWidth(option.fontMetrics), size.height()};
}

} // namespace framescope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/table/timeline_delegate.h"

#include "present/rows/timeline_model.h"
#include "present/words/visible_line.h"
#include "ui/style/colours.h"
#include "ui/style/fonts.h"
#include "ui/style/icons.h"
#include "ui/timeline/table/row_signs.h"

#include <QApplication>
#include <QPainter>
#include <QtMath>

#include <map>

namespace framescope::ui {

namespace {

using present::TimelineModel;
using present::Tone;
using timeline::Entry;

constexpr int CellMargin = 8;
constexpr int IconGap = 5;
constexpr int RowPadding = 9;

Tone toneOf(const QModelIndex& index)
{
    return index.data(TimelineModel::ToneRole).value<Tone>();
}

void drawText(QPainter* painter, const QRect& rect, const QString& text, Qt::Alignment alignment)
{
    const QString elided = painter->fontMetrics().elidedText(text, Qt::ElideRight, rect.width());
    painter->drawText(rect, static_cast<int>(alignment | Qt::AlignVCenter | Qt::TextSingleLine),
                      elided);
}

} // namespace

TimelineDelegate::TimelineDelegate(QObject* parent)
    : QStyledItemDelegate(parent), text_(QApplication::font()), payload_(style::payloadFont())
{
}

void TimelineDelegate::setFonts(const QFont& text, const QFont& payload)
{
    text_ = text;
    payload_ = payload;
    badges_.clear();
}

int TimelineDelegate::rowHeight() const
{
    return std::max(QFontMetrics(text_).height(), QFontMetrics(payload_).height()) + RowPadding;
}

int TimelineDelegate::columnWidth(int column) const
{
    const std::map<int, const char*> widest{
        {TimelineModel::Number, "9,999"},
        {TimelineModel::Time, "99.999999"},
        {TimelineModel::Delta, "59:59 min"},
        {TimelineModel::Connection, "Conn"},
        {TimelineModel::Dir, namesSides_ ? "server" : "out"},
        {TimelineModel::Type, "connecting"},
        {TimelineModel::Size, "9,999 B"},
    };
    const auto found = widest.find(column);
    return found == widest.end() ? 200
                                 : widthOf(QLatin1String(found->second), column) +
                                       (column == TimelineModel::Connection ? CellMargin : 0);
}

int TimelineDelegate::widthOf(const QString& text, int column) const
{
    const bool words = column == TimelineModel::Dir || column == TimelineModel::Type;
    // Rounded up: a missing fraction of a pixel would elide the text.
    const int advance = qCeil(QFontMetricsF(words ? text_ : payload_).horizontalAdvance(text)) + 1;
    return advance + 2 * CellMargin + (words ? SignSize + IconGap + CellMargin : 0);
}

void TimelineDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                             const QModelIndex& index) const
{
    const style::Colours& colours = style::colours(option.palette);
    const bool selected = option.state & QStyle::State_Selected;
    const bool active = option.state & QStyle::State_Active;
    painter->save();
    if (selected) {
        painter->fillRect(option.rect, active ? colours.selection : colours.selectionInactive);
    } else if (index.row() == hoveredRow_) {
        painter->fillRect(option.rect, colours.hover);
    }
    if (index.data(TimelineModel::OtherConnectionRole).toInt() > 0) {
        constexpr int Thickness = 2;
        const QRect& cell = option.rect;
        painter->fillRect(cell.left(), cell.top(), cell.width(), Thickness, colours.borderStrong);
    }
    switch (index.column()) {
    case TimelineModel::Dir:
        paintDirection(painter, option.rect, index);
        break;
    case TimelineModel::Type:
        paintType(painter, option.rect, index);
        break;
    case TimelineModel::Preview:
        paintPreview(painter, option.rect, index, option.palette);
        break;
    default: {
        const bool quiet = index.column() != TimelineModel::Size;
        painter->setFont(payload_);
        painter->setPen(quiet ? colours.muted : colours.text);
        const auto alignment =
            index.data(Qt::TextAlignmentRole).value<Qt::Alignment>() & Qt::AlignHorizontal_Mask;
        drawText(painter, option.rect.adjusted(CellMargin, 0, -CellMargin, 0),
                 index.data().toString(), alignment);
    }
    }
    painter->restore();
}

void TimelineDelegate::paintDirection(QPainter* painter, const QRect& cell,
                                      const QModelIndex& index) const
{
    const int direction = index.data(TimelineModel::DirectionRole).toInt();
    if (direction < 0) {
        return;
    }
    const bool incoming = direction == static_cast<int>(indexOf(Direction::In));
    const bool arrives = incoming != namesSides_; // a server sends what is incoming for a client
    paintBadge(painter, cell,
               {index.data().toString(),
                arrives ? QStringLiteral("arrow-in") : QStringLiteral("arrow-out"),
                incoming ? Tone::Incoming : Tone::Outgoing, false});
}

void TimelineDelegate::paintType(QPainter* painter, const QRect& cell,
                                 const QModelIndex& index) const
{
    const auto type = static_cast<timeline::Type>(index.data(TimelineModel::TypeRole).toInt());
    const Tone tone = toneOf(index);
    const bool filled = !timeline::isLifeCycle(type) || tone == Tone::Bad || tone == Tone::Good;
    paintBadge(painter, cell, {index.data().toString(), style::iconName(type), tone, filled});
}

void TimelineDelegate::paintBadge(QPainter* painter, const QRect& cell, const Badge& badge) const
{
    constexpr int MostBadges = 256;
    const QSize size(cell.width() - CellMargin / 2, cell.height() - 6);
    const qreal ratio = painter->device()->devicePixelRatioF();
    const QString key = badge.text + badge.icon + style::colours().of(badge.tone).name() +
                        QString::number(size.width()) + QLatin1Char('x') +
                        QString::number(size.height() * ratio);
    auto drawn = badges_.find(key);
    if (drawn == badges_.end()) {
        if (badges_.size() >= MostBadges) {
            badges_.clear();
        }
        drawn = badges_.insert(key, drawBadge(size, badge, ratio));
    }
    painter->drawPixmap(cell.left() + CellMargin / 2, cell.top() + 3, *drawn);
}

QPixmap TimelineDelegate::drawBadge(const QSize& size, const Badge& badge, qreal pixelRatio) const
{
    QPixmap pixmap(size * pixelRatio);
    pixmap.setDevicePixelRatio(pixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setFont(text_);
    const QColor color = style::colours().of(badge.tone);
    const QRect all(QPoint(0, 0), size);
    const int left = CellMargin - 2;
    const int wanted = left + SignSize + IconGap + CellMargin +
                       painter.fontMetrics().horizontalAdvance(badge.text);
    const QRect shape = all.adjusted(0, 0, std::min(0, wanted - all.width()), 0);
    if (badge.filled) {
        QColor ground = color;
        ground.setAlphaF(style::isDark(QApplication::palette()) ? 0.16F : 0.10F);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(ground);
        painter.drawRoundedRect(shape, shape.height() / 2.0, shape.height() / 2.0);
    }
    style::icon(badge.icon, style::inkOf(badge.tone)).paint(&painter, signRect(all, left));
    painter.setPen(color);
    drawText(&painter, all.adjusted(left + SignSize + IconGap, 0, 0, 0), badge.text, Qt::AlignLeft);
    return pixmap;
}

void TimelineDelegate::paintPreview(QPainter* painter, QRect cell, const QModelIndex& index,
                                    const QPalette& palette) const
{
    const style::Colours& colours = style::colours(palette);
    const Tone tone = toneOf(index);
    const int flags = index.data(TimelineModel::FlagsRole).toInt();
    cell.adjust(CellMargin, 0, -CellMargin, 0);
    cell.setLeft(paintRowSigns(painter, cell, index, colours));
    const int severity = index.data(TimelineModel::SeverityRole).toInt();
    if (severity >= 0) {
        const bool error = severity == static_cast<int>(wire::Severity::Error);
        const bool info = severity == static_cast<int>(wire::Severity::Info);
        style::icon(info ? QStringLiteral("info") : QStringLiteral("warning"),
                    error  ? style::Ink::Bad
                    : info ? style::Ink::Muted
                           : style::Ink::Warning)
            .paint(painter, signRect(cell, cell.left()));
        cell.setLeft(cell.left() + SignSize + IconGap + 2);
    }
    const auto type = static_cast<timeline::Type>(index.data(TimelineModel::TypeRole).toInt());
    const bool data = !timeline::isLifeCycle(type) && !timeline::isControl(type);
    const bool placeholder = index.data(TimelineModel::PlaceholderRole).toBool();
    QFont font = timeline::isLifeCycle(type) || placeholder ? text_ : payload_;
    font.setItalic(placeholder);
    QString text = index.data().toString();
    if ((flags & Entry::Incomplete) != 0) {
        text += QStringLiteral("  (cut off)");
    }
    painter->setFont(text_);
    const auto paintLast = [&](const QString& said, const QColor& color) {
        if (!said.isEmpty()) {
            cell =
                paintAtEnd(painter, cell, said, color, QFontMetrics(font).horizontalAdvance(text));
        }
    };
    const QString broken = index.data(TimelineModel::ContractRole).toString();
    paintLast(present::visibleLine(broken), colours.bad);
    const QString note = index.data(TimelineModel::NoteRole).toString().simplified();
    paintLast(present::visibleLine(note), colours.warning);
    if (const int other = index.data(TimelineModel::OtherConnectionRole).toInt(); other != 0) {
        paintLast(tr("connection %1").arg(other), colours.muted);
    }
    painter->setFont(font);
    painter->setPen(placeholder                            ? colours.muted
                    : tone == Tone::Bad                    ? colours.bad
                    : data || type == timeline::Type::Note ? colours.text
                                                           : colours.muted);
    if (!placeholder) {
        for (const RowHits* hits : {&hits_, &found_}) {
            paintHits(painter, cell, text, *hits, colours.mark);
        }
    }
    drawText(painter, cell, text, Qt::AlignLeft);
}

void TimelineDelegate::paintHits(QPainter* painter, const QRect& cell, const QString& text,
                                 const RowHits& hits, const QColor& ground)
{
    constexpr int Inset = 3;
    if (hits.empty()) {
        return;
    }
    const QFontMetrics metrics = painter->fontMetrics();
    for (const auto& [begin, length] : hits.in(text)) {
        const int left = cell.left() + metrics.horizontalAdvance(text, begin);
        if (left > cell.right()) {
            break;
        }
        const int right = cell.left() + metrics.horizontalAdvance(text, begin + length);
        painter->fillRect(QRect(left, cell.top() + Inset, right - left, cell.height() - 2 * Inset)
                              .intersected(cell),
                          ground);
    }
}

} // namespace framescope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/statistics/series_look.h"

#include "ui/style/colours.h"

namespace framescope::ui {

namespace {

constexpr double LineWidth = 1.6;

} // namespace

QPen SeriesLook::pen() const
{
    QPen pen(color, LineWidth, line, Qt::FlatCap, Qt::RoundJoin);
    pen.setCosmetic(true);
    return pen;
}

SeriesLook lookOf(present::Grouping grouping, int key, const style::Colours& colours)
{
    if (grouping == present::Grouping::Direction) {
        const bool in = key % 2 == 0;
        const QColor color = in ? colours.incoming : colours.outgoing;
        if (key >= 2) {
            return {color, Qt::DotLine, Qt::Dense5Pattern};
        }
        return {color, in ? Qt::SolidLine : Qt::DashLine, in ? Qt::SolidPattern : Qt::BDiagPattern};
    }
    switch (static_cast<present::MessageType>(key)) {
    case present::MessageType::Text:
        return {colours.key, Qt::SolidLine, Qt::SolidPattern};
    case present::MessageType::Binary:
        return {colours.number, Qt::DashLine, Qt::BDiagPattern};
    case present::MessageType::Ping:
        return {colours.control, Qt::DotLine, Qt::Dense4Pattern};
    case present::MessageType::Pong:
        return {colours.good, Qt::DashDotLine, Qt::FDiagPattern};
    case present::MessageType::Close:
        return {colours.bad, Qt::DashDotDotLine, Qt::CrossPattern};
    case present::MessageType::Other:
        break;
    }
    return {colours.muted, Qt::SolidLine, Qt::DiagCrossPattern};
}

} // namespace framescope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/values/json_delegate.h"

#include "present/values/json_tree_model.h"
#include "ui/style/colours.h"

namespace framescope::ui {

namespace {

using codec::JsonOutline;
using present::JsonTreeModel;

const QColor& valueColour(codec::JsonOutline::Kind kind, const style::Colours& colours)
{
    switch (kind) {
    case codec::JsonOutline::Kind::Object:
    case codec::JsonOutline::Kind::Array:
        return colours.muted;
    case codec::JsonOutline::Kind::String:
        return colours.string;
    case codec::JsonOutline::Kind::Number:
        return colours.number;
    default:
        return colours.literal;
    }
}

const QColor& keyColour(const QModelIndex& index, const style::Colours& colours)
{
    if (index.data(JsonTreeModel::DuplicateKeyRole).toBool()) {
        return colours.bad;
    }
    return index.data(JsonTreeModel::IsMemberRole).toBool() ? colours.key : colours.muted;
}

} // namespace

void JsonDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const style::Colours& colours = style::colours(option->palette);
    const auto kind =
        static_cast<codec::JsonOutline::Kind>(index.data(JsonTreeModel::KindRole).toInt());
    const QColor& colour = index.column() == JsonTreeModel::KeyColumn ? keyColour(index, colours)
                           : index.column() == JsonTreeModel::ValueColumn
                               ? valueColour(kind, colours)
                               : colours.muted;
    for (const auto role : {QPalette::Text, QPalette::HighlightedText}) {
        option->palette.setColor(role, colour);
    }
}

} // namespace framescope::ui

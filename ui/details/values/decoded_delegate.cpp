// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/values/decoded_delegate.h"

#include "present/values/decoding_model.h"
#include "ui/style/colours.h"

namespace framescope::ui {

void DecodedDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    JsonDelegate::initStyleOption(option, index);
    if (index.column() == present::DecodingModel::TypeColumn) {
        const QColor& colour = style::colours(option->palette).muted;
        option->palette.setColor(QPalette::Text, colour);
        option->palette.setColor(QPalette::HighlightedText, colour);
    }
}

} // namespace framescope::ui

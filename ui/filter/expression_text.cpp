// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/expression_text.h"

#include "base/qt_string.h"

#include <algorithm>

namespace framescope::ui {

ExpressionText::ExpressionText(const QString& text) : text_(text), bytes_(text.toUtf8()) {}

std::size_t ExpressionText::byteAt(int position) const
{
    return static_cast<std::size_t>(QStringView(text_).left(position).toUtf8().size());
}

int ExpressionText::positionOf(std::size_t byte) const
{
    const auto count = std::min(static_cast<qsizetype>(byte), bytes_.size());
    return static_cast<int>(
        toQString({bytes_.constData(), static_cast<std::size_t>(count)}).size());
}

} // namespace framescope::ui

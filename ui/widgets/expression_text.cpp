// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/expression_text.h"

#include <algorithm>

namespace framescope::ui {

ExpressionText::ExpressionText(const QString& text) : text_(text), bytes_(text.toUtf8())
{
    if (bytes_.size() == text_.size()) {
        return; // ASCII
    }
    int next = 0;
    positions_.reserve(static_cast<std::size_t>(bytes_.size()) + 1);
    for (const char byte : bytes_) {
        const auto lead = static_cast<unsigned char>(byte);
        positions_.push_back(next);
        next += lead >= 0xF0 ? 2 : (lead & 0xC0) == 0x80 ? 0 : 1;
    }
    positions_.push_back(next);
}

std::size_t ExpressionText::byteAt(int position) const
{
    return static_cast<std::size_t>(QStringView(text_).left(position).toUtf8().size());
}

int ExpressionText::positionOf(std::size_t byte) const
{
    const auto at = std::min(byte, static_cast<std::size_t>(bytes_.size()));
    return positions_.empty() ? static_cast<int>(at) : positions_[at];
}

} // namespace framescope::ui

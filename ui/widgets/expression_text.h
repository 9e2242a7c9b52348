// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <cstddef>
#include <string_view>
#include <vector>

namespace framescope::ui {

/// Converts positions in an expression between the filter language (bytes of UTF-8) and a text
/// field (UTF-16 units).
class ExpressionText
{
public:
    explicit ExpressionText(const QString& text);

    std::string_view bytes() const
    {
        return {bytes_.constData(), static_cast<std::size_t>(bytes_.size())};
    }
    std::size_t byteAt(int position) const;
    int positionOf(std::size_t byte) const;

private:
    QString text_;
    QByteArray bytes_;
    std::vector<int> positions_; ///< UTF-16 position of each byte; empty for ASCII
};

} // namespace framescope::ui

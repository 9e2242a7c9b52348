// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/text/qt_string.h"
#include "message/content.h"

#include <QByteArray>

#include <algorithm>
#include <utility>

namespace framescope::message {

/// Content that is in memory: text that may not be UTF-8, for instance.
class BytesContent final : public Content
{
public:
    explicit BytesContent(QByteArray bytes) : bytes_(std::move(bytes)) {}

    std::uint64_t size() const override { return viewOf(bytes_).size(); }

    Result<std::size_t> read(MutableByteView into) override
    {
        const ByteView left = viewOf(bytes_).subspan(at_);
        const std::size_t count = std::min(left.size(), into.size());
        std::copy_n(left.begin(), count, into.begin());
        at_ += count;
        return count;
    }

private:
    QByteArray bytes_;
    std::size_t at_ = 0;
};

} // namespace framescope::message

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <functional>
#include <string>
#include <string_view>

namespace framescope::transcript {

/// Takes the output of an export, piece by piece. After an error it is not called again.
using ExportSink = std::function<Result<void>(std::string_view)>;

/// Collects output and passes it to the sink in large pieces, so that memory does not grow with the
/// export.
class ExportOutput
{
public:
    explicit ExportOutput(ExportSink sink) : sink_(std::move(sink)) {}

    /// Text to append to. Call `written` afterwards, which passes the text on if there is much.
    std::string& buffer() { return buffer_; }
    Result<void> written() { return buffer_.size() < Much ? Result<void>() : flush(); }
    Result<void> flush()
    {
        auto taken = sink_(buffer_);
        buffer_.clear();
        return taken;
    }

private:
    static constexpr std::size_t Much = 256 * 1024;

    ExportSink sink_;
    std::string buffer_;
};

} // namespace framescope::transcript

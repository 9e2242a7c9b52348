// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/event_record.h"

#include <cstddef>
#include <optional>
#include <string>

namespace framescope::transcript {

/// Events as lines in columns: number, seconds, connection (if there are several), direction (-> to
/// the server, <- from it), type, length, content, violated rules.
class TextWriter
{
public:
    struct Options
    {
        bool connections = false;         ///< show the column
        std::optional<std::size_t> width; ///< content is cut to keep lines this short
    };
    explicit TextWriter(Options options) : options_(options) {}

    /// Only the start of a payload is shown.
    bool cuts() const { return options_.width.has_value(); }

    /// Appends a line.
    void append(std::string& to, const timeline::EventRecord& record) const;
    /// Appends the columns before the content.
    void appendColumns(std::string& to, const timeline::EventRecord& record) const;

private:
    Options options_;
};

} // namespace framescope::transcript

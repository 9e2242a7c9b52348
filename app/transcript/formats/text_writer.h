// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/event_record.h"

#include <cstddef>
#include <optional>
#include <string>

namespace framescope::transcript {

/// Events as lines for people, in columns: number, seconds, connection (where there are
/// several), direction (-> to the server, <- from it), type, length, content, broken rules.
class TextWriter
{
public:
    struct Options
    {
        bool connections = false;         ///< show the column
        std::optional<std::size_t> width; ///< content is cut so that lines are not longer
    };
    explicit TextWriter(Options options) : options_(options) {}

    /// The start of a payload is all that is shown of it.
    bool cuts() const { return options_.width.has_value(); }

    /// Appends a line.
    void append(std::string& to, const timeline::EventRecord& record) const;
    /// The line without content: what stands before it.
    void appendColumns(std::string& to, const timeline::EventRecord& record) const;

private:
    Options options_;
};

} // namespace framescope::transcript

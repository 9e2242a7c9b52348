// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "timeline/event_record.h"
#include "timeline/stream_reader.h"
#include "timeline/timeline.h"

#include <cstddef>
#include <memory>
#include <string_view>

namespace framescope::filter {

/// What is wrong with an expression, and where in it.
struct Mistake : Error
{
    std::size_t position = 0; ///< in bytes
    std::size_t length = 0;
};

/// An expression that was understood. A value: copies share what they hold, and every const
/// member may be called from any thread.
class Filter
{
public:
    /// Matches all, like the empty expression.
    Filter();

    /// Nothing needs to be read to know that an event matches.
    bool matchesAll() const;

    /// Whether an event matches that is a row of `view`. What can't be read does not match.
    bool matches(const timeline::Timeline& timeline, timeline::StreamReader& reader, EventId id,
                 timeline::View view) const;

private:
    struct Expression;
    friend tl::expected<Filter, Mistake> parse(std::string_view expression);
    explicit Filter(std::shared_ptr<const Expression> expression);

    std::shared_ptr<const Expression> expression_;
};

/// Words side by side, "words in quotes" being one: all must be in the payload, the reason or
/// the detail's text, whatever their case. The empty expression matches all.
tl::expected<Filter, Mistake> parse(std::string_view expression);

} // namespace framescope::filter

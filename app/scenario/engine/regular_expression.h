// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace re2 {
class RE2;
}

namespace framescope::scenario {

/// A regular expression that takes something out of a text.
class RegularExpression
{
public:
    /// As it is written: /…/ or /…/i, or without the slashes.
    static Result<RegularExpression> of(std::string_view expression);

    /// What the first group finds; all that is found if there is no group. Nullopt if nothing is.
    std::optional<std::string> firstGroup(std::string_view text) const;

private:
    std::shared_ptr<const re2::RE2> regex_;
};

} // namespace framescope::scenario

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <memory>
#include <string>
#include <string_view>

namespace re2 {
class RE2;
}

namespace framescope::contract {

/// A regular expression of a schema (ECMA-262). It is found in time that grows with the text alone,
/// so it knows neither look-around nor back-references. Thread-safe.
class Pattern
{
public:
    static Result<Pattern> compile(std::string_view expression);

    bool isIn(std::string_view text) const;
    const std::string& source() const { return source_; }

private:
    std::string source_;
    std::shared_ptr<const re2::RE2> expression_;
};

} // namespace framescope::contract

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace framescope::contract {

/// A regular expression of a schema (ECMA-262). What RE2 knows is found in time that grows with the
/// text alone. Look-around and back-references are left to PCRE2, with limits: a look-behind has a
/// fixed length, a text at most `MostCharacters`, and an expression that once took more than
/// `MostSteps` is not tried again. Thread-safe; copies share their content.
class Pattern
{
public:
    static constexpr int MostCharacters = 10'000;
    static constexpr int MostSteps = 100'000;

    explicit Pattern(std::string_view expression);

    const std::string& source() const { return source_; }
    /// Why the expression can't be used, without a place; nullopt if it can.
    const std::optional<Error>& error() const { return error_; }
    /// Whether it is found anywhere in a text; nullopt if that can't be told.
    std::optional<bool> isIn(std::string_view text) const;

private:
    class Finder;
    class LinearFinder;
    class SteppingFinder;

    std::string source_;
    std::optional<Error> error_;
    std::shared_ptr<const Finder> finder_; ///< null if it can't be used
};

} // namespace framescope::contract

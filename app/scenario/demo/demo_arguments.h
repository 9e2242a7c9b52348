// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

namespace framescope::scenario {

/// A query parameter of a path of the demo server.
struct DemoParameter
{
    std::string_view name;
    std::string_view standard; ///< the default
    std::string_view what;
    std::uint64_t largest = 0; ///< limit of a number; 0: any text
};

/// The query of a request, checked against the parameters of its path. Unknown parameters are
/// ignored, as web servers do.
class DemoArguments
{
public:
    static Result<DemoArguments> parse(std::string_view query,
                                       std::span<const DemoParameter> parameters);

    /// Precondition of the three getters: the path has a parameter of that name and kind.
    std::uint64_t number(std::string_view name) const;
    std::chrono::milliseconds milliseconds(std::string_view name) const;
    const std::string& text(std::string_view name) const { return texts_.find(name)->second; }

private:
    std::map<std::string, std::string, std::less<>> texts_;
};

} // namespace framescope::scenario

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <tl/expected.hpp>

namespace framescope {

/// An error: what went wrong, where (a file, an offset, an address), and a hint what to do about
/// it. `where` and `hint` may be empty.
struct Error
{
    std::string what;
    std::string where;
    std::string hint;

    /// The whole error on one line: "where: what (hint)".
    std::string message() const;
};

template <class T = void>
using Result = tl::expected<T, Error>;

/// An error as a return value: `return failure("cannot open", path, "check the permissions");`
tl::unexpected<Error> failure(std::string what, std::string where = {}, std::string hint = {});

/// The same, with the text of `errno` appended to `what`.
tl::unexpected<Error> systemFailure(std::string what, std::string where = {},
                                    std::string hint = {});

} // namespace framescope

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <tl/expected.hpp>

namespace framescope {

/// What went wrong, where (a file, an offset, an address), and what to do about it.
/// `where` and `hint` may be empty.
struct Error
{
    std::string what;
    std::string where;
    std::string hint;

    /// One readable sentence: "where: what (hint)".
    std::string message() const;
};

template <class T = void>
using Result = tl::expected<T, Error>;

/// `return failure("cannot open", path, "check the permissions");`
tl::unexpected<Error> failure(std::string what, std::string where = {}, std::string hint = {});

/// The same with the text of `errno` appended to `what`.
tl::unexpected<Error> systemFailure(std::string what, std::string where = {},
                                    std::string hint = {});

} // namespace framescope

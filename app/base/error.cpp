// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/error.h"

#include "base/text/clause.h"

#include <cerrno>
#include <system_error>

namespace framescope {

std::string Error::message() const
{
    std::string text;
    if (!where.empty()) {
        text += where + ": ";
    }
    text += what;
    if (!hint.empty()) {
        text += " (" + hint + ")";
    }
    return text;
}

tl::unexpected<Error> failure(std::string what, std::string where, std::string hint)
{
    return tl::unexpected<Error>(Error{std::move(what), std::move(where), std::move(hint)});
}

tl::unexpected<Error> systemFailure(std::string what, std::string where, std::string hint)
{
    const std::string reason = std::generic_category().message(errno);
    return failure(std::move(what) + ": " + asClause(reason), std::move(where), std::move(hint));
}

} // namespace framescope

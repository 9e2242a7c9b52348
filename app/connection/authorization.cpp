// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/authorization.h"

#include "base/text/base64.h"
#include "connection/field_text.h"

#include <algorithm>

namespace framescope::connection {

namespace {

Result<void> checkBasic(const Authorization& basic)
{
    if (basic.user.find(':') != std::string::npos) {
        return failure("it has a colon, which would begin the password (RFC 7617 2)", "user name");
    }
    if (hasControl(basic.user)) {
        return failure("it has a control character, which may not be sent (RFC 7617 2)",
                       "user name");
    }
    if (hasControl(basic.secret)) {
        return failure("it has a control character, which may not be sent (RFC 7617 2)",
                       "password");
    }
    return {};
}

Result<void> checkBearer(const Authorization& bearer)
{
    if (bearer.secret.empty()) {
        return failure("it is empty", "token");
    }
    const bool visible = std::ranges::all_of(bearer.secret, [](char c) {
        return static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) < 0x7F;
    });
    if (!visible) {
        return failure("it has a blank, a control character or a letter beyond ASCII, which no "
                       "token has (RFC 6750 2.1)",
                       "token");
    }
    return {};
}

} // namespace

Result<void> check(const Authorization& authorization)
{
    switch (authorization.scheme) {
    case Authorization::Scheme::Basic:
        return checkBasic(authorization);
    case Authorization::Scheme::Bearer:
        return checkBearer(authorization);
    case Authorization::Scheme::None:
        break;
    }
    return {};
}

std::string headerValue(const Authorization& authorization)
{
    switch (authorization.scheme) {
    case Authorization::Scheme::Basic:
        return basicCredentials(authorization.user, authorization.secret);
    case Authorization::Scheme::Bearer:
        return "Bearer " + authorization.secret;
    case Authorization::Scheme::None:
        break;
    }
    return {};
}

std::string basicCredentials(std::string_view user, std::string_view password)
{
    const std::string credentials = std::string(user) + ':' + std::string(password);
    return "Basic " + toBase64(asBytes(credentials));
}

} // namespace framescope::connection

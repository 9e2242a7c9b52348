// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/cookie.h"

#include "connection/field_text.h"
#include "wire/http/http_token.h"

#include <utility>

namespace framescope::connection {

Result<void> check(const std::vector<Cookie>& cookies)
{
    for (std::size_t i = 0; i < cookies.size(); ++i) {
        const auto& [name, value] = cookies[i];
        const bool hasName =
            !name.empty() && !hasControl(name) && name.find_first_of(" ;,=\"") == std::string::npos;
        if (!hasName) {
            return failure(name.empty() ? "its name is empty"
                                        : "its name has a character that a name may not have",
                           "cookie " + std::to_string(i + 1), TokenHint);
        }
        if (hasControl(value) || value.find(';') != std::string::npos) {
            return failure("its value has a semicolon or a control character, which would end it "
                           "(RFC 6265 5.2)",
                           "cookie " + name, "%3B is a common way to write a semicolon");
        }
        if (wire::trimmed(value) != value) {
            return failure("its value begins or ends with a blank, which a server drops "
                           "(RFC 6265 5.2)",
                           "cookie " + name);
        }
    }
    return {};
}

Result<Cookie> cookieFrom(std::string_view text, std::string where)
{
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) {
        return failure("there is no '=' after the name", std::move(where), "write NAME=VALUE");
    }
    return Cookie{std::string(wire::trimmed(text.substr(0, equals))),
                  std::string(wire::trimmed(text.substr(equals + 1)))};
}

std::string headerValue(const std::vector<Cookie>& cookies)
{
    std::string value;
    for (const Cookie& cookie : cookies) {
        value += (value.empty() ? "" : "; ") + cookie.name + '=' + cookie.value;
    }
    return value;
}

} // namespace framescope::connection

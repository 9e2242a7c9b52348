// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/record/secret_argument.h"

#include "base/bytes.h"
#include "base/file/input_file.h"

#include <cstdlib>
#include <string_view>

namespace framescope::cli {

namespace {

constexpr std::string_view Variable = "env:";

} // namespace

bool isPlaceOfSecret(const std::string& text)
{
    return text.starts_with('@') || text.starts_with(Variable);
}

Result<std::string> secretArgument(const std::string& text, const std::string& option)
{
    constexpr std::uint64_t Largest = 1024 * 1024;
    if (text.starts_with('@')) {
        auto read = readInputFile(text.substr(1), Largest);
        if (!read) {
            Error error = std::move(read).error();
            error.where = option + " " + text;
            return tl::unexpected(std::move(error));
        }
        std::string secret(asText(*read));
        for (const char end : {'\n', '\r'}) {
            if (secret.ends_with(end)) {
                secret.pop_back();
            }
        }
        return secret;
    }
    if (text.starts_with(Variable)) {
        const std::string name = text.substr(Variable.size());
        const char* value = std::getenv(name.c_str());
        return value ? Result<std::string>(value)
                     : failure("the environment has no such variable", option + " " + text);
    }
    return text;
}

} // namespace framescope::cli

// SPDX-License-Identifier: GPL-3.0-or-later
#include "redaction/secret_names.h"

#include <algorithm>
#include <array>

namespace framescope::redaction {

namespace {

// Names in lower case, with only their letters and digits.
constexpr auto Endings = std::to_array<std::string_view>(
    {"authorization", "authentication", "cookie",          "token",     "secret",
     "password",      "passwd",         "passphrase",      "apikey",    "accesskey",
     "secretkey",     "privatekey",     "subscriptionkey", "signature", "credential",
     "credentials",   "sessionid",      "sessionkey",      "assertion", "jwt"});
constexpr auto WholeNames = std::to_array<std::string_view>(
    {"auth", "xauth", "bearer", "key", "otp", "pass", "pwd", "session", "sid", "sig", "ticket"});

/// The name without a number at its end, as in "token2".
std::string_view withoutNumber(std::string_view plain)
{
    return plain.substr(0, plain.find_last_not_of("0123456789") + 1);
}

bool isSecretPlainName(std::string_view plain)
{
    return std::ranges::find(WholeNames, plain) != WholeNames.end() ||
           std::ranges::any_of(
               Endings, [plain](std::string_view ending) { return plain.ends_with(ending); });
}

} // namespace

std::string plainName(std::string_view name)
{
    std::string plain;
    for (const char c : name) {
        if (isLatin(c) || isNumeral(c)) {
            plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    return plain;
}

bool isSecretName(std::string_view name)
{
    const auto isSecret = [](std::string_view part) {
        return isSecretPlainName(withoutNumber(plainName(part)));
    };
    return isSecret(name) || isSecret(name.substr(0, name.find('[')));
}

bool looksLikeCredential(std::string_view token)
{
    constexpr std::size_t Long = 32;
    constexpr std::string_view Kubernetes = "base64url.bearer.";
    if (token.starts_with(Kubernetes) ||
        (token.starts_with(JsonWebToken) && token.find('.') != std::string_view::npos)) {
        return true;
    }
    const auto isOther = [](char c) {
        return std::string_view("-_.~+/=|").find(c) != std::string_view::npos;
    };
    return token.size() >= Long && std::ranges::any_of(token, isNumeral) &&
           std::ranges::any_of(token, isLatin) && std::ranges::all_of(token, [&](char c) {
               return isNumeral(c) || isLatin(c) || isOther(c);
           });
}

} // namespace framescope::redaction

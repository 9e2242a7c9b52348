// SPDX-License-Identifier: GPL-3.0-or-later
#include "redaction/secret_names.h"

#include <algorithm>
#include <array>

namespace framescope::redaction {

namespace {

/// Part of a name in lower case, its letters and digits only.
struct SecretName
{
    std::string_view word;
    bool whole; ///< the name is that word; otherwise it ends with it
};

constexpr auto SecretNames = std::to_array<SecretName>({
    {"authorization", false},
    {"authentication", false},
    {"cookie", false},
    {"token", false},
    {"secret", false},
    {"password", false},
    {"passwd", false},
    {"passphrase", false},
    {"apikey", false},
    {"accesskey", false},
    {"secretkey", false},
    {"privatekey", false},
    {"subscriptionkey", false},
    {"signature", false},
    {"credential", false},
    {"credentials", false},
    {"sessionid", false},
    {"sessionkey", false},
    {"assertion", false},
    {"jwt", false},
    {"auth", true},
    {"xauth", true},
    {"bearer", true},
    {"key", true},
    {"otp", true},
    {"pass", true},
    {"pwd", true},
    {"session", true},
    {"sid", true},
    {"sig", true},
    {"ticket", true},
});

/// Of "token2", the second of several.
std::string_view withoutNumber(std::string_view plain)
{
    return plain.substr(0, plain.find_last_not_of("0123456789") + 1);
}

bool isSecretPlainName(std::string_view plain)
{
    return std::ranges::any_of(SecretNames, [plain](const SecretName& secret) {
        return secret.whole ? plain == secret.word : plain.ends_with(secret.word);
    });
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/compression.h"

#include "connection/field_text.h"
#include "wire/deflate.h"
#include "wire/http/http_token.h"

#include <algorithm>

namespace framescope::connection {

namespace {

constexpr const char* Name = "permessage-deflate";
constexpr const char* Where = "permessage-deflate";
constexpr const char* Hint =
    "the parameters are server_no_context_takeover, client_no_context_takeover, "
    "server_max_window_bits=8 to 15, and client_max_window_bits with or without =8 to 15";

Result<void> checkBits(std::optional<int> bits, const char* name, bool mayBeBare)
{
    constexpr int Least = 8;
    constexpr int Most = 15;
    if (!bits || (mayBeBare && *bits == 0) || (*bits >= Least && *bits <= Most)) {
        return {};
    }
    return failure(std::to_string(*bits) + " bits are not possible, 8 to 15 are (RFC 7692 7.1.2)",
                   name);
}

} // namespace

Result<void> check(const Compression& compression)
{
    if (hasLineEnd(compression.extensions)) {
        return failure("it has a line break or NUL, which no header may have", "extensions");
    }
    return checkBits(compression.serverMaxWindowBits, "server_max_window_bits", false)
        .and_then([&] {
            return checkBits(compression.clientMaxWindowBits, "client_max_window_bits", true);
        });
}

std::string offerOf(const Compression& compression)
{
    if (!compression.extensions.empty()) {
        return compression.extensions;
    }
    if (!compression.offered) {
        return {};
    }
    std::string offer = Name;
    if (compression.serverNoContextTakeover) {
        offer += "; server_no_context_takeover";
    }
    if (compression.clientNoContextTakeover) {
        offer += "; client_no_context_takeover";
    }
    if (const auto bits = compression.serverMaxWindowBits) {
        offer += "; server_max_window_bits=" + std::to_string(*bits);
    }
    if (const auto bits = compression.clientMaxWindowBits) {
        offer += "; client_max_window_bits" + (*bits == 0 ? "" : '=' + std::to_string(*bits));
    }
    return offer;
}

Result<Compression> compressionFrom(std::string_view parameters)
{
    const std::string_view text = wire::trimmed(parameters);
    const std::string line = text.empty() ? Name
                             : text.starts_with(Name)
                                 ? std::string(text)
                                 : std::string(Name) + "; " + std::string(text);
    const auto extensions = wire::parseExtensions(line);
    // What an offer may have, and no comma that would begin another one (RFC 7692 7.1).
    if (extensions.size() != 1 || line.find(',') != std::string::npos ||
        !wire::answerDeflateOffer(extensions.front())) {
        return failure("these are not its parameters", Where, Hint);
    }
    Compression compression;
    compression.clientMaxWindowBits.reset();
    const auto bits = [](const std::optional<std::string>& value) {
        return value ? std::stoi(*value) : 0; // was checked above
    };
    for (const auto& [name, value] : extensions.front().parameters) {
        if (name == "server_no_context_takeover") {
            compression.serverNoContextTakeover = true;
        } else if (name == "client_no_context_takeover") {
            compression.clientNoContextTakeover = true;
        } else if (name == "server_max_window_bits") {
            compression.serverMaxWindowBits = bits(value);
        } else {
            compression.clientMaxWindowBits = bits(value);
        }
    }
    return compression;
}

} // namespace framescope::connection

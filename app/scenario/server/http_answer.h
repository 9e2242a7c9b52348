// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/deflate.h"
#include "wire/http/http_head.h"

#include <optional>
#include <string>
#include <string_view>

namespace framescope::scenario {

/// The words that belong to a status, "Not Found"; empty if it is not registered.
std::string_view statusText(int status);
/// The first line of a response with that status.
std::string statusLine(int status);

/// A response with head and body, after which the connection ends.
std::string httpAnswer(int status, std::string_view type, const std::string& body,
                       wire::HeaderFields fields = {});
/// A response whose body is one sentence.
std::string refusal(int status, const std::string& sentence, wire::HeaderFields fields = {});
/// The refusal of bytes that are not a request: 400, or 431 if the head is too large.
std::string refusalOfNonRequest(bool tooLarge);
/// The refusal of a request that is not a valid upgrade; nullopt if it is valid.
std::optional<std::string> objection(const wire::HttpHead& request);

/// The answer to the first acceptable offer of permessage-deflate; nullopt if there is none.
std::optional<wire::DeflateParameters> chooseDeflate(const wire::HttpHead& request);

/// The fields of a response that accepts an upgrade. `subprotocol`: none if empty.
wire::HeaderFields upgradeFields(const wire::HttpHead& request, std::string_view subprotocol,
                                 const std::optional<wire::DeflateParameters>& deflate);

} // namespace framescope::scenario

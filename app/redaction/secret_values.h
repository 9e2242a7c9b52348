// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace framescope::redaction {

/// The text with SecretMarker in place of these values, wherever they stand and however short they
/// are. Each of their bytes may be percent-encoded (RFC 3986 2.1), some and not others too.
std::string withoutValues(std::string_view text, std::span<const std::string> values);

/// The parts of a text in whose places its redacted form has SecretMarker; nullopt if that was not
/// made of this text.
std::optional<std::vector<std::string_view>> removedParts(std::string_view text,
                                                          std::string_view redacted);

} // namespace framescope::redaction

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>

namespace framescope::redaction {

/// The text with SecretMarker in place of these values, as they are and percent-encoded (RFC 3986
/// 2.1). Values of fewer than four characters stay: they would be found anywhere.
std::string withoutValues(std::string text, std::span<const std::string> values);

} // namespace framescope::redaction

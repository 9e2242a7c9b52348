// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace framescope::contract {

/// A format of strings that is checked.
struct Format
{
    std::string_view name;
    bool (*fits)(std::string_view text);
};

std::span<const Format> formats();
/// Null if the format is not checked.
const Format* findFormat(std::string_view name);
/// Whether a format tells how a value is meant, and leaves nothing to check: int64, password.
bool isFormatOfMeaning(std::string_view name);

} // namespace framescope::contract

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace framescope::scenario {

/// The keys that are understood below a path of keys ("-": an item of a list), from the tables that
/// read them. Empty if they are not known, such as names of headers.
std::vector<std::string> keysBelow(const std::vector<std::string>& path, bool playsServer);

/// The words that are understood as the value of a key there; those of a text without a choice are
/// examples.
std::vector<std::string> wordsOf(const std::vector<std::string>& path, std::string_view key);

/// What a key is for, in a few words; may be empty.
std::string_view helpFor(const std::vector<std::string>& path, std::string_view key);

} // namespace framescope::scenario

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace framescope::scenario {

/// A scalar of a JSON text, or an empty object or array.
struct JsonField
{
    std::string path;     ///< `."items"[0]."id"`
    std::string_view raw; ///< as it is written
    std::size_t begin = 0;

    /// Whether its name or its value says that it differs from run to run: an identifier, a time.
    bool changes() const;
};

/// The fields of a text in their order; nullopt if it is not JSON.
std::optional<std::vector<JsonField>> jsonFields(std::string_view text);

/// The fields as a text that is equal for messages that say the same: in the order of their paths,
/// without the values that change.
std::string canonical(std::vector<JsonField> fields);

/// How much two messages are alike, from 0 to 1: the share of their fields that are equal, of other
/// texts the share of their beginning and end.
double likeness(std::string_view a, std::string_view b);

/// Values that change, as they were in a recording and as they are now, by the raw text.
using Changes = std::map<std::string, std::string, std::less<>>;
/// What has changed in a message that says the same.
Changes changesBetween(std::string_view recorded, std::string_view said);
/// The text with these in it, where a field is one that changes, or its value is none that it has
/// by chance; nullopt if it has none.
std::optional<std::string> withChanges(std::string_view text, const Changes& changes);

} // namespace framescope::scenario

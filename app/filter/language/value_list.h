// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codec/json/json_path.h"
#include "filter/language/mistake.h"
#include "filter/match/byte_search.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

namespace framescope::filter {

enum class Comparison : std::uint8_t {
    Is, ///< ":", the default comparison of the field
    Equal,
    NotEqual,
    Less,
    Greater,
    LessOrEqual,
    GreaterOrEqual,
    Contains, ///< also written "~"
    Matches,
};

/// One of the values after a field.
struct FieldValue
{
    Comparison comparison = Comparison::Is;
    std::string text; ///< without quotes, slashes and escapes
    bool quoted = false;
    bool regex = false;
    Case matchCase = Case::Ignored; ///< for a regex
    std::size_t position = 0;       ///< offset in the expression, of its quote if it has one
    std::size_t length = 0;

    bool isNegated() const { return comparison == Comparison::NotEqual; }
};

/// The values of a field, separated by commas. An event matches if it has any of them, and none of
/// those after !=.
struct ValueList
{
    std::string_view field;
    std::size_t position = 0; ///< of the field's name
    std::size_t length = 0;   ///< of the whole term
    std::vector<FieldValue> values;
    std::shared_ptr<const codec::JsonPath> path =
        {}; ///< path before the values; only for the field json
};

inline tl::unexpected<Mistake> mistakeIn(const FieldValue& value, std::string what,
                                         std::string hint)
{
    return tl::unexpected(
        mistakeAt(value.position, value.length, std::move(what), std::move(hint)));
}

} // namespace framescope::filter

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/model/place.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace framescope::contract {
class Schema;
}

namespace framescope::scenario {

/// A value that a value of a JSON text is compared with.
struct Operand
{
    enum class Kind {
        String, ///< equals JSON strings alone
        Json,   ///< any other JSON: a number, true, null, a list, an object
        Either  ///< it has a template: a string or a number, as the other side is
    };
    Kind kind = Kind::String;
    Text text; ///< of Kind::Json the JSON text
};

/// A condition on the values at a path of a JSON text. It holds if one of the values fits, of
/// NotEqual if there are values and none is equal.
struct JsonTest
{
    enum class Operator {
        Equal,
        NotEqual,
        Less,
        LessOrEqual,
        Greater,
        GreaterOrEqual,
        Exists,  ///< the operand is true or false
        Type,    ///< string, number, integer, boolean, object, array or null
        Matches, ///< a regular expression, in a string
        Contains ///< a text in a string; an item in an array
    };
    Text path;
    Operator op = Operator::Equal;
    Operand operand;
};

/// A JSON Schema: in a file, or in the scenario itself.
struct SchemaReference
{
    Place place;
    std::string file; ///< with its whole path; empty: it is in `json`
    std::string json;
    std::shared_ptr<const contract::Schema> schema = {};
};

/// Conditions on a text or a payload, all of which must hold.
struct Matcher
{
    Place place;
    bool any = false; ///< written as `any: true`: it needs no condition
    std::optional<Text> equals;
    std::vector<Text> contains;  ///< all of these
    std::optional<Text> matches; ///< a regular expression, /…/ or /…/i
    std::vector<JsonTest> json;
    std::optional<Text> wholeJson; ///< equal as JSON, whatever its white space and order of members
    std::optional<SchemaReference> schema;
    std::optional<Text> hex;    ///< the bytes
    std::optional<Text> base64; ///< the bytes
    std::optional<Text> binary; ///< the bytes in hex; of a binary message
    std::optional<Text> type;   ///< "text" or "binary"
    std::optional<Text> size;   ///< in bytes: "5", ">1k", "10..20"
    std::optional<Text> filter; ///< in the filter language
};

/// A field that a head must have, and what holds for its value.
using HeaderMatchers = std::vector<std::pair<std::string, Matcher>>;

} // namespace framescope::scenario

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "codec/json/json_path.h"
#include "codec/json/json_value.h"
#include "filter/match/text_pattern.h"
#include "scenario/engine/expander.h"
#include "scenario/engine/hidden_secrets.h"
#include "scenario/model/matcher.h"

#include <optional>
#include <string>

namespace framescope::scenario {

/// Whether two JSON texts are equal, and in what they differ, line by line: "$.price: 7 was
/// expected, 8 came". Members may have any order, numbers any notation.
struct JsonDifference
{
    bool areJson = false; ///< both, and not just a string, a number or a word
    bool areEqual = false;
    std::string words = {};
};
JsonDifference jsonDifference(ByteView expected, ByteView came, const HiddenSecrets& hidden);

/// One condition of a matcher on the values at a path, with its templates expanded. The JSON texts
/// that it looks at have each name once (codec::withLastMembers).
class JsonCheck
{
public:
    static Result<JsonCheck> of(const JsonTest& test, Expander& expander);

    /// "$.price > 100".
    std::string words(const HiddenSecrets& hidden) const;
    /// What the values at the path are in a JSON text that does not fit; nullopt if it fits.
    std::optional<std::string> mismatch(ByteView json, const HiddenSecrets& hidden) const;

private:
    bool fits(const codec::JsonValue& value) const;
    bool isEqual(const codec::JsonValue& value) const;
    bool isInOrder(const codec::JsonValue& value) const;
    bool hasType(const codec::JsonValue& value) const;
    bool contains(const codec::JsonValue& value) const;

    JsonTest::Operator op_ = JsonTest::Operator::Equal;
    Operand::Kind kind_ = Operand::Kind::String;
    std::string pathText_;
    codec::JsonPath path_;
    std::string operand_;
    std::optional<filter::TextPattern> pattern_;
};

} // namespace framescope::scenario

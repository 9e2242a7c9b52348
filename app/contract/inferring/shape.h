// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codec/json/decimal.h"
#include "contract/value/document_value.h"
#include "contract/value/json_nodes.h"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

namespace framescope::contract {

/// What is not written down: values of members with such names, and texts that look like it.
struct SecretTests
{
    bool (*isName)(std::string_view name);
    bool (*isText)(std::string_view text);
};

/// What was seen of the values at one place of many messages. Its memory is bounded.
class Shape
{
public:
    static constexpr std::size_t MostMembers = 300;
    static constexpr std::size_t MostValues = 10;   ///< that become an enum
    static constexpr std::size_t LongestValue = 40; ///< in bytes
    static constexpr std::size_t LongestKey = 200;
    static constexpr int MostDepth = 12; ///< below it, anything is allowed

    /// Takes in a value. `budget` is how many more shapes may be made for places inside it.
    void add(const JsonNodes& json, JsonNodes::Id id, std::size_t& budget, int depth = 0);
    /// A JSON Schema (draft 7) that all values fit. `name` is that of the member, if it is one.
    YamlValue schema(const SecretTests& secrets, std::string_view name = {}) const;

    std::uint64_t count() const { return count_; }

private:
    struct Member;

    void addText(std::string_view text);
    YamlValue objectSchema(YamlValue schema, const SecretTests& secrets) const;
    YamlValue values(const SecretTests& secrets, std::string_view name) const;

    std::uint64_t count_ = 0;
    std::uint64_t holders_ = 0;            ///< of a member: the objects that have it
    std::uint64_t lastHolder_ = 0;         ///< the number of the last one
    std::array<std::uint64_t, 7> kinds_{}; ///< how often, by JsonKind
    bool onlyWhole_ = true;                ///< numbers
    bool isDeep_ = false;
    std::set<std::string> texts_; ///< of strings, while there are few
    bool hasManyTexts_ = false;
    unsigned formats_ = ~0U; ///< that all strings have, as bits of a table
    bool hasManyMembers_ = false;
    std::map<std::string, std::unique_ptr<Shape>, std::less<>> members_;
    std::unique_ptr<Shape> items_;
};

} // namespace framescope::contract

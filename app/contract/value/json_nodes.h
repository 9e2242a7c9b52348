// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codec/json/json_tokens.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace framescope::contract {

/// The values of a JSON text in the order of the text, each before its children. Quick to make, and
/// an object that is used again allocates next to nothing. Numbers stay as they were sent.
class JsonNodes
{
public:
    using Id = std::uint32_t;
    static constexpr Id Root = 0;
    /// A deeper text is not read, so that what walks over its values may recurse.
    static constexpr std::size_t MaxDepth = 500;
    static constexpr std::size_t MaxNodes = 4'000'000;

    struct Node
    {
        codec::JsonKind kind = codec::JsonKind::Null;
        bool hasEscapes = false;
        Id parent = 0;
        Id next = 0;                ///< the node after the last one inside this
        std::uint32_t children = 0; ///< the number of children
        std::uint32_t begin = 0;    ///< position in the text; a string has its quotes
        std::uint32_t end = 0;
        std::string_view key; ///< without quotes and escapes; empty in arrays
    };

    struct Failure
    {
        std::size_t at = 0; ///< in bytes
        std::string what;
        bool isLimit = false; ///< it may be JSON, and is more than what is read
    };

    /// What becomes of members of one object with the same name.
    enum class Repeated : std::uint8_t {
        LastCounts, ///< as for JSON.parse() and most other readers (RFC 8259 section 4)
        AllCount,
    };

    /// Reads a text, which must outlive its nodes.
    std::optional<Failure> read(std::string_view text, Repeated repeated = Repeated::LastCounts);
    /// Takes a text for the content of one JSON string.
    void takeAsString(std::string_view content);

    std::string_view text() const { return text_; }
    std::size_t size() const { return nodes_.size(); }
    const Node& operator[](Id id) const { return nodes_[id]; }
    /// The first child; the others follow by `next` until the node's own `next`.
    static Id firstChild(Id id) { return id + 1; }
    /// The member of an object with that key, the last one if there are several; nullopt if none.
    std::optional<Id> member(Id object, std::string_view key) const;
    std::string_view raw(Id id) const;
    /// The content of a string; `buffer` is used if it has escapes. U+FFFD stands for an unpaired
    /// surrogate, which UTF-8 does not have: it is one character.
    std::string_view string(Id id, std::string& buffer) const;
    /// A path for the filter language: $.items[0].id, $["odd key"].
    std::string path(Id id) const;

private:
    class Sink;
    static constexpr Id Dropped = ~Id{0};
    bool repeatsNames(Id object);
    void dropRepeated(Id object);

    std::string_view text_;
    Repeated repeated_ = Repeated::LastCounts;
    bool isContent_ = false; ///< the only node is a string without quotes and escapes
    std::vector<Node> nodes_;
    std::vector<Id> open_;
    std::vector<Id> members_;      ///< of the object that was closed last
    std::deque<std::string> keys_; ///< keys that had escapes
};

/// Whether two values are equal as JSON Schema understands it: numbers by value, objects whatever
/// the order of their members.
bool areEqual(const JsonNodes& a, JsonNodes::Id x, const JsonNodes& b, JsonNodes::Id y);
/// A number that is the same for equal values.
std::size_t hashOf(const JsonNodes& json, JsonNodes::Id id);

} // namespace framescope::contract

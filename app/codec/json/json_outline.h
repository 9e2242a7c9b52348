// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "codec/json/json_tokens.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace framescope::codec {

/// The structure of a JSON text (RFC 8259) as positions in the text itself: numbers stay as they
/// were sent, keys keep their order, duplicates stay. Any depth, no recursion. Strings are
/// checked for their form; escapes are not decoded here (see unescape).
///
/// A value costs four bytes, an object or array about thirty: the rest is found in the text
/// again when it is asked for, in the time that it takes to look at 4 KiB.
class JsonOutline
{
public:
    using Kind = JsonKind;
    using NodeId = std::uint32_t;
    static constexpr NodeId Root = 0;

    struct Range
    {
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
        std::uint32_t size() const { return end - begin; }
        bool empty() const { return begin == end; }
        bool has(std::size_t at) const { return at >= begin && at < end; }
    };

    struct Node
    {
        Kind kind = Kind::Null;
        bool duplicateKey = false;  ///< an earlier member of the same object has this key too,
                                    ///< perhaps with other escapes
        NodeId parent = 0;          ///< of the root: itself
        std::uint32_t row = 0;      ///< among the parent's children
        std::uint32_t children = 0; ///< how many
        NodeId firstChild = 0;      ///< the others follow it
        Range key;                  ///< with its quotes; empty in arrays
        Range value;                ///< as it stands in the text
    };

    struct Failure
    {
        std::size_t offset = 0; ///< in bytes
        std::size_t line = 1;   ///< from 1, as line feeds count
        std::size_t column = 1; ///< from 1, in characters
        std::string what;
    };

    /// The most values, and the most objects and arrays, that are read; one more is a failure.
    struct Limits
    {
        std::size_t nodes = 64'000'000;
        std::size_t containers = 20'000'000;
    };

    /// At most 4 GiB - 1; a larger text is a failure at that offset. The text must stay where it
    /// is as long as nodes are asked for. `stop` ends it early, with a failure.
    static JsonOutline parse(ByteView text, const Limits& limits, const std::stop_token& stop = {});
    static JsonOutline parse(ByteView text) { return parse(text, Limits()); }

    /// What is wrong; nodes that were read before it are there (not where there is no node).
    const std::optional<Failure>& failure() const { return failure_; }
    bool empty() const { return starts_.empty(); }
    std::size_t size() const { return starts_.size(); }
    /// Ids are 0 to size() - 1, in no particular order.
    Node node(NodeId id) const;
    NodeId child(const Node& parent, std::uint32_t row) const { return parent.firstChild + row; }
    /// The value or member that has this byte of the text, the innermost; the root where none
    /// has. Precondition: not empty.
    NodeId nodeAt(std::size_t offset) const;
    /// What it takes in memory.
    std::size_t memory() const;

private:
    class Builder;

    struct Container
    {
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
        std::uint32_t parent = 0; ///< position in the list of containers; of the root: itself
        std::uint32_t row = 0;
        NodeId firstChild = 0;
        std::uint32_t children = 0;
    };

    const Container* parentOf(NodeId id) const; ///< null for the root
    const Container& containerAt(std::uint32_t begin) const;
    NodeId idOf(const Container& container) const;
    std::uint32_t tokenEnd(std::uint32_t begin) const;
    const Range* longToken(std::uint32_t begin) const;
    std::uint32_t valueAfterKey(std::uint32_t keyEnd) const;

    ByteView text_;
    std::vector<std::uint32_t> starts_; ///< by node: of the key, or of a value without one
    std::vector<Container> containers_; ///< in the order of the text
    std::vector<std::uint32_t> blocks_; ///< containers with children, by their first child
    std::vector<NodeId> duplicates_;    ///< sorted
    std::vector<Range> longTokens_;     ///< what has more than 4 KiB, sorted
    std::optional<Failure> failure_;
};

/// Whether a text may be a JSON object or array: what it begins with, behind white space and a
/// byte order mark.
bool beginsLikeJson(ByteView text);

} // namespace framescope::codec

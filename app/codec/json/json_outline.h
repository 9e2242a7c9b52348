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

/// The structure of a JSON text (RFC 8259) as positions in it: numbers stay as they were sent, keys
/// keep their order, duplicates stay. Any depth, no recursion. The syntax of strings is checked;
/// their escapes are not decoded here (see unescape).
///
/// A value takes four bytes, an object or array about thirty: the rest is found in the text again
/// on demand, by reading at most 4 KiB.
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
        bool duplicateKey = false;  ///< an earlier member has this key, perhaps with other escapes
        NodeId parent = 0;          ///< of the root: the root itself
        std::uint32_t row = 0;      ///< index among the parent's children
        std::uint32_t children = 0; ///< the number of children
        NodeId firstChild = 0;      ///< the other children have the ids that follow
        Range key;                  ///< with its quotes; empty in arrays
        Range value;                ///< position in the text
    };

    struct Failure
    {
        std::size_t offset = 0; ///< in bytes
        std::size_t line = 1;   ///< from 1, counting line feeds
        std::size_t column = 1; ///< from 1, in characters
        std::string what;
    };

    /// The most values, and the most objects and arrays; a text with more is a failure.
    struct Limits
    {
        std::size_t nodes = 64'000'000;
        std::size_t containers = 20'000'000;
    };

    /// Reads a text of at most 4 GiB - 1; a larger one is a failure at that offset. The text must
    /// outlive the outline. `stop` ends the reading early, with a failure.
    static JsonOutline parse(ByteView text, const Limits& limits, const std::stop_token& stop = {});
    static JsonOutline parse(ByteView text) { return parse(text, Limits()); }

    /// The error in the text; the nodes read before it are kept, if there are any.
    const std::optional<Failure>& failure() const { return failure_; }
    bool empty() const { return starts_.empty(); }
    std::size_t size() const { return starts_.size(); }
    /// Returns a node. Ids are 0 to size() - 1, in no particular order.
    Node node(NodeId id) const;
    NodeId child(const Node& parent, std::uint32_t row) const { return parent.firstChild + row; }
    /// The innermost value or member that contains this byte of the text; the root if none does.
    /// Precondition: not empty.
    NodeId nodeAt(std::size_t offset) const;
    /// The memory that the outline occupies, in bytes.
    std::size_t memory() const;

private:
    class Builder;

    struct Container
    {
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
        std::uint32_t parent = 0; ///< index in `containers_`; of the root: its own
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
    std::vector<std::uint32_t> starts_; ///< by node: offset of key, or else of value
    std::vector<Container> containers_; ///< in the order of the text
    std::vector<std::uint32_t> blocks_; ///< indices of the containers with children, by first child
    std::vector<NodeId> duplicates_;    ///< sorted
    std::vector<Range> longTokens_;     ///< the tokens of more than 4 KiB, sorted
    std::optional<Failure> failure_;
};

/// Whether a text begins like a JSON object or array, after white space and a byte order mark.
bool beginsLikeJson(ByteView text);

} // namespace framescope::codec

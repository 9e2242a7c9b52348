// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace framescope::present {

/// The structure of a JSON text (RFC 8259) as ranges of the text itself: numbers stay as they
/// were sent, keys keep their order, duplicates stay. Any depth, no recursion. Strings are
/// checked for their form; escapes are not decoded here (see unescape).
class JsonOutline
{
public:
    enum class Kind : std::uint8_t { Object, Array, String, Number, True, False, Null };
    using NodeId = std::uint32_t;
    static constexpr NodeId Root = 0;

    struct Range
    {
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
        std::uint32_t size() const { return end - begin; }
        bool empty() const { return begin == end; }
    };

    struct Node
    {
        Kind kind = Kind::Null;
        bool duplicateKey = false;    ///< an earlier member of the same object has this key too,
                                      ///< perhaps with other escapes
        NodeId parent = 0;            ///< of the root: itself
        std::uint32_t row = 0;        ///< among the parent's children
        std::uint32_t children = 0;   ///< how many
        std::uint32_t firstChild = 0; ///< position in the list of children
        Range key;                    ///< with its quotes; empty in arrays
        Range value;                  ///< as it stands in the text
    };

    struct Failure
    {
        std::size_t offset = 0; ///< in bytes
        std::string what;
    };

    /// The most values that are read; one more is a failure.
    static constexpr std::size_t MaxNodes = 4'000'000;

    /// At most 4 GiB - 1; a larger text is a failure at that offset.
    static JsonOutline parse(ByteView text);

    /// What is wrong; nodes that were read before it are there (not where there is no node).
    const std::optional<Failure>& failure() const { return failure_; }
    bool empty() const { return nodes_.empty(); }
    std::size_t size() const { return nodes_.size(); }
    const Node& node(NodeId id) const { return nodes_[id]; }
    NodeId child(const Node& parent, std::uint32_t row) const
    {
        return childList_[parent.firstChild + row];
    }

private:
    class Parser;
    void linkChildren();
    void markDuplicates(ByteView text);
    void markDuplicates(ByteView text, const Node& object);

    std::vector<Node> nodes_;
    std::vector<NodeId> childList_;
    std::optional<Failure> failure_;
};

/// The text of a JSON string, quotes included in `quoted`: escapes decoded, UTF-8. A lone
/// surrogate stays as its escape.
std::string unescape(ByteView quoted);

} // namespace framescope::present

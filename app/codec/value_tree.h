// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "codec/item.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace framescope::codec {

/// The encodings that have values of their own.
enum class ValueEncoding : std::uint8_t { Json, MessagePack, Cbor, Bson };

/// The values of an encoded message as ranges of its bytes: types stay as they were sent, keys keep
/// their order, duplicates stay, each value has its position. Any depth, no recursion. Immutable.
class ValueTree
{
public:
    using NodeId = std::uint32_t;
    static constexpr NodeId Root = 0;
    /// The most values; a message with more is a failure.
    static constexpr std::size_t MaxNodes = 4'000'000;

    struct Range
    {
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
        std::uint32_t size() const { return end - begin; }
    };

    struct Node
    {
        Form form = Form::Null;
        std::uint8_t head = 0;        ///< BSON: the type, which is stored apart from the value
        bool hasKey = false;          ///< the node is a member of a map
        bool duplicateKey = false;    ///< an earlier member of the same map has the same key
        NodeId parent = 0;            ///< of the root: the root itself
        std::uint32_t row = 0;        ///< index among the parent's children
        std::uint32_t children = 0;   ///< the number of children
        std::uint32_t firstChild = 0; ///< index in `childList_`
        Range key;                    ///< JSON: with quotes; BSON: the name; otherwise an item
        Range value;                  ///< position in the bytes
    };

    /// Reads at most 4 GiB - 1; more is a failure. `stop` ends the reading with a failure.
    static ValueTree parse(ValueEncoding encoding, std::shared_ptr<const Bytes> bytes,
                           const std::stop_token& stop = {});

    ValueEncoding encoding() const { return encoding_; }
    ByteView bytes() const { return *bytes_; }
    const std::shared_ptr<const Bytes>& sharedBytes() const { return bytes_; }
    /// The error in the bytes; values that were read before it are kept.
    const std::optional<DecodeFailure>& failure() const { return failure_; }
    bool empty() const { return nodes_.empty(); }
    std::size_t size() const { return nodes_.size(); }
    const Node& node(NodeId id) const { return nodes_[id]; }
    NodeId child(const Node& parent, std::uint32_t row) const
    {
        return childList_[parent.firstChild + row];
    }
    NodeId child(NodeId parent, std::uint32_t row) const { return child(nodes_[parent], row); }
    ByteView view(Range range) const { return bytes().subspan(range.begin, range.size()); }

    /// Reads the head of a value or key again. Not for JSON, nor for BSON keys, which are no items.
    Item item(const Node& node) const;
    Item keyItem(const Node& node) const;

private:
    friend class ValueReader;
    void readJson(const std::stop_token& stop);
    void linkChildren();
    void markDuplicates(const std::stop_token& stop);
    void markDuplicates(const Node& map);

    ValueEncoding encoding_ = ValueEncoding::Json;
    std::shared_ptr<const Bytes> bytes_;
    std::vector<Node> nodes_;
    std::vector<NodeId> childList_;
    std::optional<DecodeFailure> failure_;
};

} // namespace framescope::codec

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

/// The values of an encoded message as ranges of its bytes: types stay as they were sent, keys
/// keep their order, duplicates stay, each value has its position. Any depth, no recursion.
/// Not changed once it is made.
class ValueTree
{
public:
    using NodeId = std::uint32_t;
    static constexpr NodeId Root = 0;
    /// Reading fails beyond this number of values.
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
        std::uint8_t head = 0;        ///< BSON: the type, which stands apart from the value
        bool hasKey = false;          ///< it is a member of a map
        bool duplicateKey = false;    ///< an earlier member of the same map has this key too
        NodeId parent = 0;            ///< of the root: itself
        std::uint32_t row = 0;        ///< among the parent's children
        std::uint32_t children = 0;   ///< how many
        std::uint32_t firstChild = 0; ///< position in the list of children
        Range key;                    ///< JSON: with quotes; BSON: the name; else an item
        Range value;                  ///< as it stands in the bytes
    };

    /// At most 4 GiB - 1; more is a failure. When stopped it is one as well.
    static ValueTree parse(ValueEncoding encoding, std::shared_ptr<const Bytes> bytes,
                           const std::stop_token& stop = {});

    ValueEncoding encoding() const { return encoding_; }
    ByteView bytes() const { return *bytes_; }
    const std::shared_ptr<const Bytes>& sharedBytes() const { return bytes_; }
    /// What is wrong; values that were read before it are there.
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

    /// The head of a value or a key that is an item. Not for JSON; a BSON key is not an item.
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

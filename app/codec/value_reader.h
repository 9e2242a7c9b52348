// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "codec/value_tree.h"

namespace framescope::codec {

/// Reads the bytes of a ValueTree into its nodes: MessagePack, CBOR or BSON. It loops over the
/// items with a stack of open containers.
class ValueReader
{
public:
    ValueReader(ValueTree& tree, const std::stop_token& stop);
    void run();

private:
    struct Open
    {
        ValueTree::NodeId id = 0;
        bool endless = false;   ///< CBOR: open until a break
        bool keyIsRead = false; ///< of a map: the next item is the value
        std::uint64_t left = 0; ///< the number of items left; BSON: the end of the document
        ValueTree::Range key;
    };

    void runItems();
    bool readNextItem();
    void closeFinished();
    bool endContainer(const Item& item);
    bool placeItem(const Item& item);
    bool openEntry(Open& map);

    void runBson();
    bool readBsonElement(Open& document);
    bool endDocument(const Open& document);

    bool add(Form form, std::uint8_t head, ValueTree::Range value);
    void push(std::uint64_t left, bool endless = false);
    bool fail(std::size_t offset, std::string what);

    ValueTree& tree_;
    ByteView bytes_;
    const std::stop_token& stop_;
    std::size_t at_ = 0;
    std::vector<Open> open_;
};

} // namespace framescope::codec

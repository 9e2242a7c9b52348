// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/direction.h"
#include "contract/schema/place.h"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace framescope::contract {

class JsonNodes;
class Rules;

/// A member whose value tells of which kind a message is: "type": "tick".
struct Discriminator
{
    std::string key;
    std::vector<std::string> values; ///< as JSON, of which one must be equal
};

/// How a payload is written, by its content type.
enum class Encoding {
    Json,
    MessagePack, ///< the value that the schema is of, in a binary frame, as the next
    Cbor,
    Text, ///< a string
    Bytes ///< a string too, in a binary frame
};

/// A kind of message that a contract describes.
struct Message
{
    std::string name;                  ///< unique in the contract
    std::string channel;               ///< the address of the first one; empty if unknown
    std::vector<std::size_t> channels; ///< in Document::channels
    bool fromServer = false;
    bool fromClient = false;
    bool isUnasked = false;           ///< it is sent otherwise than as a reply
    std::vector<std::size_t> replies; ///< the messages that answer it, in Document::messages
    Encoding encoding = Encoding::Json;
    /// The payload has a schema of another format: what nothing else names may be this message.
    bool isUnchecked = false;
    Place place;   ///< of the message, or of the schema that is one
    Place payload; ///< its schema; without a value if there is none that can be checked
    const Rules* rules = nullptr; ///< null if no schema can be checked: everything fits
    const Rules* also = nullptr;  ///< must hold as well; may be null
    std::vector<Discriminator> discriminators;

    /// Whether the payload is checked as a string.
    bool isText() const { return encoding == Encoding::Text || encoding == Encoding::Bytes; }
    bool isBinary() const { return encoding != Encoding::Json && encoding != Encoding::Text; }
    bool isFrom(Direction direction) const
    {
        return direction == Direction::In ? fromServer : fromClient;
    }
};

} // namespace framescope::contract

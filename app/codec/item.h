// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/decode_failure.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace framescope::codec {

/// The kind of a value, in any of the encodings.
enum class Form : std::uint8_t {
    Map,
    Array,
    Entry, ///< of a map, if its key is a container: two children, key and value
    Text,
    Bytes,
    Unsigned, ///< `argument` is the value
    Negative, ///< `argument` is -1 minus the value
    Float16,  ///< `argument` holds the bits, as for the other floats
    Float32,
    Float64,
    Number, ///< a number in decimal notation, in JSON
    False,
    True,
    Null,
    Undefined,
    Simple,    ///< CBOR's simple values without a name; `argument` is the number
    Extension, ///< MessagePack's extension; `argument` is its type as eight bits
    Special,   ///< a type that only BSON has; `head` says which
    Break,     ///< the end of a CBOR item of indefinite length; never in a tree
};

constexpr bool isContainer(Form form)
{
    return form <= Form::Entry;
}

/// One value of a binary encoding, read from its head. A container is only its head: its members
/// are the items that follow.
struct Item
{
    Form form = Form::Null;
    std::uint8_t head = 0;      ///< the byte with the type, after any tags
    bool indefinite = false;    ///< CBOR: of indefinite length, ended by a break
    std::uint64_t argument = 0; ///< depends on `form`; the number of members of a container
    std::size_t begin = 0;      ///< offset of the first byte, tags included
    std::size_t content = 0;    ///< offset of the first byte after the head
    std::size_t end = 0;
    std::vector<std::uint64_t> tags; ///< of CBOR, the outermost first; at most MaxTags

    static constexpr std::size_t MaxTags = 8;
};

using ItemResult = tl::expected<Item, DecodeFailure>;

/// Reads the item that begins at `at`. Precondition: `at <= bytes.size()`.
ItemResult readMessagePack(ByteView bytes, std::size_t at);
ItemResult readCbor(ByteView bytes, std::size_t at);
/// Reads a BSON value, whose `type` is stored before its name. Checks the length of documents and
/// arrays; their content begins after it.
ItemResult readBson(ByteView bytes, std::size_t at, std::uint8_t type);

/// The type's name in the specification: "uint 8", "fixstr", "ext 5", "timestamp 32".
std::string messagePackType(const Item& item);
/// The type's name with tags: "unsigned", "tag 1 (epoch time) float 64", "text, indefinite".
std::string cborType(const Item& item);
/// The type's name: "int 32", "ObjectId", "binary, UUID".
std::string bsonType(const Item& item);

} // namespace framescope::codec

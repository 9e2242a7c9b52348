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

/// What a value is, in whichever encoding.
enum class Form : std::uint8_t {
    Map,
    Array,
    Entry, ///< of a map, where its key is a container: two children, key and value
    Text,
    Bytes,
    Unsigned, ///< the argument is its value
    Negative, ///< the argument is -1 minus its value
    Float16,  ///< the argument holds its bits, as for the other floats
    Float32,
    Float64,
    Number, ///< a number that is written out: of JSON
    False,
    True,
    Null,
    Undefined,
    Simple,    ///< CBOR's simple values that have no name; the argument is which
    Extension, ///< MessagePack's; the argument is its type, as eight bits
    Special,   ///< what only BSON has; the head says which
    Break,     ///< the end of a CBOR item of indefinite length; never in a tree
};

constexpr bool isContainer(Form form)
{
    return form <= Form::Entry;
}

/// One value of a binary encoding as its head says it. A container ends with its head: what it
/// holds are the items that follow.
struct Item
{
    Form form = Form::Null;
    std::uint8_t head = 0;      ///< the byte that says the type, behind any tags
    bool indefinite = false;    ///< CBOR: ended by a break
    std::uint64_t argument = 0; ///< by form; of containers how many members
    std::size_t begin = 0;      ///< tags included
    std::size_t content = 0;    ///< where the head ends
    std::size_t end = 0;
    std::vector<std::uint64_t> tags; ///< CBOR: the outermost first; at most MaxTags of them

    static constexpr std::size_t MaxTags = 8;
};

using ItemResult = tl::expected<Item, DecodeFailure>;

/// The items that begin at a byte. Precondition: `at <= bytes.size()`.
ItemResult readMessagePack(ByteView bytes, std::size_t at);
ItemResult readCbor(ByteView bytes, std::size_t at);
/// BSON says the type before the name, apart from the value. Documents and arrays are checked
/// for their length; their content begins behind it.
ItemResult readBson(ByteView bytes, std::size_t at, std::uint8_t type);

/// "uint 8", "fixstr", "ext 5", "timestamp 32".
std::string messagePackType(const Item& item);
/// "unsigned", "tag 1 (epoch time) float 64", "text, indefinite".
std::string cborType(const Item& item);
/// "int 32", "ObjectId", "binary, UUID".
std::string bsonType(const Item& item);

} // namespace framescope::codec

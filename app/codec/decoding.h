// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "codec/value_tree.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace framescope::codec {

/// How bytes are encoded or wrapped. The encodings with values of their own come first, in the
/// order of ValueEncoding.
enum class Encoding : std::uint8_t {
    Json,
    MessagePack,
    Cbor,
    Bson,
    Base64,
    Gzip,
    Zlib,
    Deflate,
    Envelope, ///< a protocol's packet around JSON or base64; the layer's name says which
    Text,
    Binary
};

/// One layer of a payload: an encoding that was undone.
struct DecodedLayer
{
    Encoding encoding = Encoding::Binary;
    std::string name;       ///< "MessagePack", "gzip", "Socket.IO"
    std::string note;       ///< details, such as "URL-safe, no padding"; may be empty
    std::uint64_t size = 0; ///< bytes in this encoding
};

/// The result of decoding a payload, layer by layer.
struct Decoding
{
    struct Failure
    {
        std::size_t layer = 0;
        DecodeFailure what;
    };

    std::vector<DecodedLayer> layers; ///< the outermost first; empty if no encoding was recognised
    std::shared_ptr<const Bytes> content;  ///< of the innermost layer, never null
    std::shared_ptr<const ValueTree> tree; ///< null if the content is text or bytes
    bool isText = false;                   ///< the content is UTF-8 without control characters
    bool contentCut = false;               ///< a compressed layer is larger than the limit
    std::optional<Failure> failure;        ///< the layers and values before it are kept

    /// The names of all layers: "Base64 › gzip › JSON".
    std::string chain() const;
};

/// The most bytes that a compressed layer is inflated to.
constexpr std::size_t ContentLimit = std::size_t{64} << 20;
/// The most layers that are decoded.
constexpr std::size_t MaxLayers = 8;

/// Whether a payload may be more than plain text or JSON: an encoding with values, compressed data
/// or base64. If not, it is only decoded as JSON, with or without an envelope. Reads only the first
/// bytes and the last.
bool mayBeEncoded(ByteView payload);

/// Decodes a payload: first as `chosen`, if given, even if it does not look like that, then as long
/// as an encoding is recognised. Ambiguous data is not recognised: MessagePack and CBOR must be a
/// map or array of plausible values up to the last byte; base64 must contain a recognised encoding
/// or text. A compressed layer is inflated to at most `contentLimit` bytes.
Decoding decode(std::shared_ptr<const Bytes> payload, std::optional<Encoding> chosen = {},
                const std::stop_token& stop = {}, std::size_t contentLimit = ContentLimit);

/// The name of an encoding: "MessagePack", "gzip".
std::string_view encodingName(Encoding encoding);

} // namespace framescope::codec

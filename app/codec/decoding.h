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

/// How bytes are wrapped or written. Those with values of their own first, as ValueEncoding has
/// them.
enum class Encoding : std::uint8_t {
    Json,
    MessagePack,
    Cbor,
    Bson,
    Base64,
    Gzip,
    Zlib,
    Deflate,
    Envelope, ///< what a protocol puts around JSON; the layer's name says which
    Text,
    Binary
};

/// One step from what was sent to what was meant.
struct DecodedLayer
{
    Encoding encoding = Encoding::Binary;
    std::string name;       ///< "MessagePack", "gzip", "Socket.IO"
    std::string note;       ///< "URL-safe, no padding"; may be empty
    std::uint64_t size = 0; ///< bytes that are in this encoding
};

/// What a payload says, layer by layer.
struct Decoding
{
    struct Failure
    {
        std::size_t layer = 0;
        DecodeFailure what;
    };

    std::vector<DecodedLayer> layers;      ///< the outermost first; none: nothing was recognised
    std::shared_ptr<const Bytes> content;  ///< of the innermost layer, never null
    std::shared_ptr<const ValueTree> tree; ///< null where the content is text or bytes
    bool isText = false;                   ///< the content is UTF-8 without control characters
    bool contentCut = false;               ///< a compressed layer holds more than the limit
    std::optional<Failure> failure;        ///< what was read before it is there

    /// "Base64 › gzip › JSON".
    std::string chain() const;
};

/// The most that a compressed layer is inflated to.
constexpr std::size_t ContentLimit = std::size_t{64} << 20;
/// More layers than these are not looked for.
constexpr std::size_t MaxLayers = 8;

/// Whether a payload may be something else than text: bytes of an encoding with values, compressed
/// data or base64. What is not is never decoded to anything but JSON, in an envelope or not. Looks
/// at the beginning alone.
bool mayBeEncoded(ByteView payload);

/// Decodes a payload: by `chosen` first where one is given (also what does not look like it),
/// and then for as long as something is recognised. What could as well be something else is
/// not recognised: MessagePack and CBOR have to be a map or an array of plausible values up to
/// the last byte, base64 has to hold something that is recognised or text.
/// At most `contentLimit` bytes come out of a compressed layer.
Decoding decode(std::shared_ptr<const Bytes> payload, std::optional<Encoding> chosen = {},
                const std::stop_token& stop = {}, std::size_t contentLimit = ContentLimit);

/// "MessagePack", "gzip".
std::string_view encodingName(Encoding encoding);

} // namespace framescope::codec

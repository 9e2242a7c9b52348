// SPDX-License-Identifier: GPL-3.0-or-later
#include "codec/decoding.h"

#include "base/inflate_whole.h"
#include "base/text/base64.h"
#include "base/text/utf8_validator.h"
#include "codec/envelope.h"
#include "codec/integers.h"
#include "codec/json/json_outline.h"
#include "codec/plausible.h"

#include <algorithm>
#include <array>
#include <utility>

namespace framescope::codec {

namespace {

using Content = std::shared_ptr<const Bytes>;

constexpr std::array<std::string_view, 11> Names{"JSON",     "MessagePack", "CBOR",  "BSON",
                                                 "Base64",   "gzip",        "zlib",  "deflate",
                                                 "envelope", "text",        "binary"};

/// The origin of the bytes at hand, which decides how much evidence a reading needs.
enum class Origin { Sent, Unwrapped, Base64 };

ByteView trimmed(ByteView text)
{
    constexpr std::string_view Spaces = " \t\r\n";
    const std::size_t first = asText(text).find_first_not_of(Spaces);
    return first == std::string_view::npos
               ? ByteView()
               : text.subspan(first, asText(text).find_last_not_of(Spaces) + 1 - first);
}

/// Whether the text is long and begins like base64, so that checking all of it is worthwhile.
bool beginsLikeLongBase64(ByteView text)
{
    constexpr std::size_t leastSize = 16;
    constexpr std::size_t glance = 64;
    return text.size() >= leastSize &&
           std::ranges::all_of(text.first(std::min(glance, text.size())), [](std::uint8_t c) {
               return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                      c == '+' || c == '/' || c == '-' || c == '_' || c == '=' || c == '\r' ||
                      c == '\n';
           });
}

/// Whether the bytes may be a non-empty document: its length is theirs, and the last byte is zero.
bool beginsLikeBson(ByteView bytes)
{
    constexpr std::size_t leastSize = 8;
    return bytes.size() >= leastSize && bytes.back() == 0 &&
           littleEndian(bytes, 0, 4) == bytes.size();
}

/// The lowest first byte of a map or array of MessagePack or CBOR.
constexpr std::uint8_t FirstOfBinary = 0x80;

class Decoder
{
public:
    Decoder(Content payload, const std::stop_token& stop, std::size_t contentLimit)
        : stop_(stop), contentLimit_(contentLimit)
    {
        result_.content = std::move(payload);
    }

    Decoding recogniseAll()
    {
        recognise(result_.content, Origin::Sent);
        return finished();
    }

    Decoding decodeAs(Encoding chosen)
    {
        const Content payload = result_.content;
        if (chosen <= Encoding::Bson) {
            addTree(chosen, parse(chosen, payload));
        } else if (chosen == Encoding::Base64) {
            Base64 base64 = decodeBase64(*payload);
            addBase64(payload, base64);
            unwrap(std::move(base64.bytes), base64.failure);
        } else {
            Inflated inflated = inflate(chosen, payload);
            addLayer(chosen, payload);
            unwrap(std::move(inflated.bytes), inflated.failure);
        }
        return finished();
    }

private:
    Decoding finished()
    {
        if (!result_.tree) {
            result_.isText = isReadableText(*result_.content);
            if (!result_.layers.empty() && result_.layers.back().encoding > Encoding::Bson) {
                addLayer(result_.isText ? Encoding::Text : Encoding::Binary, result_.content);
                result_.layers.back().note = fileType(*result_.content);
            }
        }
        return std::move(result_);
    }

    void addLayer(Encoding encoding, const Content& content, std::string note = {})
    {
        result_.layers.push_back(
            {encoding, std::string(encodingName(encoding)), std::move(note), content->size()});
    }

    void addBase64(const Content& content, const Base64& base64)
    {
        std::string note = base64.urlSafe ? "URL-safe" : "";
        if (base64.lacksPadding) {
            note += note.empty() ? "no padding" : ", no padding";
        }
        addLayer(Encoding::Base64, content, note);
    }

    void addTree(Encoding encoding, std::shared_ptr<const ValueTree> tree)
    {
        addLayer(encoding, tree->sharedBytes());
        result_.content = tree->sharedBytes();
        if (tree->failure()) {
            result_.failure = Decoding::Failure{result_.layers.size() - 1, *tree->failure()};
        }
        if (!tree->empty()) {
            result_.tree = std::move(tree);
        }
    }

    /// Decodes the content of a layer further, unless it is damaged.
    void unwrap(Bytes content, const std::optional<DecodeFailure>& failure)
    {
        result_.content = std::make_shared<const Bytes>(std::move(content));
        if (failure) {
            result_.failure = Decoding::Failure{result_.layers.size() - 1, *failure};
        } else {
            recognise(result_.content, Origin::Unwrapped);
        }
    }

    std::shared_ptr<const ValueTree> parse(Encoding encoding, const Content& content)
    {
        return std::make_shared<const ValueTree>(
            ValueTree::parse(static_cast<ValueEncoding>(encoding), content, stop_));
    }

    Inflated inflate(Encoding encoding, const Content& content)
    {
        const auto wrapper = encoding == Encoding::Gzip   ? DeflateWrapper::Gzip
                             : encoding == Encoding::Zlib ? DeflateWrapper::Zlib
                                                          : DeflateWrapper::None;
        Inflated inflated = inflateWhole(*content, wrapper, contentLimit_, stop_);
        result_.contentCut = result_.contentCut || inflated.cut;
        return inflated;
    }

    bool recognise(const Content& content, Origin origin)
    {
        if (content->empty() || result_.layers.size() >= MaxLayers || stop_.stop_requested()) {
            return false;
        }
        if (recogniseCompressed(content) || recogniseBson(content)) {
            return true;
        }
        return isUtf8(*content) ? recogniseText(content) : recogniseBinary(content, origin);
    }

    bool recogniseCompressed(const Content& content)
    {
        const bool gzip = beginsLikeGzip(*content);
        if (!gzip && !beginsLikeZlib(*content)) {
            return false;
        }
        const Encoding encoding = gzip ? Encoding::Gzip : Encoding::Zlib;
        Inflated inflated = inflate(encoding, content);
        // Damaged gzip is accepted as gzip; the two bytes of a zlib header alone prove little.
        if (inflated.failure && (!gzip || inflated.bytes.empty())) {
            return false;
        }
        addLayer(encoding, content);
        unwrap(std::move(inflated.bytes), inflated.failure);
        return true;
    }

    bool recogniseBson(const Content& content)
    {
        return beginsLikeBson(*content) &&
               acceptTree(Encoding::Bson, parse(Encoding::Bson, content));
    }

    bool acceptTree(Encoding encoding, std::shared_ptr<const ValueTree> tree)
    {
        if (tree->failure() || tree->empty()) {
            return false;
        }
        addTree(encoding, std::move(tree));
        return true;
    }

    bool recogniseBinary(const Content& content, Origin origin)
    {
        constexpr std::uint8_t firstMap = FirstOfBinary; // MessagePack's maps and arrays,
        constexpr std::uint8_t lastArray = 0x9F;         // and CBOR's arrays
        constexpr std::uint8_t lastCborMap = 0xBF;
        constexpr std::uint8_t firstLong = 0xDC; // array 16 to map 32
        constexpr std::uint8_t lastLong = 0xDF;
        constexpr std::uint64_t selfDescribed = 0xD9D9F7;
        const std::uint8_t first = content->front();
        const bool strict = origin == Origin::Base64;
        const auto accept = [&](Encoding encoding) {
            auto tree = parse(encoding, content);
            return isPlausible(*tree, strict) && acceptTree(encoding, std::move(tree));
        };
        if (content->size() > 3 && bigEndian(*content, 0, 3) == selfDescribed) {
            return acceptTree(Encoding::Cbor, parse(Encoding::Cbor, content));
        }
        if ((first >= firstMap && first <= lastArray) ||
            (first >= firstLong && first <= lastLong)) {
            if (accept(Encoding::MessagePack)) {
                return true;
            }
        }
        return first >= firstMap && first <= lastCborMap && accept(Encoding::Cbor);
    }

    bool recogniseText(const Content& content)
    {
        if (beginsLikeJson(*content) &&
            acceptTree(Encoding::Json, parse(Encoding::Json, content))) {
            return true;
        }
        return recogniseEnvelope(content) || recogniseBase64(content);
    }

    bool recogniseEnvelope(const Content& content)
    {
        const std::optional<Envelope> envelope = findEnvelope(*content);
        if (!envelope) {
            return false;
        }
        addLayer(Encoding::Envelope, content, envelope->note);
        result_.layers.back().name = envelope->name;
        auto inner = std::make_shared<const Bytes>(
            envelope->joined.empty() ? Bytes(envelope->content.begin(), envelope->content.end())
                                     : envelope->joined);
        const bool good = envelope->base64
                              ? recogniseDataUrl(inner)
                              : acceptTree(Encoding::Json, parse(Encoding::Json, inner));
        if (!good) {
            result_.layers.pop_back();
        }
        return good;
    }

    /// Accepts base64 without further evidence, as the URL says that it is base64.
    bool recogniseDataUrl(const Content& content)
    {
        Base64 base64 = decodeBase64(*content);
        if (base64.failure) {
            return false;
        }
        addBase64(content, base64);
        unwrap(std::move(base64.bytes), base64.failure);
        return true;
    }

    bool recogniseBase64(const Content& content)
    {
        const ByteView text = trimmed(*content);
        if (!beginsLikeLongBase64(text)) {
            return false;
        }
        Base64 base64 = decodeBase64(text);
        if (base64.failure || base64.bytes.empty()) {
            return false;
        }
        const auto inner = std::make_shared<const Bytes>(std::move(base64.bytes));
        const Decoding before = result_;
        addBase64(content, base64);
        result_.content = inner;
        if (recognise(inner, Origin::Base64) || isMeantAsContent(*inner, base64.mixedCase)) {
            return true;
        }
        result_ = before;
        return false;
    }

    /// Whether decoded base64 is text or a file: words are valid base64 too, but decode to neither.
    static bool isMeantAsContent(ByteView bytes, bool mixedCase)
    {
        constexpr std::size_t leastText = 15;
        return !fileType(bytes).empty() ||
               (mixedCase && bytes.size() >= leastText && isReadableText(bytes));
    }

    const std::stop_token& stop_;
    std::size_t contentLimit_;
    Decoding result_;
};

} // namespace

std::string Decoding::chain() const
{
    std::string text;
    for (const DecodedLayer& layer : layers) {
        text += (text.empty() ? "" : " › ") + layer.name;
    }
    return text;
}

bool mayBeEncoded(ByteView payload)
{
    return !beginsLikeJson(payload) &&
           (beginsLikeGzip(payload) || beginsLikeZlib(payload) || beginsLikeBson(payload) ||
            (!payload.empty() && payload.front() >= FirstOfBinary) ||
            beginsLikeLongBase64(trimmed(payload)) || asText(payload).starts_with("data:"));
}

Decoding decode(std::shared_ptr<const Bytes> payload, std::optional<Encoding> chosen,
                const std::stop_token& stop, std::size_t contentLimit)
{
    Decoder decoder(std::move(payload), stop, contentLimit);
    return chosen ? decoder.decodeAs(*chosen) : decoder.recogniseAll();
}

std::string_view encodingName(Encoding encoding)
{
    return Names[static_cast<std::size_t>(encoding)];
}

} // namespace framescope::codec

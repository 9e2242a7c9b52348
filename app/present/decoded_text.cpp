// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/decoded_text.h"

#include "wire/utf8_validator.h"

#include <algorithm>

namespace framescope::present {

namespace {

constexpr std::size_t sequenceLength(std::uint8_t lead)
{
    if (lead < 0x80) {
        return 1;
    }
    if (lead < 0xE0) {
        return 2;
    }
    return lead < 0xF0 ? 3 : 4;
}

/// Length of the valid sequence at the start of `bytes`; 0 where there is none.
std::size_t validSequence(ByteView bytes)
{
    const std::size_t length = sequenceLength(bytes.front());
    return length <= bytes.size() && wire::isUtf8(bytes.first(length)) ? length : 0;
}

bool isPlain(std::uint8_t byte)
{
    return (byte >= 0x20 && byte < 0x7F) || byte == '\n' || byte == '\t';
}

void appendControl(QString& text, std::uint8_t byte)
{
    constexpr char16_t controlPictures = 0x2400;
    constexpr char16_t deletePicture = 0x2421;
    text += QChar(byte == 0x7F ? deletePicture : static_cast<char16_t>(controlPictures + byte));
}

void appendInvalid(DecodedText& decoded, std::uint8_t byte)
{
    const qsizetype start = decoded.text.size();
    decoded.text += QStringLiteral("\\x%1").arg(byte, 2, 16, QLatin1Char('0'));
    constexpr qsizetype escapeLength = 4;
    auto& ranges = decoded.invalid;
    if (!ranges.empty() && ranges.back().start + ranges.back().length == start) {
        ranges.back().length += escapeLength;
    } else {
        ranges.push_back({start, escapeLength});
    }
}

} // namespace

DecodedText decodeText(ByteView bytes, std::size_t limit)
{
    DecodedText decoded;
    const std::size_t end = std::min(limit, bytes.size());
    decoded.text.reserve(static_cast<qsizetype>(end));
    std::size_t at = 0;
    while (at < end) {
        const auto* run = std::find_if_not(bytes.data() + at, bytes.data() + end, isPlain);
        const auto plain = static_cast<std::size_t>(run - (bytes.data() + at));
        decoded.text += QLatin1StringView(reinterpret_cast<const char*>(bytes.data() + at),
                                          static_cast<qsizetype>(plain));
        at += plain;
        if (at == end) {
            break;
        }
        const std::uint8_t byte = bytes[at];
        if (byte < 0x20 || byte == 0x7F) {
            appendControl(decoded.text, byte);
            ++at;
            continue;
        }
        const std::size_t length = validSequence(bytes.subspan(at));
        if (length == 0) {
            appendInvalid(decoded, byte);
            ++at;
        } else if (at + length > end) {
            break;
        } else {
            decoded.text += QString::fromUtf8(reinterpret_cast<const char*>(bytes.data() + at),
                                              static_cast<qsizetype>(length));
            at += length;
        }
    }
    decoded.bytes = at;
    return decoded;
}

} // namespace framescope::present

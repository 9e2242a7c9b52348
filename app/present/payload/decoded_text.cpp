// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/payload/decoded_text.h"

#include "base/qt_string.h"
#include "base/utf8_validator.h"
#include "base/visible_text.h"

#include <QStringDecoder>

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
    return length <= bytes.size() && isUtf8(bytes.first(length)) ? length : 0;
}

bool isControl(std::uint8_t byte)
{
    return (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F;
}

/// Valid UTF-8; a byte order mark is a character like any other.
QString characters(ByteView bytes)
{
    QStringDecoder decode(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    return decode(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())));
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

DecodedText decodeText(ByteView bytes, std::size_t limit, Controls controls)
{
    const bool escapes = controls == Controls::AsEscapes;
    DecodedText decoded;
    const std::size_t end = std::min(limit, bytes.size());
    decoded.text.reserve(static_cast<qsizetype>(end));
    std::size_t at = 0;
    std::size_t run = 0; ///< where the characters begin that are not in `text` yet
    const auto flush = [&] {
        if (at > run) {
            decoded.text += characters(bytes.subspan(run, at - run));
        }
    };
    while (at < end) {
        const std::uint8_t byte = bytes[at];
        if (byte < 0x80 && !(escapes && isControl(byte))) {
            ++at;
            continue;
        }
        const std::size_t length = byte < 0x80 ? 1 : validSequence(bytes.subspan(at));
        if (length > 1) {
            if (at + length > end) {
                break;
            }
            at += length;
            continue;
        }
        flush();
        if (length == 1) {
            decoded.text += latinText(escapeOf(byte));
        } else {
            appendInvalid(decoded, byte);
        }
        run = ++at;
    }
    flush();
    decoded.bytes = at;
    return decoded;
}

} // namespace framescope::present

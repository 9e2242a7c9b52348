// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/payload/decoded_text.h"

#include "base/text/qt_string.h"
#include "base/text/utf8.h"
#include "base/text/visible_text.h"

#include <QStringDecoder>

#include <algorithm>

namespace framescope::present {

namespace {

/// Length of the valid sequence at the start of `bytes`; 0 where there is none.
std::size_t validSequence(ByteView bytes)
{
    const auto character = firstCharacter(asText(bytes));
    return character ? character->size : 0;
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

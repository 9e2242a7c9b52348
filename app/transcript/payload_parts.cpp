// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/payload_parts.h"

#include "wire/utf8_validator.h"

#include <algorithm>

namespace framescope::transcript {

namespace {

constexpr bool isContinuation(std::uint8_t byte)
{
    return (byte & 0xC0) == 0x80;
}

/// Bytes at the end of UTF-8 that are a character only with those that follow.
std::size_t unfinished(ByteView text)
{
    constexpr std::size_t LongestCharacter = 4;
    for (std::size_t count = 1; count <= std::min(LongestCharacter, text.size()); ++count) {
        const std::uint8_t byte = text[text.size() - count];
        if (!isContinuation(byte)) {
            const std::size_t length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
            return count < length ? count : 0;
        }
    }
    return 0;
}

} // namespace

bool PayloadParts::isWhole() const
{
    return !record_.payloadCut || record_.payload.size() < PartSize;
}

Result<void> PayloadParts::each(const Take& take) const
{
    if (isWhole()) {
        return record_.payload.empty() ? Result<void>() : take(record_.payload);
    }
    return eachRead(&timeline::StreamReader::payload, take);
}

Result<void> PayloadParts::eachWire(const Take& take) const
{
    if (record_.wirePayload->size() < PartSize) {
        return record_.wirePayload->empty() ? Result<void>() : take(*record_.wirePayload);
    }
    return eachRead(&timeline::StreamReader::wirePayload, take);
}

Result<void> PayloadParts::eachRead(Read read, const Take& take) const
{
    for (std::uint64_t offset = 0;;) {
        const auto part = (reader_.*read)(record_.id, offset, PartSize);
        if (!part) {
            return tl::unexpected(part.error());
        }
        if (part->empty()) {
            return {};
        }
        if (auto taken = take(*part); !taken) {
            return taken;
        }
        offset += part->size();
    }
}

Result<void> PayloadParts::eachText(const Take& take) const
{
    Bytes kept;
    const auto passed = each([&](ByteView part) {
        if (kept.empty() && unfinished(part) == 0) {
            return take(part);
        }
        append(kept, part);
        const std::size_t count = kept.size() - unfinished(kept);
        auto taken = take(ByteView(kept).first(count));
        kept.erase(kept.begin(), kept.begin() + static_cast<std::ptrdiff_t>(count));
        return taken;
    });
    return passed && !kept.empty() ? take(kept) : passed;
}

Result<bool> PayloadParts::isUtf8() const
{
    wire::Utf8Validator validator;
    const auto fed = each([&validator](ByteView part) {
        validator.feed(part);
        return Result<void>();
    });
    if (!fed) {
        return tl::unexpected(fed.error());
    }
    return validator.finish();
}

Result<bool> PayloadParts::contains(std::uint8_t byte) const
{
    bool found = false;
    const auto searched = each([&](ByteView part) {
        found = found || std::ranges::find(part, byte) != part.end();
        return Result<void>();
    });
    if (!searched) {
        return tl::unexpected(searched.error());
    }
    return found;
}

} // namespace framescope::transcript

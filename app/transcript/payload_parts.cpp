// SPDX-License-Identifier: GPL-3.0-or-later
#include "transcript/payload_parts.h"

#include "base/text/utf8.h"
#include "base/text/utf8_validator.h"

#include <algorithm>

namespace framescope::transcript {

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
        if (kept.empty() && unfinishedTail(asText(part)) == 0) {
            return take(part);
        }
        append(kept, part);
        const std::size_t count = kept.size() - unfinishedTail(asText(kept));
        auto taken = take(ByteView(kept).first(count));
        kept.erase(kept.begin(), kept.begin() + static_cast<std::ptrdiff_t>(count));
        return taken;
    });
    return passed && !kept.empty() ? take(kept) : passed;
}

Result<bool> PayloadParts::isUtf8() const
{
    Utf8Validator validator;
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/blocks/block_format.h"

#include "recording/blocks/byte_order.h"
#include "recording/tcp/link_layer.h"

#include <algorithm>
#include <array>

namespace framescope::recording {

namespace {

constexpr std::uint8_t Nanoseconds = 9;

template <std::unsigned_integral T>
void appendNumber(Bytes& out, T value)
{
    std::array<std::uint8_t, sizeof(T)> bytes;
    store(bytes.data(), value);
    append(out, bytes);
}

void appendPadding(Bytes& out, std::size_t length)
{
    out.insert(out.end(), padded(length) - length, 0);
}

void appendOption(Bytes& out, OptionCode code, ByteView value)
{
    appendNumber(out, static_cast<std::uint16_t>(code));
    appendNumber(out, static_cast<std::uint16_t>(value.size()));
    append(out, value);
    appendPadding(out, value.size());
}

std::size_t beginBlock(Bytes& out, BlockType type)
{
    const std::size_t start = out.size();
    appendNumber(out, static_cast<std::uint32_t>(type));
    appendNumber(out, std::uint32_t{0});
    return start;
}

void endBlock(Bytes& out, std::size_t start)
{
    const auto length = static_cast<std::uint32_t>(out.size() - start + sizeof(std::uint32_t));
    store(out.data() + start + 4, length);
    appendNumber(out, length);
}

} // namespace

void appendFileHeader(Bytes& out, std::string_view application)
{
    const std::size_t section = beginBlock(out, BlockType::SectionHeader);
    appendNumber(out, ByteOrderMagic);
    appendNumber(out, std::uint16_t{1});
    appendNumber(out, std::uint16_t{0});
    appendNumber(out, ~std::uint64_t{0});
    appendOption(out, OptionCode::SectionApplication, asBytes(application.substr(0, 1024)));
    appendOption(out, OptionCode::End, {});
    endBlock(out, section);

    const std::size_t interface = beginBlock(out, BlockType::InterfaceDescription);
    appendNumber(out, static_cast<std::uint16_t>(LinkType::RawIp));
    appendNumber(out, std::uint16_t{0});
    appendNumber(out, std::uint32_t{0});
    appendOption(out, OptionCode::InterfaceResolution, ByteView(&Nanoseconds, 1));
    appendOption(out, OptionCode::End, {});
    endBlock(out, interface);
}

std::size_t beginPacketBlock(Bytes& out, Timestamp time)
{
    const auto count =
        static_cast<std::uint64_t>(std::max<std::int64_t>(0, time.time_since_epoch().count()));
    std::array<std::uint8_t, PacketHeaderLength> header{};
    store(header.data(), static_cast<std::uint32_t>(BlockType::EnhancedPacket));
    store(header.data() + 12, static_cast<std::uint32_t>(count >> 32));
    store(header.data() + 16, static_cast<std::uint32_t>(count));
    const std::size_t start = out.size();
    append(out, header);
    return start;
}

void endPacketBlock(Bytes& out, std::size_t start, std::string_view firstComment,
                    std::string_view secondComment)
{
    const std::size_t length = out.size() - start - PacketHeaderLength;
    store(out.data() + start + 20, static_cast<std::uint32_t>(length));
    store(out.data() + start + 24, static_cast<std::uint32_t>(length));
    appendPadding(out, length);
    for (const std::string_view comment : {firstComment, secondComment}) {
        if (!comment.empty())
            appendOption(out, OptionCode::Comment, asBytes(comment));
    }
    if (!firstComment.empty() || !secondComment.empty())
        appendOption(out, OptionCode::End, {});
    endBlock(out, start);
}

} // namespace framescope::recording

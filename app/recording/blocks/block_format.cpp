// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/blocks/block_format.h"

#include <array>

namespace framescope::recording {

namespace {

constexpr std::size_t CapturedLengthAt = 20;
constexpr std::size_t WireLengthAt = 24;

template <std::unsigned_integral T>
void appendNumber(Bytes& out, T value, bool swapped = false)
{
    std::array<std::uint8_t, sizeof(T)> bytes;
    store(bytes.data(), swapped ? reversed(value) : value);
    append(out, bytes);
}

void appendPadding(Bytes& out, std::size_t length)
{
    out.insert(out.end(), padded(length) - length, 0);
}

} // namespace

BlockWriter::BlockWriter(Bytes& out, BlockType type) : out_(out), start_(out.size())
{
    appendNumber(out, static_cast<std::uint32_t>(type));
    appendNumber(out, std::uint32_t{0});
}

BlockWriter::BlockWriter(Bytes& out, ByteView start, bool swapped)
    : out_(out), start_(out.size()), swapped_(swapped)
{
    append(out, start);
}

BlockWriter::BlockWriter(Bytes& out, Timestamp time) : out_(out), start_(out.size())
{
    const auto count =
        static_cast<std::uint64_t>(std::max<std::int64_t>(0, time.time_since_epoch().count()));
    std::array<std::uint8_t, PacketHeaderLength> header{};
    store(header.data(), static_cast<std::uint32_t>(BlockType::EnhancedPacket));
    store(header.data() + 12, static_cast<std::uint32_t>(count >> 32));
    store(header.data() + 16, static_cast<std::uint32_t>(count));
    append(out, header);
}

void BlockWriter::endPacket(std::uint32_t wireLength)
{
    const std::size_t length = out_.size() - start_ - PacketHeaderLength;
    store(out_.data() + start_ + CapturedLengthAt, static_cast<std::uint32_t>(length));
    store(out_.data() + start_ + WireLengthAt,
          std::max(wireLength, static_cast<std::uint32_t>(length)));
    appendPadding(out_, length);
}

void BlockWriter::option(OptionCode code, ByteView value)
{
    value = value.first(std::min<std::size_t>(value.size(), 0xffff));
    appendNumber(out_, static_cast<std::uint16_t>(code), swapped_);
    appendNumber(out_, static_cast<std::uint16_t>(value.size()), swapped_);
    append(out_, value);
    appendPadding(out_, value.size());
    options_ = true;
}

void BlockWriter::comment(std::string_view text)
{
    if (!text.empty())
        option(OptionCode::Comment, asBytes(text));
}

void BlockWriter::end()
{
    if (options_)
        option(OptionCode::End, {});
    const auto length = static_cast<std::uint32_t>(out_.size() - start_ + TrailerLength);
    store(out_.data() + start_ + 4, swapped_ ? reversed(length) : length);
    appendNumber(out_, length, swapped_);
}

void appendFileHeader(Bytes& out, std::string_view application, LinkType linkType)
{
    constexpr std::uint8_t Nanoseconds = 9;
    BlockWriter section(out, BlockType::SectionHeader);
    appendNumber(out, ByteOrderMagic);
    appendNumber(out, std::uint16_t{1});
    appendNumber(out, std::uint16_t{0});
    appendNumber(out, ~std::uint64_t{0});
    if (!application.empty())
        section.option(OptionCode::SectionApplication, asBytes(application.substr(0, 1024)));
    section.end();

    BlockWriter interface(out, BlockType::InterfaceDescription);
    appendNumber(out, static_cast<std::uint16_t>(linkType));
    appendNumber(out, std::uint16_t{0});
    appendNumber(out, std::uint32_t{0});
    interface.option(OptionCode::InterfaceResolution, ByteView(&Nanoseconds, 1));
    interface.end();
}

} // namespace framescope::recording

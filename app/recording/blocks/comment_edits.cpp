// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/blocks/comment_edits.h"

#include "recording/blocks/block_format.h"
#include "recording/blocks/byte_order.h"
#include "recording/blocks/capture_source.h"
#include "recording/blocks/connection_marker.h"
#include "recording/blocks/pcap_source.h"
#include "recording/blocks/pcapng_source.h"
#include "recording/file_window.h"

#include <algorithm>
#include <array>

namespace framescope::recording {

namespace {

constexpr std::size_t SectionLengthAt = 16;
constexpr std::size_t PcapHeaderLength = 24;
constexpr std::size_t PcapRecordLength = 16;
constexpr std::size_t LongestComment = 65'535;

/// Numbers in the byte order of a section.
class Writer
{
public:
    Writer(Bytes& out, bool swapped) : out_(out), swapped_(swapped) {}

    template <std::unsigned_integral T>
    void number(T value)
    {
        std::array<std::uint8_t, sizeof(T)> bytes;
        store(bytes.data(), swapped_ ? reversed(value) : value);
        append(out_, bytes);
    }
    void padded(ByteView bytes)
    {
        append(out_, bytes);
        out_.insert(out_.end(), recording::padded(bytes.size()) - bytes.size(), 0);
    }
    void option(OptionCode code, ByteView value)
    {
        number(static_cast<std::uint16_t>(code));
        number(static_cast<std::uint16_t>(value.size()));
        padded(value);
    }
    void comment(std::string_view text)
    {
        option(OptionCode::Comment, asBytes(text.substr(0, LongestComment)));
    }
    /// Sets the length of the block that starts at `start`, and ends it.
    void end(std::size_t start)
    {
        const auto length = static_cast<std::uint32_t>(out_.size() - start + TrailerLength);
        store(out_.data() + start + 4, swapped_ ? reversed(length) : length);
        number(length);
    }

private:
    Bytes& out_;
    bool swapped_;
};

/// A pcapng, block by block.
class Copier
{
public:
    Copier(FileWindow window, const CommentEdits& edits, const WriteBytes& write)
        : window_(std::move(window)), edits_(edits), write_(write)
    {
    }

    Result<std::uint64_t> run();

private:
    bool copyBlock(ByteView block);
    bool copyLong(std::uint64_t length);
    void rewrite(ByteView block, const CommentEdit& edit);
    void sectionWithoutLength(ByteView block);
    std::uint32_t number(const std::uint8_t* at) const { return load<std::uint32_t>(at, swapped_); }
    bool flush()
    {
        const bool written = write_(out_);
        out_.clear();
        return written;
    }

    FileWindow window_;
    const CommentEdits& edits_;
    const WriteBytes& write_;
    bool swapped_ = false;
    Bytes out_;
};

Result<std::uint64_t> Copier::run()
{
    constexpr std::size_t WriteSize = std::size_t{1} << 20;
    for (;;) {
        const ByteView head = window_.peek(BlockOverhead);
        if (head.size() < BlockOverhead) {
            break;
        }
        const bool section =
            number(head.data()) == static_cast<std::uint32_t>(BlockType::SectionHeader);
        if (section) {
            swapped_ = load<std::uint32_t>(head.data() + 8) != ByteOrderMagic;
        }
        const std::uint32_t length = number(head.data() + 4);
        if (length < BlockOverhead || length % 4 != 0 || length > window_.remaining()) {
            break;
        }
        if (length > LongestBlock) {
            if (!flush() || !copyLong(length)) {
                break;
            }
            continue;
        }
        const ByteView block = window_.peek(length);
        if (block.size() < length) {
            break;
        }
        if (!copyBlock(block.first(length)) || (out_.size() >= WriteSize && !flush())) {
            break;
        }
        window_.advance(length);
    }
    if (window_.error()) {
        return tl::unexpected(*window_.error());
    }
    flush();
    return window_.position().value;
}

bool Copier::copyBlock(ByteView block)
{
    const auto type = static_cast<BlockType>(number(block.data()));
    if (type == BlockType::SectionHeader && block.size() >= 28) {
        sectionWithoutLength(block);
        return true;
    }
    const bool packet = (type == BlockType::EnhancedPacket || type == BlockType::Packet) &&
                        block.size() >= PacketHeaderLength + TrailerLength;
    const auto edit = packet ? edits_.find(window_.position() + PacketHeaderLength) : edits_.end();
    if (edit == edits_.end()) {
        append(out_, block);
    } else {
        rewrite(block, edit->second);
    }
    return true;
}

bool Copier::copyLong(std::uint64_t length)
{
    constexpr std::size_t Piece = std::size_t{1} << 20;
    while (length > 0) {
        const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(length, Piece));
        const ByteView bytes = window_.peek(size);
        if (bytes.size() < size || !write_(bytes.first(size))) {
            return false;
        }
        window_.advance(size);
        length -= size;
    }
    return true;
}

void Copier::sectionWithoutLength(ByteView block)
{
    const std::size_t start = out_.size();
    append(out_, block);
    if (!edits_.empty()) {
        store(out_.data() + start + SectionLengthAt, ~std::uint64_t{0});
    }
}

void Copier::rewrite(ByteView block, const CommentEdit& edit)
{
    const std::size_t start = out_.size();
    const std::size_t end = block.size() - TrailerLength;
    const std::size_t packetEnd =
        std::min<std::size_t>(end, PacketHeaderLength + padded(number(block.data() + 20)));
    append(out_, block.first(packetEnd));
    Writer writer(out_, swapped_);
    ByteView options = block.subspan(packetEnd, end - packetEnd);
    auto replace = edit.replace;
    bool any = false;
    bool anyComment = false;
    while (options.size() >= OptionHeaderLength) {
        const auto code = static_cast<OptionCode>(load<std::uint16_t>(options.data(), swapped_));
        const std::size_t length = load<std::uint16_t>(options.data() + 2, swapped_);
        const std::size_t whole = OptionHeaderLength + padded(length);
        if (code == OptionCode::End || whole > options.size()) {
            break;
        }
        const std::string_view text = asText(options.subspan(OptionHeaderLength, length));
        const auto found = std::ranges::find_if(replace, [&](const auto& one) {
            return code == OptionCode::Comment && one.first == text;
        });
        std::string_view kept = text;
        if (found != replace.end()) {
            if (!found->second.empty()) {
                writer.comment(found->second);
            }
            kept = found->second;
        } else {
            append(out_, options.first(whole));
        }
        const bool there = found == replace.end() || !kept.empty();
        const auto marker = parseConnectionMarker(kept);
        any = any || there;
        anyComment =
            anyComment || (there && code == OptionCode::Comment && !(marker && marker->alone));
        if (found != replace.end()) {
            replace.erase(found);
        }
        options = options.subspan(whole);
    }
    for (const std::string& text : edit.add) {
        writer.comment(text);
        any = anyComment = true;
    }
    if (!anyComment && edit.dropIfEmpty) {
        out_.resize(start);
        return;
    }
    if (any) {
        writer.option(OptionCode::End, {});
    }
    writer.end(start);
}

/// A classic pcap as a pcapng.
class Converter
{
public:
    Converter(FileWindow window, const CommentEdits& edits, const WriteBytes& write)
        : window_(std::move(window)), edits_(edits), write_(write)
    {
    }

    Result<std::uint64_t> run();

private:
    void header(ByteView head);
    void packet(ByteView record, ByteView bytes, const CommentEdit* edit);
    std::uint32_t number(const std::uint8_t* at) const { return load<std::uint32_t>(at, swapped_); }

    FileWindow window_;
    const CommentEdits& edits_;
    const WriteBytes& write_;
    bool swapped_ = false;
    std::uint64_t unitsPerSecond_ = 1'000'000;
    Bytes out_;
};

Result<std::uint64_t> Converter::run()
{
    constexpr std::size_t WriteSize = std::size_t{1} << 20;
    header(window_.peek(PcapHeaderLength));
    window_.advance(PcapHeaderLength);
    for (;;) {
        const ByteView head = window_.peek(PcapRecordLength);
        if (head.size() < PcapRecordLength) {
            break;
        }
        const std::size_t captured = number(head.data() + 8);
        const std::size_t length = PcapRecordLength + captured;
        if (captured > LongestBlock || length > window_.remaining()) {
            break;
        }
        const ByteView record = window_.peek(length);
        if (record.size() < length) {
            break;
        }
        const auto edit = edits_.find(window_.position() + PcapRecordLength);
        packet(record.first(PcapRecordLength), record.subspan(PcapRecordLength, captured),
               edit == edits_.end() ? nullptr : &edit->second);
        if (out_.size() >= WriteSize) {
            if (!write_(out_)) {
                return false;
            }
            out_.clear();
        }
        window_.advance(length);
    }
    if (window_.error()) {
        return tl::unexpected(*window_.error());
    }
    return write_(out_);
}

void Converter::header(ByteView head)
{
    constexpr std::uint32_t MicrosecondMagic = 0xa1b2c3d4;
    constexpr std::uint32_t NanosecondMagic = 0xa1b23c4d;
    constexpr std::uint8_t Nanoseconds = 9;
    auto magic = load<std::uint32_t>(head.data());
    swapped_ = magic != MicrosecondMagic && magic != NanosecondMagic;
    magic = swapped_ ? reversed(magic) : magic;
    unitsPerSecond_ = magic == NanosecondMagic ? 1'000'000'000 : 1'000'000;
    Writer writer(out_, false);
    writer.number(static_cast<std::uint32_t>(BlockType::SectionHeader));
    writer.number(std::uint32_t{0});
    writer.number(ByteOrderMagic);
    writer.number(std::uint16_t{1});
    writer.number(std::uint16_t{0});
    writer.number(~std::uint64_t{0});
    writer.end(0);
    const std::size_t interface = out_.size();
    writer.number(static_cast<std::uint32_t>(BlockType::InterfaceDescription));
    writer.number(std::uint32_t{0});
    writer.number(static_cast<std::uint16_t>(number(head.data() + 20) & 0xffff));
    writer.number(std::uint16_t{0});
    writer.number(number(head.data() + 16));
    if (magic == NanosecondMagic) {
        writer.option(OptionCode::InterfaceResolution, ByteView(&Nanoseconds, 1));
        writer.option(OptionCode::End, {});
    }
    writer.end(interface);
}

void Converter::packet(ByteView record, ByteView bytes, const CommentEdit* edit)
{
    const std::uint64_t units =
        std::uint64_t{number(record.data())} * unitsPerSecond_ + number(record.data() + 4);
    const std::size_t start = out_.size();
    Writer writer(out_, false);
    writer.number(static_cast<std::uint32_t>(BlockType::EnhancedPacket));
    writer.number(std::uint32_t{0});
    writer.number(std::uint32_t{0});
    writer.number(static_cast<std::uint32_t>(units >> 32));
    writer.number(static_cast<std::uint32_t>(units));
    writer.number(static_cast<std::uint32_t>(bytes.size()));
    writer.number(number(record.data() + 12));
    writer.padded(bytes);
    if (edit && !edit->add.empty()) {
        for (const std::string& text : edit->add) {
            writer.comment(text);
        }
        writer.option(OptionCode::End, {});
    }
    writer.end(start);
}

} // namespace

Result<std::uint64_t> copyWithComments(const std::shared_ptr<const File>& file,
                                       const CommentEdits& edits, const WriteBytes& write)
{
    const auto size = file->size();
    if (!size) {
        return tl::unexpected(size.error());
    }
    FileWindow window(file, *size);
    const ByteView start = window.peek(PcapHeaderLength);
    if (window.error()) {
        return tl::unexpected(*window.error());
    }
    if (PcapngSource::recognises(start)) {
        return Copier(std::move(window), edits, write).run();
    }
    if (PcapSource::recognises(start) && start.size() >= PcapHeaderLength) {
        return Converter(std::move(window), edits, write).run();
    }
    return failure("is not a capture file", file->path());
}

} // namespace framescope::recording

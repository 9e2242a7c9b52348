// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/blocks/comment_edits.h"

#include "recording/blocks/block_format.h"
#include "recording/blocks/capture_source.h"
#include "recording/blocks/connection_marker.h"

#include <algorithm>

namespace framescope::recording {

namespace {

class Copier
{
public:
    Copier(const std::shared_ptr<const File>& file, const CommentEdits& edits,
           const WriteBytes& write)
        : file_(file), edits_(edits), write_(write)
    {
    }

    Result<std::uint64_t> run();

private:
    Result<void> packet(const Packet& packet, const CaptureSource& source);
    Result<void> copyTo(FileOffset end, const CaptureSource& source);
    Result<void> rewrite(const Packet& packet, FileOffset end, const CommentEdit& edit);
    void convert(const Packet& packet);
    Result<void> flush();

    std::shared_ptr<const File> file_;
    const CommentEdits& edits_;
    const WriteBytes& write_;
    FileOffset copied_; ///< all before is in `out_` or written
    Bytes out_;
};

Result<std::uint64_t> Copier::run()
{
    const auto opened = openCapture(file_);
    if (!opened)
        return tl::unexpected(opened.error());
    CaptureSource& source = **opened;
    Packet found;
    CaptureSource::Step step;
    while ((step = source.next(found)) == CaptureSource::Step::Packet) {
        if (auto done = packet(found, source); !done)
            return tl::unexpected(done.error());
    }
    if (step == CaptureSource::Step::Failed)
        return tl::unexpected(*source.error());
    const bool converted = !edits_.empty() && source.sections().empty();
    // The bytes after the damage are not read, but may be useful to other programs.
    const bool toTheEnd = !converted && step == CaptureSource::Step::Damaged;
    const FileOffset end = toTheEnd ? FileOffset{source.fileSize()} : source.position();
    Result<void> done;
    if (!converted)
        done = copyTo(end, source);
    return done.and_then([&] { return flush(); }).map([&] { return end.value; });
}

Result<void> Copier::packet(const Packet& packet, const CaptureSource& source)
{
    constexpr std::uint64_t Piece = std::uint64_t{1} << 20;
    if (!edits_.empty() && source.sections().empty()) {
        convert(packet);
        return out_.size() < Piece ? Result<void>() : flush();
    }
    const auto edit = edits_.find(packet.at);
    if (edit == edits_.end()) {
        const bool due = source.position().value - copied_.value >= Piece;
        return due ? copyTo(source.position(), source) : Result<void>();
    }
    if (!packet.takesComments)
        return failure("the note is on a packet without room for comments (a Simple Packet Block)",
                       "byte " + std::to_string(packet.at.value),
                       "let editcap rewrite the capture, or take the note away");
    const FileOffset block{packet.at.value - PacketHeaderLength};
    return copyTo(block, source).and_then([&] {
        return rewrite(packet, source.position(), edit->second);
    });
}

/// Copies unchanged, except that the lengths of sections become "unknown" if there are edits.
Result<void> Copier::copyTo(FileOffset end, const CaptureSource& source)
{
    constexpr std::uint64_t SectionLengthAt = 16;
    constexpr std::uint64_t SectionLengthEnd = 24;
    constexpr std::uint64_t Piece = std::uint64_t{1} << 20;
    while (copied_ < end) {
        const auto size = static_cast<std::size_t>(std::min(end.value - copied_.value, Piece));
        const std::size_t start = out_.size();
        out_.resize(start + size);
        if (auto read = file_->readExactly(copied_, MutableByteView(out_).subspan(start)); !read)
            return read;
        if (!edits_.empty()) {
            for (const FileOffset section : source.sections()) {
                for (auto at = section.value + SectionLengthAt;
                     at < section.value + SectionLengthEnd; ++at) {
                    if (at >= copied_.value && at - copied_.value < size)
                        out_[start + (at - copied_.value)] = 0xff;
                }
            }
        }
        copied_ = copied_ + size;
        if (auto written = out_.size() < Piece ? Result<void>() : flush(); !written)
            return written;
    }
    return {};
}

Result<void> Copier::rewrite(const Packet& packet, FileOffset end, const CommentEdit& edit)
{
    Bytes block(end.value - copied_.value - TrailerLength);
    if (auto read = file_->readExactly(copied_, block); !read)
        return read;
    copied_ = end;
    const std::size_t start = out_.size();
    const std::size_t optionsAt =
        std::min<std::size_t>(block.size(), PacketHeaderLength + padded(packet.bytes.size()));
    BlockWriter writer(out_, ByteView(block).first(optionsAt), packet.swapped);
    auto replace = edit.replace;
    bool anyComment = !edit.add.empty();
    forEachOption(
        ByteView(block).subspan(optionsAt), packet.swapped, [&](OptionCode code, ByteView value) {
            if (code != OptionCode::Comment) {
                writer.option(code, value);
                return;
            }
            std::string text(asText(value));
            const auto found =
                std::ranges::find(replace, text, &std::pair<std::string, std::string>::first);
            if (found != replace.end()) {
                text = found->second;
                replace.erase(found);
                if (text.empty())
                    return;
            }
            writer.option(code, asBytes(text));
            const auto marker = parseConnectionMarker(text);
            anyComment = anyComment || !marker || !marker->alone;
        });
    for (const std::string& text : edit.add)
        writer.comment(text);
    writer.end();
    if (!anyComment && edit.dropIfEmpty)
        out_.resize(start);
    return {};
}

/// Converts a packet of a classic pcap; before the first one, writes the head of a pcapng file.
void Copier::convert(const Packet& packet)
{
    if (copied_.value == 0)
        appendFileHeader(out_, {}, packet.linkType);
    copied_ = packet.at;
    BlockWriter writer(out_, packet.time);
    append(out_, packet.bytes);
    writer.endPacket(packet.wireLength);
    if (const auto edit = edits_.find(packet.at); edit != edits_.end()) {
        for (const std::string& text : edit->second.add)
            writer.comment(text);
    }
    writer.end();
}

Result<void> Copier::flush()
{
    auto written = write_(out_);
    out_.clear();
    return written;
}

} // namespace

Result<std::uint64_t> copyWithComments(const std::shared_ptr<const File>& file,
                                       const CommentEdits& edits, const WriteBytes& write)
{
    return Copier(file, edits, write).run();
}

} // namespace framescope::recording

// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/recordings_folder.h"

#include "base/bytes.h"
#include "base/replacement_file.h"
#include "library/saved_mark.h"
#include "recording/blocks/comment_edits.h"
#include "recording/file.h"
#include "timeline/notes/note_places.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

namespace framescope::library {

namespace {

constexpr std::uint32_t SectionHeader = 0x0A0D0D0A;
constexpr std::uint32_t ByteOrderMagic = 0x1A2B3C4D;
constexpr std::size_t BlockHead = 12; ///< type, length, and a section's byte order
constexpr std::size_t CopySize = std::size_t{1} << 20;

std::uint32_t swapped(std::uint32_t value)
{
    return value >> 24 | (value >> 8 & 0xFF00) | (value << 8 & 0xFF0000) | value << 24;
}

/// Finds where the last whole block of a pcapng ends, as its bytes go by. Other files are whole
/// as they are.
class BlockWalker
{
public:
    void feed(ByteView bytes)
    {
        while (!bytes.empty() && known_) {
            const std::uint64_t wanted = headBytes_ < BlockHead ? BlockHead - headBytes_ : left_;
            const auto taken =
                static_cast<std::size_t>(std::min<std::uint64_t>(wanted, bytes.size()));
            if (headBytes_ < BlockHead) {
                std::copy_n(bytes.begin(), taken, head_.begin() + headBytes_);
                headBytes_ += taken;
                if (headBytes_ == BlockHead) {
                    begin();
                }
            } else {
                left_ -= taken;
            }
            position_ += taken;
            bytes = bytes.subspan(taken);
            if (headBytes_ == BlockHead && left_ == 0) {
                end_ = position_;
                headBytes_ = 0;
            }
        }
    }

    /// Nothing where the file is not made of such blocks: all of it is to be kept.
    std::optional<std::uint64_t> end() const { return known_ ? std::optional(end_) : std::nullopt; }

private:
    std::uint32_t word(std::size_t at) const
    {
        std::uint32_t value;
        std::memcpy(&value, head_.data() + at, sizeof value);
        return swap_ ? swapped(value) : value;
    }

    void begin()
    {
        const bool section = word(0) == SectionHeader;
        if (section) {
            swap_ = false;
            swap_ = word(8) != ByteOrderMagic;
        }
        const std::uint32_t length = word(4);
        known_ = (section ? word(8) == ByteOrderMagic : end_ > 0) && length >= BlockHead &&
                 length % 4 == 0;
        left_ = known_ ? length - BlockHead : 0;
    }

    std::array<std::uint8_t, BlockHead> head_{};
    std::size_t headBytes_ = 0;
    std::uint64_t left_ = 0;
    std::uint64_t position_ = 0;
    std::uint64_t end_ = 0;
    bool swap_ = false;
    bool known_ = true;
};

/// Copies the whole blocks of the file, as long as it is now; returns where they end.
Result<std::uint64_t> copyAll(const recording::File& file, ReplacementFile& copy)
{
    const auto size = file.size();
    if (!size) {
        return tl::unexpected(size.error());
    }
    BlockWalker walker;
    Bytes buffer(CopySize);
    FileOffset at;
    while (at.value < *size) {
        const std::size_t wanted =
            static_cast<std::size_t>(std::min<std::uint64_t>(CopySize, *size - at.value));
        const auto count = file.read(at, MutableByteView(buffer).first(wanted));
        if (!count) {
            return tl::unexpected(count.error());
        }
        const ByteView bytes = ByteView(buffer).first(*count);
        if (bytes.empty()) {
            break;
        }
        walker.feed(bytes);
        if (auto written = copy.write(bytes); !written) {
            return tl::unexpected(written.error());
        }
        at = at + bytes.size();
    }
    if (!walker.end()) {
        return at.value;
    }
    return copy.cutAt(*walker.end()).map([&] { return *walker.end(); });
}

Result<std::uint64_t> copyWithNotes(const std::shared_ptr<const recording::File>& file,
                                    const recording::CommentEdits& edits, ReplacementFile& copy)
{
    Result<void> written;
    const auto copied = recording::copyWithComments(file, edits, [&](ByteView bytes) {
        written = copy.write(bytes);
        return written.has_value();
    });
    return written ? copied : tl::unexpected(written.error());
}

bool isSame(const QString& one, const QString& other)
{
    return QFileInfo(other).exists() &&
           QFileInfo(one).canonicalFilePath() == QFileInfo(other).canonicalFilePath();
}

/// Somebody else wrote to it, or put another file there. One that is gone holds nothing to lose.
bool hasChanged(const KnownFile& known, const QString& target)
{
    return isSame(known.path, target) &&
           FileState::of(QFile::encodeName(target).toStdString()) != known.state;
}

} // namespace

Result<void> saveRecording(const QString& source, const QString& target)
{
    const std::string where = target.toStdString();
    const auto file = recording::File::open(source.toStdString());
    if (!file) {
        return tl::unexpected(file.error());
    }
    if (isSame(source, target)) {
        return failure("this is the recording itself", where, "choose another name");
    }
    auto copy = ReplacementFile::create(where);
    if (!copy) {
        return tl::unexpected(copy.error());
    }
    const auto copied = copyAll(**file, *copy);
    return copied.and_then([&](std::uint64_t) { return copy->commit(); });
}

Result<Saved> saveWithNotes(const std::shared_ptr<const timeline::Timeline>& timeline,
                            const QString& target, bool isUsersFile,
                            const std::optional<KnownFile>& known)
{
    const std::string where = target.toStdString();
    const auto file = timeline->file();
    const bool inPlace = isSame(QString::fromStdString(file->path()), target);
    if (inPlace && !isUsersFile) {
        return failure("this is the recording itself", where, "choose another name");
    }
    const auto edits = timeline::placedNotes(timeline);
    if (!edits) {
        return tl::unexpected(edits.error());
    }
    // A link stays one: what it leads to is replaced.
    auto copy = ReplacementFile::create(
        inPlace ? QFileInfo(target).canonicalFilePath().toStdString() : where);
    if (!copy) {
        return tl::unexpected(copy.error());
    }
    if (inPlace) {
        if (auto taken = copy->takeModeOfTarget(); !taken) {
            return tl::unexpected(taken.error());
        }
    }
    const auto copied = edits->empty() ? copyAll(*file, *copy) : copyWithNotes(file, *edits, *copy);
    if (!copied) {
        return tl::unexpected(copied.error());
    }
    if (known && hasChanged(*known, target)) {
        return failure("the file has changed since it was opened", where,
                       "save it under another name");
    }
    const auto state = copy->state();
    const auto done = state.and_then([&](const FileState&) { return copy->commit(); });
    if (!done) {
        return tl::unexpected(done.error());
    }
    if (!isUsersFile) {
        SavedMark{target, *copied}.write(QString::fromStdString(file->path()));
    }
    return Saved{*state, *copied};
}

} // namespace framescope::library

// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/recordings_folder.h"

#include "base/bytes.h"
#include "recording/comment_edits.h"
#include "recording/file.h"
#include "timeline/note_places.h"

#include <QByteArray>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace framescope::session {

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

/// A file beside its target that takes its place in one step, or is gone.
class Replacement
{
public:
    explicit Replacement(const QString& target)
        : target_(QFile::encodeName(target)), path_(target_ + ".XXXXXX"),
          descriptor_(::mkostemp(path_.data(), O_CLOEXEC))
    {
    }
    ~Replacement()
    {
        if (descriptor_ >= 0) {
            ::close(descriptor_);
            ::unlink(path_.constData());
        }
    }
    Replacement(const Replacement&) = delete;
    Replacement& operator=(const Replacement&) = delete;

    bool isOpen() const { return descriptor_ >= 0; }

    bool write(ByteView bytes)
    {
        while (!bytes.empty()) {
            const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
            if (written < 0 && errno != EINTR) {
                return false;
            }
            bytes = bytes.subspan(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
        }
        return true;
    }

    bool takeModeOfTarget()
    {
        struct stat status = {};
        return ::stat(target_.constData(), &status) == 0 &&
               ::fchmod(descriptor_, status.st_mode & 07777) == 0;
    }

    bool cutAt(std::uint64_t size)
    {
        return ::ftruncate(descriptor_, static_cast<off_t>(size)) == 0;
    }

    bool commit()
    {
        if (::fsync(descriptor_) != 0 || ::rename(path_.constData(), target_.constData()) != 0) {
            return false;
        }
        ::close(std::exchange(descriptor_, -1));
        return true;
    }

private:
    QByteArray target_;
    QByteArray path_;
    int descriptor_;
};

} // namespace

namespace {

tl::unexpected<Error> notWritten(const std::string& where)
{
    return systemFailure("cannot be written", where);
}

/// Copies the whole blocks of the file.
Result<void> copyAll(const recording::File& file, Replacement& copy, const std::string& where)
{
    BlockWalker walker;
    Bytes buffer(CopySize);
    for (FileOffset at;;) {
        const auto count = file.read(at, buffer);
        if (!count) {
            return tl::unexpected(count.error());
        }
        const ByteView bytes = ByteView(buffer).first(*count);
        if (bytes.empty()) {
            break;
        }
        walker.feed(bytes);
        if (!copy.write(bytes)) {
            return notWritten(where);
        }
        at = at + bytes.size();
    }
    if (walker.end() && !copy.cutAt(*walker.end())) {
        return notWritten(where);
    }
    return {};
}

bool isSame(const QString& one, const QString& other)
{
    return QFileInfo(other).exists() &&
           QFileInfo(one).canonicalFilePath() == QFileInfo(other).canonicalFilePath();
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
    Replacement copy(target);
    if (!copy.isOpen()) {
        return notWritten(where);
    }
    if (auto copied = copyAll(**file, copy, where); !copied) {
        return copied;
    }
    return copy.commit() ? Result<void>{} : notWritten(where);
}

Result<void> saveWithNotes(const std::shared_ptr<const timeline::Timeline>& timeline,
                           const QString& target, bool isUsersFile)
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
    Replacement copy(inPlace ? QFileInfo(target).canonicalFilePath() : target);
    if (!copy.isOpen() || (inPlace && !copy.takeModeOfTarget())) {
        return notWritten(where);
    }
    if (edits->empty()) {
        if (auto copied = copyAll(*file, copy, where); !copied) {
            return copied;
        }
    } else {
        const auto copied = recording::copyWithComments(
            file, *edits, [&copy](ByteView bytes) { return copy.write(bytes); });
        if (!copied) {
            return tl::unexpected(copied.error());
        }
        if (!*copied) {
            return notWritten(where);
        }
    }
    return copy.commit() ? Result<void>{} : notWritten(where);
}

} // namespace framescope::session

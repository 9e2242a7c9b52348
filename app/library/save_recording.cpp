// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/recordings_folder.h"

#include "base/file/replacement_file.h"
#include "library/saved_mark.h"
#include "recording/blocks/comment_edits.h"
#include "recording/file.h"
#include "timeline/notes/note_places.h"

#include <QFile>
#include <QFileInfo>

namespace framescope::library {

namespace {

bool isSame(const QString& one, const QString& other)
{
    return QFileInfo(other).exists() &&
           QFileInfo(one).canonicalFilePath() == QFileInfo(other).canonicalFilePath();
}

/// Whether another program has written to the file or replaced it; false if the file is gone.
bool hasChanged(const KnownFile& known, const QString& target)
{
    return isSame(known.path, target) &&
           FileState::of(QFile::encodeName(target).toStdString()) != known.state;
}

} // namespace

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
    // A symbolic link is kept; the file that it leads to is replaced.
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
    const auto copied = recording::copyWithComments(
        file, *edits, [&copy](ByteView bytes) { return copy->write(bytes); });
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

// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/recordings_folder.h"

#include "library/note_journal.h"
#include "library/saved_mark.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>
#include <cerrno>
#include <utility>

#include <sys/stat.h>

namespace framescope::library {

namespace {

QString lockPath(const QString& recording)
{
    return recording + QStringLiteral(".lock");
}

bool isLocked(const QString& recording)
{
    return QFile::exists(lockPath(recording)) &&
           !LockFile::take(lockPath(recording), LockFile::Open::Existing);
}

QString defaultFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) +
           QStringLiteral("/recordings");
}

QString canonical(const QString& path)
{
    return QDir::cleanPath(QFileInfo(path).absoluteFilePath());
}

bool isSaved(const RecordingsFolder::Left& left)
{
    return left.savedSize >= left.size && QFileInfo::exists(left.savedTo);
}

} // namespace

RecordingsFolder::RecordingsFolder(QString folder)
    : folder_(canonical(folder.isEmpty() ? defaultFolder() : folder))
{
}

QString RecordingsFolder::notesFolder() const
{
    return QDir::cleanPath(folder_ + QStringLiteral("/../notes"));
}

QString RecordingsFolder::historyFile() const
{
    return QFileInfo(folder_).dir().filePath(QStringLiteral("history.jsonl"));
}

Result<QString> RecordingsFolder::newRecording()
{
    if (!QDir().mkpath(folder_)) {
        return failure("the folder for recordings can't be made", folder_.toStdString());
    }
    ::chmod(QFile::encodeName(folder_).constData(), S_IRWXU);
    const QString stem =
        QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    for (int number = 1; number < 10'000; ++number) {
        const QString path = QStringLiteral("%1/%2-%3.pcapng").arg(folder_, stem).arg(number);
        if (QFile::exists(path)) {
            continue;
        }
        if (auto lock = LockFile::take(lockPath(path), LockFile::Open::New)) {
            const std::lock_guard guard(mutex_);
            held_.emplace(path, *std::move(lock));
            return path;
        }
        if (errno != EEXIST && errno != EWOULDBLOCK) {
            return systemFailure("a new recording can't be made", folder_.toStdString());
        }
    }
    return failure("there are too many recordings of this second", folder_.toStdString());
}

void RecordingsFolder::release(const QString& path, bool remove)
{
    const std::lock_guard guard(mutex_);
    const auto it = held_.find(canonical(path));
    if (it == held_.end()) {
        return;
    }
    if (remove) {
        if (const QString notes = NoteJournal::fileFor(notesFolder(), path); !notes.isEmpty()) {
            QFile::remove(notes);
        }
        QFile::remove(it->first);
        SavedMark::remove(it->first);
    }
    held_.erase(it);
}

void RecordingsFolder::retire(std::unique_ptr<QObject> session, const QString& path, bool remove)
{
    if (session) {
        session->disconnect();
        session->moveToThread(nullptr); // so that any thread may destroy it
    }
    retirement_.take(
        [this, ending = std::shared_ptr<QObject>(std::move(session)), path, remove]() mutable {
            ending.reset();
            release(path, remove);
        });
}

std::vector<RecordingsFolder::Left> RecordingsFolder::leftBehind() const
{
    std::vector<Left> left = abandoned();
    std::erase_if(left, isSaved);
    return left;
}

void RecordingsFolder::removeSaved()
{
    for (const Left& left : abandoned()) {
        if (isSaved(left) && adopt(left.path)) {
            release(left.path, true);
        }
    }
}

std::vector<RecordingsFolder::Left> RecordingsFolder::abandoned() const
{
    std::vector<Left> left;
    const QFileInfoList files =
        QDir(folder_).entryInfoList({QStringLiteral("*.pcapng")}, QDir::Files | QDir::NoSymLinks);
    for (const QFileInfo& file : files) {
        if (file.size() > 0 && !isLocked(file.absoluteFilePath())) {
            const auto mark = SavedMark::of(file.absoluteFilePath());
            left.push_back({file.absoluteFilePath(), static_cast<std::uint64_t>(file.size()),
                            file.lastModified().toSecsSinceEpoch(), mark ? mark->file : QString(),
                            mark ? mark->size : 0});
        }
    }
    std::ranges::stable_sort(left, std::ranges::greater{}, &Left::modified);
    return left;
}

bool RecordingsFolder::adopt(const QString& path)
{
    const QString recording = canonical(path);
    const std::lock_guard guard(mutex_);
    if (held_.contains(recording) || !QFile::exists(recording)) {
        return false;
    }
    auto lock = LockFile::take(lockPath(recording));
    return lock && held_.emplace(recording, *std::move(lock)).second;
}

} // namespace framescope::library

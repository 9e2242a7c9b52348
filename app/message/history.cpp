// SPDX-License-Identifier: GPL-3.0-or-later
#include "message/history.h"

#include "base/file/input_file.h"
#include "base/file/replacement_file.h"
#include "base/text/qt_string.h"
#include "message/draft_json.h"
#include "redaction/secret_values.h"
#include "redaction/secrets.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace framescope::message {

namespace {

/// A file that is larger is not ours.
constexpr std::uint64_t LargestHistory = 64 * 1024 * 1024;

/// "1767225600000 {…}": the time is before the JSON.
std::string lineOf(const History::Entry& entry)
{
    return std::to_string(entry.time) + ' ' + draftJson(entry.draft) + '\n';
}

Result<History::Entry> entryOf(std::string_view line)
{
    History::Entry entry;
    const char* const end = line.data() + line.size();
    const auto [stop, error] = std::from_chars(line.data(), end, entry.time);
    if (error != std::errc{} || stop == end || *stop != ' ') {
        return failure("the line has no time");
    }
    return draftFromJson({stop + 1, end}).map([&](Draft draft) {
        entry.draft = std::move(draft);
        return entry;
    });
}

Result<void> makeFolder(const QString& path)
{
    const QString folder = QFileInfo(path).absolutePath();
    if (!QDir(folder).exists()) {
        if (!QDir().mkpath(folder)) {
            return failure("the folder can't be created", folder.toStdString());
        }
        ::chmod(QFile::encodeName(folder).constData(), 0700);
    }
    return {};
}

} // namespace

QString History::defaultPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) +
           QStringLiteral("/history.jsonl");
}

History::History(const QString& path, const Limits& limits) : path_(path), limits_(limits)
{
    read();
}

std::vector<std::size_t> History::find(QStringView text) const
{
    std::vector<std::size_t> found;
    for (std::size_t i = entries_.size(); i-- > 0;) {
        if (textsOf(entries_[i].draft).contains(text, Qt::CaseInsensitive)) {
            found.push_back(i);
        }
    }
    return found;
}

void History::setSecrets(const std::vector<QString>& secrets)
{
    secrets_.clear();
    for (const QString& secret : secrets) {
        secrets_.push_back(secret.toStdString());
    }
}

Result<void> History::add(const Draft& draft, std::int64_t time)
{
    if (!entries_.empty() && entries_.back().draft == draft) {
        entries_.back().time = time;
        return {};
    }
    Entry entry{draft, time, false};
    const std::string line = lineOf(entry);
    entry.isKept = line.size() <= LargestKept && !isSecret(draft);
    entries_.push_back(std::move(entry));
    dropOldest();
    if (!entries_.back().isKept) {
        return {};
    }
    const std::uint64_t most = 2 * static_cast<std::uint64_t>(limits_.bytes);
    return fileSize_ + line.size() > most ? rewrite() : append(line);
}

Result<void> History::remove(std::size_t index)
{
    entries_.erase(entries_.begin() + static_cast<std::ptrdiff_t>(index));
    return rewrite();
}

Result<void> History::clear()
{
    entries_.clear();
    return rewrite();
}

void History::read()
{
    const auto bytes = readInputFile(path_.toStdString(), LargestHistory);
    if (!bytes) {
        return;
    }
    fileSize_ = bytes->size();
    std::string_view left = asText(*bytes);
    while (!left.empty()) {
        const std::string_view line = left.substr(0, left.find('\n'));
        left.remove_prefix(std::min(left.size(), line.size() + 1));
        auto entry = entryOf(line);
        if (!entry) {
            damaged_ += line.empty() ? 0 : 1;
        } else if (entries_.empty() || entries_.back().draft != entry->draft) {
            entries_.push_back(*std::move(entry));
            dropOldest();
        }
    }
}

void History::dropOldest()
{
    while (entries_.size() > limits_.entries) {
        entries_.pop_front();
    }
}

bool History::isSecret(const Draft& draft) const
{
    const std::string texts = textsOf(draft).toStdString();
    return redaction::textWithoutSecrets(texts) != texts ||
           redaction::withoutValues(texts, secrets_) != texts;
}

/// In one write, so that another program's line is not torn. After a torn line, which a crash may
/// have left, it begins a new one.
Result<void> History::append(const std::string& line)
{
    if (const auto made = makeFolder(path_); !made) {
        return made;
    }
    const QByteArray name = QFile::encodeName(path_);
    const int descriptor =
        ::open(name.constData(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (descriptor < 0) {
        return systemFailure("cannot be written", name.toStdString());
    }
    char last = '\n';
    struct stat status = {};
    if (::fstat(descriptor, &status) == 0 && status.st_size > 0) {
        [[maybe_unused]] const ssize_t count = ::pread(descriptor, &last, 1, status.st_size - 1);
    }
    const std::string whole = last == '\n' ? line : '\n' + line;
    const ssize_t written = ::write(descriptor, whole.data(), whole.size());
    const int error = written < 0 ? errno : ENOSPC;
    ::close(descriptor);
    if (written != static_cast<ssize_t>(whole.size())) {
        errno = error;
        return systemFailure("cannot be written", name.toStdString());
    }
    fileSize_ += whole.size();
    return {};
}

/// Writes the newest entries that fit. What another program has added since is lost.
Result<void> History::rewrite()
{
    std::size_t first = entries_.size();
    std::uint64_t size = 0;
    std::vector<std::string> lines;
    while (first > 0) {
        const Entry& entry = entries_[first - 1];
        std::string line = entry.isKept ? lineOf(entry) : std::string();
        if (size + line.size() > limits_.bytes) {
            break;
        }
        size += line.size();
        lines.push_back(std::move(line));
        --first;
    }
    entries_.erase(entries_.begin(), entries_.begin() + static_cast<std::ptrdiff_t>(first));
    return makeFolder(path_)
        .and_then([&] { return ReplacementFile::create(path_.toStdString()); })
        .and_then([&](ReplacementFile file) {
            for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
                if (const auto written = file.write(asBytes(*line)); !written) {
                    return written;
                }
            }
            return file.commit();
        })
        .map([&] { fileSize_ = size; });
}

} // namespace framescope::message

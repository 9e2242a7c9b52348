// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenario/scenario_file.h"

#include "base/file/replacement_file.h"
#include "base/text/qt_string.h"
#include "base/text/utf8_validator.h"
#include "collection/file_text.h"

#include <QFile>
#include <QFileInfo>
#include <QTimer>

#include <algorithm>

namespace framescope::ui {

namespace {

Result<void> writtenTo(const QString& path, const QByteArray& text)
{
    auto file = ReplacementFile::create(path.toStdString());
    if (!file) {
        return tl::unexpected(file.error());
    }
    const ByteView bytes(reinterpret_cast<const std::uint8_t*>(text.constData()),
                         static_cast<std::size_t>(text.size()));
    auto written = file->write(bytes);
    if (written && QFile::exists(path)) {
        written = file->takeModeOfTarget();
    }
    return written ? file->commit() : written;
}

/// Says where the first byte is that is not UTF-8.
Result<void> checkUtf8(const QString& path, const std::string& text)
{
    Utf8Validator validator;
    validator.feed(asBytes(text));
    if (validator.finish()) {
        return {};
    }
    const auto at = static_cast<std::size_t>(validator.errorOffset().value_or(0));
    const auto line =
        1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    return failure("it is not UTF-8: byte " + std::to_string(at + 1) + ", in line " +
                       std::to_string(line) + ", is no part of a character",
                   path.toStdString(), "convert it to UTF-8 to edit it here");
}

} // namespace

ScenarioFile::ScenarioFile(QObject* parent) : QObject(parent)
{
    constexpr int Pause = 100; // ms; an editor that saves removes the file for a moment
    auto* pause = new QTimer(this);
    pause->setSingleShot(true);
    pause->setInterval(Pause);
    connect(&watcher_, &QFileSystemWatcher::fileChanged, pause, qOverload<>(&QTimer::start));
    connect(&watcher_, &QFileSystemWatcher::directoryChanged, pause, qOverload<>(&QTimer::start));
    connect(pause, &QTimer::timeout, this, &ScenarioFile::look);
}

Result<QString> ScenarioFile::open(const QString& path)
{
    const auto text = collection::textOfFile(path);
    if (!text) {
        return tl::unexpected(text.error());
    }
    if (auto checked = checkUtf8(path, *text); !checked) {
        return tl::unexpected(checked.error());
    }
    take(path);
    QString read = toQString(*text);
    crLf_ = read.contains(QLatin1String("\r\n")) &&
            read.count(QLatin1Char('\n')) == read.count(QLatin1String("\r\n"));
    return crLf_ ? read.replace(QLatin1String("\r\n"), QLatin1String("\n")) : read;
}

Result<void> ScenarioFile::save(const QString& path, const QString& text)
{
    if (path == path_ && isChangedOutside()) {
        return failure("another program has changed the file", path.toStdString(),
                       "reload it, or save it under another name");
    }
    QString bytes = text;
    if (crLf_) {
        bytes.replace(QLatin1Char('\n'), QLatin1String("\r\n"));
    }
    auto written = writtenTo(path, bytes.toUtf8());
    if (written) {
        take(path);
    }
    return written;
}

bool ScenarioFile::isChangedOutside() const
{
    const auto now = stateNow();
    return known_ && now && now != known_;
}

void ScenarioFile::keepOurs()
{
    known_ = stateNow();
}

std::optional<FileState> ScenarioFile::stateNow() const
{
    return FileState::of(QFile::encodeName(path_).toStdString());
}

void ScenarioFile::take(const QString& path)
{
    path_ = path;
    known_ = stateNow();
    seen_ = known_;
    const QStringList watched = watcher_.files() + watcher_.directories();
    if (!watched.isEmpty()) {
        watcher_.removePaths(watched);
    }
    watcher_.addPaths({path_, QFileInfo(path_).absolutePath()});
}

void ScenarioFile::look()
{
    if (!watcher_.files().contains(path_) && QFile::exists(path_)) {
        watcher_.addPath(path_); // it was replaced
    }
    if (const auto now = stateNow(); now != seen_) {
        seen_ = now;
        if (now != known_) {
            emit changedOutside();
        }
    }
}

} // namespace framescope::ui

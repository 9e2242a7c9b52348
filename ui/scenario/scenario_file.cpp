// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenario/scenario_file.h"

#include "base/file/replacement_file.h"
#include "base/text/qt_string.h"
#include "collection/file_text.h"

#include <QFile>
#include <QFileInfo>
#include <QTimer>

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
    take(path);
    return toQString(*text);
}

Result<void> ScenarioFile::save(const QString& path, const QString& text)
{
    if (path == path_ && known_ && stateNow() && stateNow() != known_) {
        return failure("another program has changed the file", path.toStdString(),
                       "reload it, or save it under another name");
    }
    auto written = writtenTo(path, text.toUtf8());
    if (written) {
        take(path);
    }
    return written;
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

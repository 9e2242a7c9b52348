// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/contract/contract_file.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <chrono>

namespace framescope::ui {

namespace {

constexpr std::chrono::milliseconds WritingTime{200};

std::pair<qint64, qint64> stampOf(const QString& path)
{
    const QFileInfo file(path);
    return {file.lastModified().toMSecsSinceEpoch(), file.size()};
}

} // namespace

ContractFile::ContractFile(QObject* parent) : QObject(parent)
{
    pause_.setSingleShot(true);
    pause_.setInterval(WritingTime);
    connect(&pause_, &QTimer::timeout, this, &ContractFile::lookAgain);
    // The folder too: editors often put a new file in the place of the old one.
    for (const auto changed :
         {&QFileSystemWatcher::fileChanged, &QFileSystemWatcher::directoryChanged}) {
        connect(&watcher_, changed, &pause_, [this] { pause_.start(); });
    }
}

void ContractFile::open(const QString& path)
{
    close();
    path_ = QFileInfo(path).absoluteFilePath();
    watcher_.addPaths({path_, QFileInfo(path_).path()});
    read();
}

void ContractFile::close()
{
    reading_.cancel();
    pause_.stop();
    if (const QStringList watched = watcher_.files() + watcher_.directories(); !watched.isEmpty()) {
        watcher_.removePaths(watched);
    }
    path_.clear();
}

void ContractFile::lookAgain()
{
    if (QFile::exists(path_) && !watcher_.files().contains(path_)) {
        watcher_.addPath(path_);
    }
    if (QFile::exists(path_) && stampOf(path_) != seen_) {
        read();
    }
}

void ContractFile::read()
{
    seen_ = stampOf(path_);
    reading_.run([path = QFile::encodeName(path_).toStdString()](
                     work::Run& /*run*/) { return contract::Document::open(path); },
                 [this](const Result<contract::Document::Ptr>& document) {
                     document ? emit opened(*document) : emit failed(document.error());
                 });
}

} // namespace framescope::ui

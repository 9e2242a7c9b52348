// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/document/document.h"
#include "work/task.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QString>
#include <QTimer>

#include <cstdint>
#include <utility>

namespace framescope::ui {

/// A document on the disk, which is read again when it changes.
class ContractFile : public QObject
{
    Q_OBJECT

public:
    explicit ContractFile(QObject* parent = nullptr);

    /// Reads it in the background; `opened` or `failed` follows.
    void open(const QString& path);
    void close();
    const QString& path() const { return path_; }

signals:
    void opened(const framescope::contract::Document::Ptr& document);
    void failed(const framescope::Error& error);

private:
    void lookAgain();
    void read();

    QString path_;
    std::pair<qint64, qint64> seen_; ///< time and size of what was read
    QFileSystemWatcher watcher_;
    QTimer pause_; ///< until what is being written is complete
    work::Task reading_;
};

} // namespace framescope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/file/file_state.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QString>

#include <optional>
#include <string>

namespace framescope::ui {

/// The file of a scenario that is edited: reads and writes it, and notices when another program
/// has changed it.
class ScenarioFile : public QObject
{
    Q_OBJECT

public:
    explicit ScenarioFile(QObject* parent);

    /// Empty if it was never saved.
    const QString& path() const { return path_; }
    /// The text of a file, which becomes the file that is edited. Fails if it is not UTF-8, of
    /// which nothing else could be written back. Ends of lines are "\n", and written as they were.
    Result<QString> open(const QString& path);
    /// Reads it again.
    Result<QString> reload() { return open(path_); }
    /// Writes it in one step (mode 0600, or that of the file that it replaces). Fails if another
    /// program has changed the file since it was read, unless that is told by `keepOurs`.
    Result<void> save(const QString& path, const QString& text);
    /// Whether another program has changed the file since it was read or written.
    bool isChangedOutside() const;
    /// The other program's change is known, and may be written over.
    void keepOurs();

signals:
    /// Emitted when another program has changed or removed the file.
    void changedOutside();

private:
    std::optional<FileState> stateNow() const;
    void take(const QString& path);
    void look();

    QString path_;
    bool crLf_ = false;              ///< all lines end in CR LF
    std::optional<FileState> known_; ///< when it was read or written
    std::optional<FileState> seen_;  ///< when it was looked at last
    QFileSystemWatcher watcher_;
};

} // namespace framescope::ui

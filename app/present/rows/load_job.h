// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "recording/reader.h"
#include "timeline/index/timeline.h"
#include "work/task.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <stop_token>

namespace framescope::timeline {
class Loader;
}

namespace framescope::present {

/// Opens a recording in the background. Its timeline can be shown once `opened` is emitted, and
/// grows until `finished`.
class LoadJob : public QObject
{
    Q_OBJECT

public:
    struct Outcome
    {
        std::optional<Error> error; ///< the file can't be read, or is no capture at all
        recording::Reader::Summary summary;
        bool cancelled = false; ///< the rest of the file was not read
    };

    explicit LoadJob(QString path, QObject* parent = nullptr);

    const QString& path() const { return path_; }
    /// Must be called only once.
    void start();
    /// Stops reading; `finished` is still emitted.
    void cancel();
    bool isRunning() const { return task_.isRunning(); }
    /// See timeline::Loader::editNotes. Fails while loading, and if nothing was loaded.
    Result<void> editNotes(const timeline::NoteEdit& edit);

signals:
    void opened(std::shared_ptr<const framescope::timeline::Timeline> timeline);
    /// Emitted at intervals with the bytes read and the size of the file.
    void progressed(quint64 done, quint64 total);
    void finished(const framescope::present::LoadJob::Outcome& outcome);

private:
    QString path_;
    std::stop_source cancelled_;
    std::shared_ptr<timeline::Loader> loader_; ///< null until loading has ended
    work::Task task_;
};

} // namespace framescope::present

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

/// Opens a recording in the background. Its timeline can be shown as soon as `opened` is
/// emitted, and grows until `finished`.
class LoadJob : public QObject
{
    Q_OBJECT

public:
    struct Outcome
    {
        std::optional<Error> error; ///< the file can't be read, or is no capture at all
        recording::Reader::Summary summary;
        bool cancelled = false; ///< what was read until then is shown
    };

    explicit LoadJob(QString path, QObject* parent = nullptr);

    const QString& path() const { return path_; }
    /// To be called once.
    void start();
    /// `finished` comes with what was read until then.
    void cancel();
    bool isRunning() const { return task_.isRunning(); }
    /// See timeline::Loader::editNotes. Fails while it is running, or has read nothing.
    Result<void> editNotes(const timeline::NoteEdit& edit);

signals:
    void opened(std::shared_ptr<const framescope::timeline::Timeline> timeline);
    /// Bytes read and the size of the file; now and then.
    void progressed(quint64 done, quint64 total);
    void finished(const framescope::present::LoadJob::Outcome& outcome);

private:
    QString path_;
    std::stop_source cancelled_;
    std::shared_ptr<timeline::Loader> loader_; ///< null until all was read
    work::Task task_;
};

} // namespace framescope::present

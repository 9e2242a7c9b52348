// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/exporting/export_request.h"
#include "work/job_thread.h"

#include <QObject>
#include <QString>

namespace framescope::ui {

/// Exports in a thread of its own: the beginning, to be looked at, or the whole into a file. The
/// newest request wins.
class ExportJob : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t PreviewSize = 32 * 1024; ///< bytes

    explicit ExportJob(QObject* parent = nullptr);

    /// Ends with `previewed` or `failed`.
    void preview(const ExportRequest& request);
    /// Writes a file that takes its place when it is whole; ends with `exported` or `failed`.
    void exportTo(const QString& path, const ExportRequest& request);
    /// Nothing comes any more, and no file is left.
    void cancel();

signals:
    /// `cut`: there is more than the first PreviewSize bytes.
    void previewed(const QString& text, bool cut);
    void progressed(quint64 done, quint64 total);
    void exported(const QString& path);
    void failed(const framescope::Error& error);

private:
    struct Poster;
    Poster poster();

    quint64 number_ = 0;
    work::JobThread thread_; ///< the last member: it uses the others
};

} // namespace framescope::ui

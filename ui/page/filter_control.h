// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/visible_rows_job.h"
#include "present/search/filter_matcher.h"

#include <QElapsedTimer>
#include <QObject>

#include <memory>

namespace framescope::ui {

class DetailsPane;
class Document;
class FilterBar;
class NoteWatcher;
class TimelinePane;

/// Applies the filter and the view of the filter bar to the rows of a page, and shows in the bar
/// how far that is.
class FilterControl : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        Document& document;
        FilterBar& filterBar;
        TimelinePane& timelinePane;
        DetailsPane& details;
        present::VisibleRowsJob& rows;
    };

    /// All parts must outlive it.
    FilterControl(const Parts& parts, QObject* parent);

    /// Looks for the rows from the beginning.
    void start();
    void showProgress();

private:
    void apply(const QString& expression);
    void takeRows();
    void cancel();

    Parts parts_;
    NoteWatcher* noteWatcher_;
    present::MakeMatcher matcher_;
    std::shared_ptr<present::TooLongReport> tooLong_; ///< of that matcher; null before the first
    QElapsedTimer sinceProgress_;
};

} // namespace framescope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/match/note_kinds.h"
#include "present/rows/visible_rows_job.h"
#include "present/search/filter_matcher.h"

#include <QElapsedTimer>
#include <QObject>

#include <memory>

class QTimer;

namespace framescope::ui {

class DetailsPane;
class Document;
class FilterBar;
class TimelinePane;

/// Applies the filter and the view of the filter bar to the rows of a page, and shows in the bar
/// how far that is. Notes and marks that were added make the filter look again, if it asks for
/// them; what a file brings while it is read counts when that is done.
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
    void lookAtNotes();

    Parts parts_;
    present::MakeMatcher matcher_;
    std::shared_ptr<present::TooLongReport> tooLong_; ///< of that matcher; null before the first
    QElapsedTimer sinceProgress_;
    std::shared_ptr<const timeline::Timeline> timeline_; ///< of `notesSeen_`
    std::size_t notesSeen_ = 0;
    filter::NoteKinds wanted_; ///< what the filter looks at
    QTimer* bundle_;           ///< makes several notes at once one reason
};

} // namespace framescope::ui

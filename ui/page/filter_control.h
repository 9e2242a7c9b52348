// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/language/filter.h"
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

/// Applies the filter and the view of the filter bar to the rows of a page, and shows the progress
/// in the bar. New notes and marks restart a filter that tests for them; those read from a file do
/// so when it is read completely.
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

    /// Sets the contract that the filter may be about, and filters again.
    void setContract(const filter::ContractPtr& contract);
    /// Filters all events again.
    void start();
    void showProgress();

private:
    void apply(const QString& expression);
    void takeRows();
    void cancel();
    void lookAtNotes();

    Parts parts_;
    filter::ContractPtr contract_;
    QString applied_;
    present::MakeMatcher matcher_;
    std::shared_ptr<present::TooLongReport> tooLong_; ///< of `matcher_`; null at first
    QElapsedTimer sinceProgress_;
    std::shared_ptr<const timeline::Timeline> timeline_; ///< the one that `notesSeen_` refers to
    std::size_t notesSeen_ = 0;
    filter::NoteKinds wanted_; ///< the kinds of notes that the filter tests for
    QTimer* bundle_;           ///< joins several new notes into one restart
};

} // namespace framescope::ui

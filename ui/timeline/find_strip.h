// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/timeline_model.h"
#include "present/search/find_job.h"
#include "present/search/match_counter.h"

#include <QWidget>

#include <optional>

class QLabel;
class QLineEdit;
class QProgressBar;
class QTimer;

namespace framescope::ui {

class TimelineView;

/// Finds text in the rows that are shown and counts the matches ("3 of 1,204"), in the background.
/// A phrase matches in any case; /…/ is a regular expression, as in the filter.
class FindStrip : public QWidget
{
    Q_OBJECT

public:
    FindStrip(TimelineView& view, present::TimelineModel& model, QWidget* parent = nullptr);

    /// Shows the strip, ready for typing.
    void open();
    void findNext(bool backward);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void leave();
    void find(std::optional<EventId> from, bool beyond, bool backward);
    void showResult(const present::FindResult& result);
    void say(const QString& sentence, bool bad = false);
    void stop();
    void countMatches();
    void showCount();
    void showHits();
    void sayNotFound();
    void showProgress();

    TimelineView& view_;
    present::TimelineModel& model_;
    present::FindJob job_;
    present::MatchCounter counter_;
    QString counted_;               ///< the text whose matches were last counted
    std::optional<EventId> anchor_; ///< the search for typed text starts here
    std::optional<EventId> from_;   ///< the last search started after this event
    bool backward_ = false;         ///< direction of the last search
    bool notFound_ = false;         ///< "not found" is the message shown
    QLineEdit* field_;
    QLabel* message_;
    QLabel* count_;
    QProgressBar* progress_;
    QTimer* delay_;
};

} // namespace framescope::ui

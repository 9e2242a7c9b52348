// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "filter/language/filter.h"
#include "filter/match/too_long.h"
#include "present/rows/visible_rows_job.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QTimer;
class QToolButton;

namespace framescope::filter {
struct Vocabulary;
}

namespace framescope::ui {

class FilterCompleter;
class FilterField;
class FilterMenu;
class HelpWindow;
class QuickFilters;
class Settings;

/// The controls for what the timeline shows: filter, view, and following the newest row.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    /// `settings` must outlive the bar.
    explicit FilterBar(Settings& settings, QWidget* parent = nullptr);

    QString text() const;
    void setText(const QString& text);
    timeline::View view() const;
    void setView(timeline::View view);
    /// Adds a term to the filter and applies it at once.
    void addTerm(const QString& term);
    void focusFilter();
    void showHelp();

    /// Sets the contract that the filter may be about, and applies the filter again.
    void setContract(const filter::ContractPtr& contract);
    /// Values that completion offers.
    void setVocabulary(const filter::Vocabulary& seen);
    void setProgress(const present::RowsProgress& progress, bool filtered);
    /// Sets the events too long for the filter to test completely; shown with the next progress.
    void setTooLong(const filter::TooLong& events) { tooLong_ = events; }
    /// Shows the progress of reading a recording instead of that of the filter until `done` equals
    /// `total`. The cancel button then stops the reading.
    void setLoading(quint64 done, quint64 total);
    void setFollowing(bool following);
    /// Enables the Follow button while the recording grows.
    void setLive(bool live);

signals:
    /// Emitted with a valid filter shortly after the last key press, or at once on Enter.
    void filterEdited(const QString& text);
    /// Emitted with the mistake in the text once the field loses the focus; empty if there is none.
    void mistakeStands(const QString& sentence);
    void viewChosen(framescope::timeline::View view);
    void followChosen(bool follow);
    void cancelRequested();
    /// Emitted on Down, or Escape in an empty field, to return the focus to the rows.
    void left();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void connectField();
    void makeViews();
    void arrange();
    void apply();
    void choose(const QString& expression);
    void remember();
    void tellMistake();
    void showMenu();
    void showCount();
    void setNarrow(bool narrow);
    void showBusy(bool busy, quint64 done, quint64 whole, const QString& cancel);

    Settings& settings_;
    bool loading_ = false;
    bool isBehind_ = false; ///< many events are still to be filtered
    bool mistakeTold_ = false;
    bool narrow_ = false;
    QString wholeCount_; ///< "12 of 1,204"
    QString shortCount_; ///< "12"
    filter::TooLong tooLong_;
    FilterField* field_;
    FilterCompleter* completer_;
    FilterMenu* menu_;
    HelpWindow* help_ = nullptr; ///< null until first shown
    QuickFilters* quick_;
    QToolButton* filters_;
    QToolButton* question_;
    QLabel* count_;
    QProgressBar* progress_;
    QToolButton* cancel_;
    QToolButton* messages_;
    QToolButton* frames_;
    QToolButton* follow_;
    QTimer* delay_;
};

} // namespace framescope::ui

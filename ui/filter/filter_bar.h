// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
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

/// Chooses what the timeline shows: the filter, the view, and whether it follows the newest row.
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

    /// Values that completion offers.
    void setVocabulary(const filter::Vocabulary& seen);
    void setProgress(const present::RowsProgress& progress, bool filtered);
    /// Events that were too long for the filter to judge completely; told with the next progress.
    void setTooLong(const filter::TooLong& events) { tooLong_ = events; }
    /// A recording is being read until `done` equals `total`. Its progress takes precedence, and it
    /// can be cancelled as well.
    void setLoading(quint64 done, quint64 total);
    void setFollowing(bool following);
    /// Whether the recording grows; otherwise following is disabled.
    void setLive(bool live);

signals:
    /// The text is a new valid filter; emitted shortly after the last key press, or at once with
    /// Enter.
    void filterEdited(const QString& text);
    /// What is wrong with the text when the field lost the focus; empty when it is right again.
    void mistakeStands(const QString& sentence);
    void viewChosen(framescope::timeline::View view);
    void followChosen(bool follow);
    void cancelRequested();
    /// Escape in an empty field: the focus returns to the rows.
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
    bool isBehind_ = false; ///< events are still to be looked at
    bool mistakeTold_ = false;
    bool narrow_ = false;
    QString wholeCount_; ///< "12 of 1,204"
    QString shortCount_; ///< "12"
    filter::TooLong tooLong_;
    FilterField* field_;
    FilterCompleter* completer_;
    FilterMenu* menu_;
    HelpWindow* help_ = nullptr; ///< once it was asked for
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

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "present/visible_rows_job.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QProgressBar;
class QTimer;
class QToolButton;

namespace framescope::ui {

/// Chooses what the timeline shows: the filter, the view, and whether it follows the newest row.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    explicit FilterBar(QWidget* parent = nullptr);

    QString text() const;
    void setText(const QString& text);
    timeline::View view() const;
    void setView(timeline::View view);
    /// Adds a term to the filter and applies it at once.
    void addTerm(const QString& term);
    void focusFilter();

    /// What is wrong with the filter; empty: nothing.
    void setMistake(const QString& sentence);
    void setProgress(const present::RowsProgress& progress, bool filtered);
    /// A recording is being read, until `done` is `total`: that has the progress bar, and can
    /// be cancelled as well.
    void setLoading(quint64 done, quint64 total);
    void setFollowing(bool following);
    /// Following makes no sense in a recording that does not grow.
    void setLive(bool live);

signals:
    /// A moment after the last key press, or at once with Enter.
    void filterEdited(const QString& text);
    void viewChosen(framescope::timeline::View view);
    void followChosen(bool follow);
    void cancelRequested();
    /// Escape in an empty field: back to the rows.
    void left();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showBusy(bool busy, double part, const QString& cancel);
    QToolButton* makeSegment(const QString& text, const QString& segment, const QString& toolTip);

    bool loading_ = false;
    QLineEdit* field_;
    QLabel* count_;
    QProgressBar* progress_;
    QToolButton* cancel_;
    QToolButton* messages_;
    QToolButton* frames_;
    QToolButton* follow_;
    QTimer* delay_;
};

} // namespace framescope::ui

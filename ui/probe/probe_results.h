// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/probe/probe.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QTableView;

namespace framescope::ui {

class ProbeRows;
class ProbeTable;

/// The table of a probe's cases while it runs and afterwards, with the details of the chosen one.
class ProbeResults : public QWidget
{
    Q_OBJECT

public:
    explicit ProbeResults(QWidget* parent = nullptr);

    void begin(const std::vector<scenario::probe::Case>& cases);
    void add(const scenario::probe::CaseResult& result, quint64 done);
    void finish(const scenario::probe::ProbeResult& result);
    /// The case whose recording is shown, "framing.2"; empty if none is. It follows what is chosen.
    const QString& shownCase() const { return shownCase_; }

signals:
    void recordingRequested(const QString& path);
    void reportRequested();

private:
    QTableView* buildTable();
    void fillFilter();
    QString counts() const;
    void filter();
    void choose();
    void describe();
    void openRecording();
    int chosenRow() const;
    const scenario::probe::CaseResult* chosen() const;

    std::size_t caseCount_ = 0;
    QString shownCase_;
    ProbeTable* table_;
    ProbeRows* rows_;
    QTableView* view_;
    QComboBox* filter_;
    QLineEdit* words_;
    QProgressBar* progress_;
    QLabel* summary_;
    QPlainTextEdit* details_;
    QPushButton* open_;
    QPushButton* report_;
};

} // namespace framescope::ui

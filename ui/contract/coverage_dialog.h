// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/contract_coverage.h"
#include "work/task.h"

#include <QDialog>

#include <memory>

class QLabel;
class QProgressBar;
class QPushButton;
class QTreeWidget;

namespace framescope::ui {

/// Which messages of a contract a recording has, how often, and which never.
class CoverageDialog : public QDialog
{
    Q_OBJECT

public:
    CoverageDialog(std::shared_ptr<const timeline::Timeline> timeline,
                   contract::Document::Ptr contract, QWidget* parent);

signals:
    /// Emitted with a term of the filter language for what the user wants to see.
    void filterTermRequested(const QString& term);

private:
    void count();
    void showCounts(const present::ContractCoverage& coverage);
    void filterFor(const QString& term);

    std::shared_ptr<const timeline::Timeline> timeline_;
    contract::Document::Ptr contract_;
    QTreeWidget* list_;
    QLabel* summary_;
    QProgressBar* progress_;
    QPushButton* broken_;
    work::Task task_;
};

} // namespace framescope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/time/statistics_table.h"

#include <QTableView>

namespace framescope::ui {

/// The table of totals. Copies what is selected, or all of it, as tab-separated text.
class TotalsView : public QTableView
{
    Q_OBJECT

public:
    explicit TotalsView(QWidget* parent = nullptr);

    void setReport(std::shared_ptr<const present::StatisticsReport> report);
    /// Of the rows that are selected; of all where none is.
    QString selectedText() const;
    QString wholeText() const;
    void copy() const;
    void copyAll() const;

    /// High enough for all rows.
    QSize sizeHint() const override;

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    present::StatisticsTable* table_;
};

} // namespace framescope::ui

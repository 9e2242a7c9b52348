// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/time/statistics_table.h"

#include <QTableView>

namespace framescope::ui {

/// The table of totals. Copies the selection, or everything, as tab-separated text.
class TotalsView : public QTableView
{
    Q_OBJECT

public:
    explicit TotalsView(QWidget* parent = nullptr);

    void setReport(std::shared_ptr<const present::StatisticsReport> report);
    /// Returns the text of the selected rows, or of all if none is selected.
    QString selectedText() const;
    QString wholeText() const;
    void copy() const;
    void copyAll() const;

    /// The height of all rows.
    QSize sizeHint() const override;

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    present::StatisticsTable* table_;
};

} // namespace framescope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/words/tone.h"
#include "scenario/probe/case_result.h"
#include "scenario/probe/probe_case.h"

#include <QAbstractTableModel>

#include <cstddef>
#include <vector>

namespace framescope::ui {

/// The cases of a probe, with what came of each.
class ProbeTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Verdict, Case, Sent, Came, Expected, Section, Time, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setCases(const std::vector<scenario::probe::Case>& cases);
    /// What came of one of the cases.
    void add(const scenario::probe::CaseResult& result);
    /// Nothing more comes: what has not finished was not tried.
    void settle();

    const scenario::probe::CaseResult& result(int row) const { return at(row).result; }
    bool hasFinished(int row) const { return at(row).finished; }
    std::uint64_t count(scenario::probe::Verdict verdict) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row
    {
        scenario::probe::CaseResult result;
        bool finished = false;
    };
    const Row& at(int row) const { return rows_[static_cast<std::size_t>(row)]; }
    QString text(const Row& row, int column) const;

    std::vector<Row> rows_;
};

/// How a verdict looks.
struct VerdictLook
{
    const char* icon;
    present::Tone tone;
};
VerdictLook lookOf(scenario::probe::Verdict verdict);

} // namespace framescope::ui

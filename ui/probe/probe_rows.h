// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/probe/case_result.h"

#include <QCollator>
#include <QSortFilterProxyModel>
#include <QStringList>

#include <optional>

namespace framescope::ui {

class ProbeTable;

/// The cases of a probe that are wanted: with a verdict, and with words in any of their columns; in
/// the order of the probe, or of a column.
class ProbeRows : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using Filter = std::optional<scenario::probe::Verdict>;

    /// `table` must outlive it.
    explicit ProbeRows(ProbeTable& table, QObject* parent = nullptr);

    /// Shows the cases with that verdict alone; nullopt: all.
    void setVerdict(Filter verdict);
    /// Shows the cases that have each of the words, in any case.
    void setWords(const QString& words);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    ProbeTable& table_;
    QCollator collator_; ///< framing.10 is after framing.2
    Filter verdict_;
    QStringList words_;
};

} // namespace framescope::ui

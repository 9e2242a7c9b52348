// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection_options.h"
#include "scenario/probe/probe_case.h"

#include <QVariantMap>
#include <QWidget>

class QCheckBox;
class QLabel;
class QTreeWidget;
class QTreeWidgetItem;

namespace framescope::ui {

class NumberField;

/// Which groups of cases are to be tried, and what that sends to the server at most.
class ProbePlan : public QWidget
{
    Q_OBJECT

public:
    explicit ProbePlan(const connection::ConnectionOptions& options, QWidget* parent = nullptr);

    /// What is kept for the next probe: the groups and the load guard, but not that a server may be
    /// probed.
    QVariantMap choices() const;
    void setChoices(const QVariantMap& choices);

    scenario::probe::Settings settings() const;
    /// Whether any case is chosen, and the server is one that may be probed.
    bool isReady() const;

signals:
    void changed();

private:
    void fill();
    QWidget* guardRow();
    QList<QTreeWidgetItem*> items() const;
    void tellLoad();

    connection::ConnectionOptions options_;
    bool isLocal_;
    QTreeWidget* groups_;
    NumberField* connections_; ///< the load guard: the most that is done
    NumberField* megabytes_;
    NumberField* rate_; ///< connections a second
    QLabel* load_;
    QCheckBox* allowed_;
    bool isAnyChosen_ = false;
};

} // namespace framescope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection_options.h"
#include "scenario/probe/probe_case.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QTreeWidget;

namespace framescope::ui {

/// Which groups of cases are to be tried, and what that sends to the server at most.
class ProbePlan : public QWidget
{
    Q_OBJECT

public:
    explicit ProbePlan(const connection::ConnectionOptions& options, QWidget* parent = nullptr);

    scenario::probe::Settings settings() const;
    /// Whether any case is chosen, and the server is one that may be probed.
    bool isReady() const;

signals:
    void changed();

private:
    void fill();
    void tellLoad();

    connection::ConnectionOptions options_;
    bool isLocal_;
    QTreeWidget* groups_;
    QLabel* load_;
    QCheckBox* allowed_;
    bool isAnyChosen_ = false;
};

} // namespace framescope::ui

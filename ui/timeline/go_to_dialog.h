// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/timeline.h"

#include <QDialog>

#include <memory>

class QLabel;
class QLineEdit;

namespace framescope::ui {

/// Asks for the number or the time of an event. Invalid input is explained, and the dialog stays
/// open.
class GoToDialog : public QDialog
{
    Q_OBJECT

public:
    explicit GoToDialog(std::shared_ptr<const timeline::Timeline> timeline,
                        QWidget* parent = nullptr);

    void accept() override;

signals:
    void chosen(framescope::EventId id);

private:
    std::shared_ptr<const timeline::Timeline> timeline_;
    QLineEdit* field_;
    QLabel* message_;
};

} // namespace framescope::ui

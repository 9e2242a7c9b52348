// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/recordings_folder.h"

#include <QObject>
#include <QPointer>

#include <functional>

class QWidget;

namespace framescope::ui {

class NotificationBar;
class RecoveryDialog;

/// Offers the unsaved recordings of earlier runs: to open all, or to choose from a list. Only
/// recordings chosen in that list are discarded.
class Recovery : public QObject
{
    Q_OBJECT

public:
    /// `open` takes over a recording and shows it.
    Recovery(library::RecordingsFolder& folder, NotificationBar& bar, QWidget& window,
             std::function<void(const QString&)> open);

    /// Shows the offer in the bar, if there are such recordings.
    void offer();

private:
    void openAll(const QStringList& recordings);
    void choose();
    void showWhatIsLeft();

    library::RecordingsFolder& folder_;
    NotificationBar& bar_;
    QWidget& window_;
    std::function<void(const QString&)> open_;
    QPointer<RecoveryDialog> dialog_;
};

} // namespace framescope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/recovery.h"

#include "ui/page/session_reports.h"
#include "ui/style/building_blocks.h"
#include "ui/widgets/notification_bar.h"
#include "ui/window/recovery_dialog.h"

#include <utility>

namespace framescope::ui {

Recovery::Recovery(library::RecordingsFolder& folder, NotificationBar& bar, QWidget& window,
                   std::function<void(const QString&)> open)
    : QObject(&window), folder_(folder), bar_(bar), window_(window), open_(std::move(open))
{
}

void Recovery::offer()
{
    folder_.removeSaved();
    const auto left = folder_.leftBehind();
    if (left.empty()) {
        return;
    }
    QStringList recordings;
    for (const auto& recording : left) {
        recordings += recording.path;
    }
    bar_.show(recoveryOffer(
        left, [this, recordings] { openAll(recordings); }, [this] { choose(); }));
}

void Recovery::openAll(const QStringList& recordings)
{
    for (const QString& recording : recordings) {
        open_(recording);
    }
    showWhatIsLeft();
}

/// Updates the offer, if it is still in the bar, to the recordings that are left.
void Recovery::showWhatIsLeft()
{
    if (bar_.shows(Notification::Topic::Recovery)) {
        bar_.dismiss();
        offer();
    }
}

void Recovery::choose()
{
    const auto left = folder_.leftBehind(); // read again, as it may have changed
    if (left.empty() || dialog_) {
        showWhatIsLeft();
        return;
    }
    dialog_ = new RecoveryDialog(left, &window_);
    connect(dialog_, &RecoveryDialog::openChosen, this, &Recovery::openAll);
    connect(dialog_, &RecoveryDialog::discardChosen, this, [this](const QStringList& recordings) {
        for (const QString& recording : recordings) {
            if (folder_.adopt(recording)) {
                folder_.release(recording, true);
            }
        }
        showWhatIsLeft();
    });
    style::openOnce(dialog_);
}

} // namespace framescope::ui

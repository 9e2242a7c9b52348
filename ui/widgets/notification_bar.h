// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/notification.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace framescope::ui {

namespace style {
class IconLabel;
}

/// Shows the newest Notification in a bar that requires no answer and can be dismissed.
class NotificationBar : public QFrame
{
    Q_OBJECT

public:
    explicit NotificationBar(QWidget* parent = nullptr);

    void show(const Notification& notification);
    void dismiss();
    /// Dismisses a message about this topic, whose task has succeeded.
    void resolve(Notification::Topic topic);
    /// Shows only one line at a time and scrolls, for a low window.
    void setLow(bool low);
    /// Its height in a low window.
    int lowHeight() const;
    QString title() const;
    /// Whether a message of this topic is shown.
    bool shows(Notification::Topic topic) const { return !isHidden() && topic_ == topic; }

private:
    class TextSpace;

    Notification::Topic topic_ = Notification::Topic::Other; ///< topic of the message shown
    style::IconLabel* icon_;
    QLabel* title_;
    QLabel* details_;
    TextSpace* space_;
    QHBoxLayout* row_;
    QHBoxLayout* actions_;
    QToolButton* close_;
};

} // namespace framescope::ui

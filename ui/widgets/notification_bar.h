// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/notification.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace framescope::ui {

/// Shows one Notification, the newest, in a bar that asks for nothing and can be dismissed.
class NotificationBar : public QFrame
{
    Q_OBJECT

public:
    explicit NotificationBar(QWidget* parent = nullptr);

    void show(const Notification& notification);
    void dismiss();
    /// Dismisses a message about this topic, which has gone well now.
    void resolve(Notification::Topic topic);
    /// In a low window one line of it is seen at a time; it scrolls.
    void setLow(bool low);
    /// The height that it needs then.
    int lowHeight() const;
    QString title() const;
    /// Whether that is what is shown.
    bool shows(Notification::Topic topic) const { return !isHidden() && topic_ == topic; }

private:
    void run(const Notification::Action& action);

    class TextRoom;

    Notification::Topic topic_ = Notification::Topic::Other; ///< of what is shown
    QLabel* icon_;
    QLabel* title_;
    QLabel* details_;
    TextRoom* room_;
    QHBoxLayout* row_;
    QHBoxLayout* actions_;
    QToolButton* close_;
};

} // namespace framescope::ui

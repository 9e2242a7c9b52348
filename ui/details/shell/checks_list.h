// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/rules.h"

#include <QFrame>
#include <QSize>
#include <QStringList>

class QLabel;
class QScrollArea;
class QToolButton;

namespace framescope::ui {

/// The failed checks of an event: of the protocol, and of the contract. If they would leave too
/// little room for the event itself, they are folded: a button beside the header shows their number
/// and opens them.
class ChecksList : public QFrame
{
    Q_OBJECT

public:
    explicit ChecksList(QWidget* parent = nullptr);

    /// `contract`: what of it the message breaks, one sentence each.
    void setViolations(const wire::Violations& violations, const QStringList& contract = {});
    /// Sets the width of the list, the greatest height that it may take by itself, and the greatest
    /// height once the button opened it. A longer list scrolls.
    void setSpace(const QSize& space, int heightWhenOpened);
    /// Visible while the list is folded, or was opened by this button.
    QToolButton* button() const { return button_; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void fill();
    void arrange();

    wire::Violations violations_;
    QStringList contract_;
    QScrollArea* area_;
    QLabel* text_;
    QToolButton* button_;
    QSize space_;
    int spaceWhenOpened_;
    bool filling_ = false;
};

} // namespace framescope::ui

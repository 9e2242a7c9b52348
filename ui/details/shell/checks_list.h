// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/rules.h"

#include <QFrame>
#include <QSize>

class QLabel;
class QScrollArea;
class QToolButton;

namespace framescope::ui {

/// What the checks say of an event. Where that would leave too little room for the event itself
/// it is folded away: a button, placed by the header, says how much there is and opens it.
class ChecksList : public QFrame
{
    Q_OBJECT

public:
    explicit ChecksList(QWidget* parent = nullptr);

    void setViolations(const wire::Violations& violations);
    /// The width that it has and the height that it may take by itself, and the height when
    /// it was opened by the button; it scrolls where it has more to say.
    void setSpace(const QSize& space, int heightWhenOpened);
    /// Visible while the list is folded away, or was opened by it.
    QToolButton* button() const { return button_; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void fill();
    void arrange();

    wire::Violations violations_;
    QScrollArea* area_;
    QLabel* text_;
    QToolButton* button_;
    QSize space_;
    int spaceWhenOpened_;
    bool filling_ = false;
};

} // namespace framescope::ui

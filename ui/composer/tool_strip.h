// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QFrame;
class QStackedWidget;
class QToolButton;

namespace framescope::ui {

/// The choices of the mode that is shown, in a line; where there is no room for it, behind a
/// button.
class ToolStrip : public QWidget
{
    Q_OBJECT

public:
    explicit ToolStrip(QWidget* parent = nullptr);

    void add(QWidget* tools);
    void setCurrent(QWidget* tools);
    /// Whether the current choices are behind the button.
    void setFolded(bool folded);
    /// Marks the button while choices are behind it that change the message; empty: none do.
    void setHint(const QString& hint);
    bool isFolded() const { return folded_; }
    /// The button, to be placed elsewhere. It is hidden unless it is needed.
    QToolButton* button() const { return button_; }
    QSize minimumSizeHint() const override;
    /// The size that the current choices need.
    QSize neededSize() const;

private:
    void open();
    void update();

    QStackedWidget* tools_;
    QFrame* popup_;
    QToolButton* button_;
    bool folded_ = false;
};

} // namespace framescope::ui

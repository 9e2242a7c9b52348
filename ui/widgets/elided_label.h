// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace framescope::ui {

/// Plain text on one line; what has no room is left out at its end and stands in the tooltip.
class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    /// `role` is one of the style sheet's; empty: none.
    explicit ElidedLabel(const char* objectName = "", const char* role = "");
    /// Sets the text and the tooltip; use it instead of setText().
    void setLine(const QString& line);
    /// In a pane lower than this an explanation gets one line only.
    static constexpr int LowPane = 260;
    /// False: it wraps instead of leaving something out.
    void setFolded(bool folded);
    /// What is on screen.
    QString shownText() const;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace framescope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace framescope::ui {

/// Plain text on one line, elided at its end if there is no room. The tooltip shows all of it.
class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    /// `role` is one of the style sheet's; empty: none.
    explicit ElidedLabel(const char* objectName = "", const char* role = "");
    /// Sets the text and the tooltip; use it instead of setText().
    void setLine(const QString& line);
    /// In a pane lower than this (in pixels), an explanation gets only one line.
    static constexpr int LowPane = 260;
    /// True: the text is elided on one line; false: it wraps.
    void setFolded(bool folded);
    /// The text as it is painted, elided if necessary.
    QString shownText() const;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace framescope::ui

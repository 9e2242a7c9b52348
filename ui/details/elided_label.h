// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace framescope::ui {

/// Plain text on one line; what has no room is left out at its end and stands in the tooltip.
class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget* parent = nullptr);
    /// Use it rather than setText().
    void setLine(const QString& line);
    /// What is on screen.
    QString shownText() const;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace framescope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/icons.h"

#include <QEvent>
#include <QLabel>

namespace framescope::ui::style {

/// Shows an icon, which follows a change between light and dark.
class IconLabel : public QLabel
{
public:
    /// `size`: of the icon, in pixels.
    explicit IconLabel(int size, QWidget* parent = nullptr) : QLabel(parent), size_(size)
    {
        setTextFormat(Qt::PlainText);
    }

    void setIcon(const QString& name, Ink ink)
    {
        icon_ = icon(name, ink);
        setPixmap(icon_.pixmap(size_, size_));
    }

protected:
    void changeEvent(QEvent* event) override
    {
        QLabel::changeEvent(event);
        if (event->type() == QEvent::PaletteChange && !icon_.isNull()) {
            setPixmap(icon_.pixmap(size_, size_));
        }
    }

private:
    int size_;
    QIcon icon_;
};

} // namespace framescope::ui::style

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyle>
#include <QVariant>
#include <QWidget>

namespace framescope::ui::style {

/// Sets a property that the style sheet asks for, and has the widget look so. A style sheet is
/// looked up once for a widget: setting the property alone changes nothing.
inline void restyle(QWidget& widget, const char* property, const QVariant& value)
{
    if (widget.property(property) != value) {
        widget.setProperty(property, value);
        widget.style()->unpolish(&widget);
        widget.style()->polish(&widget);
    }
}

} // namespace framescope::ui::style

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyle>
#include <QVariant>
#include <QWidget>

namespace framescope::ui::style {

/// Sets a property that the style sheet uses, and applies the style sheet again. Setting only the
/// property would change nothing, since a widget looks up its style once.
inline void restyle(QWidget& widget, const char* property, const QVariant& value)
{
    if (widget.property(property) != value) {
        widget.setProperty(property, value);
        widget.style()->unpolish(&widget);
        widget.style()->polish(&widget);
    }
}

} // namespace framescope::ui::style

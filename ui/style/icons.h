// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/words/tone.h"
#include "timeline/index/event_type.h"
#include "wire/rules.h"

#include <QIcon>
#include <QString>

class QAbstractButton;

namespace framescope::ui::style {

/// Colour of an icon. It is looked up when the icon is painted, so that icons follow a change
/// between light and dark automatically.
enum class Ink {
    Text,
    Muted,
    Accent,
    OnAccent,
    Incoming,
    Outgoing,
    Control,
    LifeCycle,
    Good,
    Warning,
    Bad
};

/// An icon of resources/icons/actions by its file's name, such as "arrow-in".
QIcon icon(const QString& name, Ink ink = Ink::Text);

/// Sets the icon of a button that has a text, with a gap between them.
void setButtonIcon(QAbstractButton* button, const QString& name, Ink ink = Ink::Text);

Ink inkOf(present::Tone tone);
Ink inkOf(wire::Severity severity);

/// The icon of an event's type.
QString iconName(timeline::Type type);

} // namespace framescope::ui::style

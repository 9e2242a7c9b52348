// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/words/tone.h"
#include "wire/rules.h"

#include <QColor>
#include <QPalette>

#include <utility>
#include <vector>

namespace framescope::ui::style {

/// All colours of the window by meaning. Text colours have a contrast of at least 4.5 on `base`,
/// `alternate`, `window`, `hover` and `selection` (WCAG 2 AA; there is a test).
struct Colours
{
    // Backgrounds
    QColor window, base, alternate, raised, hover, selection, selectionInactive;
    QColor badFill, warningFill, infoFill, mark;
    // Lines
    QColor border, borderStrong, scrollHandle;
    // Text
    QColor text, muted, disabled, accentInk;
    QColor accent, accentHover, accentText; ///< a filled button and its text
    QColor incoming, outgoing, control, lifeCycle, good, warning, bad;
    // Syntax of JSON and hex
    QColor key, string, number, literal;

    const QColor& of(present::Tone tone) const;
    /// The colours of a violation: of its text, and behind it.
    const QColor& of(wire::Severity severity) const;
    const QColor& fillOf(wire::Severity severity) const;
    /// All colours with their names, for the style sheet.
    std::vector<std::pair<const char*, QColor>> named() const;
};

const Colours& lightColours();
const Colours& darkColours();

/// Whether the palette is light on dark.
bool isDark(const QPalette& palette);
/// The colours for a palette of a widget or of the application.
const Colours& colours(const QPalette& palette);
/// The current colours of the application.
const Colours& colours();

QPalette makePalette(const Colours& colours);

} // namespace framescope::ui::style

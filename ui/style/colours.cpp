// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/colours.h"

#include <QGuiApplication>

#include <array>

namespace framescope::ui::style {

namespace {

/// A colour in both schemes.
struct Row
{
    const char* name; ///< in the style sheet
    QColor Colours::*colour;
    QRgb light;
    QRgb dark;
};

// clang-format off
constexpr std::array Table{
    Row{"window", &Colours::window, 0xF3F5F8, 0x151A21},
    Row{"base", &Colours::base, 0xFFFFFF, 0x1A2029},
    Row{"alternate", &Colours::alternate, 0xF9FAFC, 0x1D242E},
    Row{"raised", &Colours::raised, 0xFFFFFF, 0x232B36},
    Row{"hover", &Colours::hover, 0xEAF0F8, 0x252E3B},
    Row{"selectionInactive", &Colours::selectionInactive, 0xE4E9F0, 0x2A3341},
    Row{"selection", &Colours::selection, 0xD9E6FC, 0x233C66},
    Row{"badFill", &Colours::badFill, 0xFDECEC, 0x3D2226},
    Row{"warningFill", &Colours::warningFill, 0xFFF6E0, 0x3A3020},
    Row{"infoFill", &Colours::infoFill, 0xEAF2FE, 0x1E2F4A},
    Row{"mark", &Colours::mark, 0xFFE08A, 0x6B5312},
    Row{"borderStrong", &Colours::borderStrong, 0xBFC9D6, 0x414D5D},
    Row{"border", &Colours::border, 0xDCE2EA, 0x2B3441},
    Row{"scrollHandle", &Colours::scrollHandle, 0xC3CCD8, 0x414D5D},
    Row{"text", &Colours::text, 0x18212D, 0xE4E9F0},
    Row{"muted", &Colours::muted, 0x536072, 0xA0ACBC},
    Row{"disabled", &Colours::disabled, 0x98A3B1, 0x667283},
    Row{"accentInk", &Colours::accentInk, 0x1D4FC4, 0x8DB8FF},
    Row{"accentHover", &Colours::accentHover, 0x1D50C8, 0x255BC6},
    Row{"accentText", &Colours::accentText, 0xFFFFFF, 0xFFFFFF},
    Row{"accent", &Colours::accent, 0x2563EB, 0x2F6BE0},
    Row{"incoming", &Colours::incoming, 0x0A665F, 0x4FD6C4},
    Row{"outgoing", &Colours::outgoing, 0x924400, 0xFFB765},
    Row{"control", &Colours::control, 0x6535B8, 0xC3AAFB},
    Row{"lifeCycle", &Colours::lifeCycle, 0x46566B, 0xAEBACA},
    Row{"good", &Colours::good, 0x106630, 0x6AD693},
    Row{"warning", &Colours::warning, 0x7F4D00, 0xF0C060},
    Row{"bad", &Colours::bad, 0xB31B24, 0xFF9A95},
    Row{"key", &Colours::key, 0x0B4A9E, 0x8DC1FF},
    Row{"string", &Colours::string, 0x0A665F, 0x6AD6C2},
    Row{"number", &Colours::number, 0x924400, 0xFFB765},
    Row{"literal", &Colours::literal, 0x6535B8, 0xC3AAFB},
};
// clang-format on

constexpr std::array OfTone{&Colours::text,     &Colours::lifeCycle, &Colours::incoming,
                            &Colours::outgoing, &Colours::control,   &Colours::good,
                            &Colours::warning,  &Colours::bad};

Colours make(QRgb Row::*scheme)
{
    Colours made;
    for (const Row& row : Table) {
        made.*row.colour = QColor(row.*scheme);
    }
    return made;
}

} // namespace

const QColor& Colours::of(present::Tone tone) const
{
    return this->*OfTone.at(static_cast<std::size_t>(tone));
}

const QColor& Colours::of(wire::Severity severity) const
{
    return severity == wire::Severity::Error     ? bad
           : severity == wire::Severity::Warning ? warning
                                                 : accentInk;
}

const QColor& Colours::fillOf(wire::Severity severity) const
{
    return severity == wire::Severity::Error     ? badFill
           : severity == wire::Severity::Warning ? warningFill
                                                 : infoFill;
}

std::vector<std::pair<const char*, QColor>> Colours::named() const
{
    std::vector<std::pair<const char*, QColor>> all;
    for (const Row& row : Table) {
        all.emplace_back(row.name, this->*row.colour);
    }
    return all;
}

const Colours& lightColours()
{
    static const Colours light = make(&Row::light);
    return light;
}

const Colours& darkColours()
{
    static const Colours dark = make(&Row::dark);
    return dark;
}

bool isDark(const QPalette& palette)
{
    return palette.color(QPalette::Active, QPalette::Window).lightness() <
           palette.color(QPalette::Active, QPalette::WindowText).lightness();
}

const Colours& colours(const QPalette& palette)
{
    return isDark(palette) ? darkColours() : lightColours();
}

const Colours& colours()
{
    return colours(QGuiApplication::palette());
}

QPalette makePalette(const Colours& c)
{
    QPalette palette;
    const auto set = [&palette](QPalette::ColorRole role, const QColor& color) {
        palette.setColor(role, color);
    };
    set(QPalette::Window, c.window);
    set(QPalette::WindowText, c.text);
    set(QPalette::Base, c.base);
    set(QPalette::AlternateBase, c.alternate);
    set(QPalette::Text, c.text);
    set(QPalette::PlaceholderText, c.muted);
    set(QPalette::Button, c.raised);
    set(QPalette::ButtonText, c.text);
    set(QPalette::BrightText, c.bad);
    set(QPalette::ToolTipBase, c.raised);
    set(QPalette::ToolTipText, c.text);
    set(QPalette::Highlight, c.accent);
    set(QPalette::HighlightedText, c.accentText);
    set(QPalette::Link, c.accentInk);
    set(QPalette::LinkVisited, c.accentInk);
    set(QPalette::Light, c.raised);
    set(QPalette::Midlight, c.hover);
    set(QPalette::Mid, c.borderStrong);
    set(QPalette::Dark, c.borderStrong);
    set(QPalette::Shadow, c.borderStrong);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, c.disabled);
    }
    palette.setColor(QPalette::Disabled, QPalette::Highlight, c.selectionInactive);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, c.disabled);
    return palette;
}

} // namespace framescope::ui::style

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/colours.h"

#include <QGuiApplication>

#include <algorithm>
#include <cmath>

namespace framescope::ui::style {

namespace {

QColor rgb(QRgb value)
{
    return QColor(value);
}

Colours makeLight()
{
    Colours c;
    c.window = rgb(0xF3F5F8);
    c.base = rgb(0xFFFFFF);
    c.alternate = rgb(0xF9FAFC);
    c.raised = rgb(0xFFFFFF);
    c.hover = rgb(0xEAF0F8);
    c.selection = rgb(0xD9E6FC);
    c.selectionInactive = rgb(0xE4E9F0);
    c.badFill = rgb(0xFDECEC);
    c.warningFill = rgb(0xFFF6E0);
    c.infoFill = rgb(0xEAF2FE);
    c.mark = rgb(0xFFE08A);
    c.border = rgb(0xDCE2EA);
    c.borderStrong = rgb(0xBFC9D6);
    c.scrollHandle = rgb(0xC3CCD8);
    c.text = rgb(0x18212D);
    c.muted = rgb(0x536072);
    c.disabled = rgb(0x98A3B1);
    c.accentInk = rgb(0x1D4FC4);
    c.accent = rgb(0x2563EB);
    c.accentHover = rgb(0x1D50C8);
    c.accentText = rgb(0xFFFFFF);
    c.incoming = rgb(0x0A665F);
    c.outgoing = rgb(0x924400);
    c.control = rgb(0x6535B8);
    c.lifeCycle = rgb(0x46566B);
    c.good = rgb(0x106630);
    c.warning = rgb(0x7F4D00);
    c.bad = rgb(0xB31B24);
    c.key = rgb(0x0B4A9E);
    c.string = rgb(0x0A665F);
    c.number = rgb(0x924400);
    c.literal = rgb(0x6535B8);
    return c;
}

Colours makeDark()
{
    Colours c;
    c.window = rgb(0x151A21);
    c.base = rgb(0x1A2029);
    c.alternate = rgb(0x1D242E);
    c.raised = rgb(0x232B36);
    c.hover = rgb(0x252E3B);
    c.selection = rgb(0x233C66);
    c.selectionInactive = rgb(0x2A3341);
    c.badFill = rgb(0x3D2226);
    c.warningFill = rgb(0x3A3020);
    c.infoFill = rgb(0x1E2F4A);
    c.mark = rgb(0x6B5312);
    c.border = rgb(0x2B3441);
    c.borderStrong = rgb(0x414D5D);
    c.scrollHandle = rgb(0x414D5D);
    c.text = rgb(0xE4E9F0);
    c.muted = rgb(0xA0ACBC);
    c.disabled = rgb(0x667283);
    c.accentInk = rgb(0x8DB8FF);
    c.accent = rgb(0x2F6BE0);
    c.accentHover = rgb(0x255BC6);
    c.accentText = rgb(0xFFFFFF);
    c.incoming = rgb(0x4FD6C4);
    c.outgoing = rgb(0xFFB765);
    c.control = rgb(0xC3AAFB);
    c.lifeCycle = rgb(0xAEBACA);
    c.good = rgb(0x6AD693);
    c.warning = rgb(0xF0C060);
    c.bad = rgb(0xFF9A95);
    c.key = rgb(0x8DC1FF);
    c.string = rgb(0x6AD6C2);
    c.number = rgb(0xFFB765);
    c.literal = rgb(0xC3AAFB);
    return c;
}

double luminance(const QColor& color)
{
    const auto linear = [](double v) {
        return v <= 0.03928 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) +
           0.0722 * linear(color.blueF());
}

} // namespace

QColor Colours::of(present::Tone tone) const
{
    switch (tone) {
    case present::Tone::LifeCycle:
        return lifeCycle;
    case present::Tone::Incoming:
        return incoming;
    case present::Tone::Outgoing:
        return outgoing;
    case present::Tone::Control:
        return control;
    case present::Tone::Good:
        return good;
    case present::Tone::Warning:
        return warning;
    case present::Tone::Bad:
        return bad;
    case present::Tone::Neutral:
        break;
    }
    return text;
}

std::vector<std::pair<const char*, QColor>> Colours::named() const
{
    return {{"window", window},
            {"base", base},
            {"alternate", alternate},
            {"raised", raised},
            {"hover", hover},
            {"selectionInactive", selectionInactive},
            {"selection", selection},
            {"badFill", badFill},
            {"warningFill", warningFill},
            {"infoFill", infoFill},
            {"mark", mark},
            {"borderStrong", borderStrong},
            {"border", border},
            {"scrollHandle", scrollHandle},
            {"text", text},
            {"muted", muted},
            {"disabled", disabled},
            {"accentInk", accentInk},
            {"accentHover", accentHover},
            {"accentText", accentText},
            {"accent", accent},
            {"incoming", incoming},
            {"outgoing", outgoing},
            {"control", control},
            {"lifeCycle", lifeCycle},
            {"good", good},
            {"warning", warning},
            {"bad", bad},
            {"key", key},
            {"string", string},
            {"number", number},
            {"literal", literal}};
}

const Colours& lightColours()
{
    static const Colours light = makeLight();
    return light;
}

const Colours& darkColours()
{
    static const Colours dark = makeDark();
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

double contrast(const QColor& a, const QColor& b)
{
    const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)});
    return (lighter + 0.05) / (darker + 0.05);
}

} // namespace framescope::ui::style

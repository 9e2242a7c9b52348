// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/theme.h"

#include "ui/style/colours.h"

#include <QApplication>
#include <QEvent>
#include <QFile>
#include <QStyle>
#include <QStyleFactory>
#include <QWidget>

/// Outside of all namespaces, as Q_INIT_RESOURCE requires.
static void initResources()
{
    Q_INIT_RESOURCE(framescope);
}

namespace framescope::ui::style {

namespace {

QString styleSheet(const Colours& colours, bool dark)
{
    QFile file(QStringLiteral(":/style/framescope.qss"));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    QString sheet = QString::fromUtf8(file.readAll());
    sheet.replace(QLatin1String("@scheme"), QLatin1String(dark ? "dark" : "light"));
    for (const auto& [name, color] : colours.named()) {
        for (const QString& end : {QStringLiteral(";"), QStringLiteral(" ")}) {
            sheet.replace(QLatin1Char('@') + QLatin1String(name) + end, color.name() + end);
        }
    }
    return sheet;
}

/// Qt applies a sheet to each widget that was shown once, also to those of hidden tabs, which are
/// most. These are taken out of it, until they are shown again.
void letHiddenWait()
{
    for (QWidget* widget : QApplication::allWidgets()) {
        if (!widget->isVisible() && widget->testAttribute(Qt::WA_WState_Polished) &&
            !widget->testAttribute(Qt::WA_SetStyle)) {
            widget->style()->unpolish(widget);
            widget->setAttribute(Qt::WA_WState_Polished, false);
        }
    }
}

void styleNow(QWidget& widget)
{
    widget.style()->polish(&widget);
    widget.setAttribute(Qt::WA_WState_Polished);
}

} // namespace

Theme::Theme(QApplication& application) : QObject(&application), application_(application)
{
    initResources();
    application_.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    application_.installEventFilter(this);
    apply();
}

void Theme::choose(ThemeChoice choice)
{
    choice_ = choice;
    apply();
}

bool Theme::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ThemeChange && !applying_ && choice_ == ThemeChoice::System) {
        apply();
    }
    if (event->type() == QEvent::Show && watched->isWidgetType()) {
        auto* widget = static_cast<QWidget*>(watched);
        if (!widget->testAttribute(Qt::WA_WState_Polished)) {
            styleNow(*widget);
        }
    }
    return QObject::eventFilter(watched, event);
}

bool Theme::systemIsDark() const
{
    QApplication::setPalette(QPalette()); // back to the palette of the desktop
    return isDark(QApplication::palette());
}

void Theme::apply()
{
    applying_ = true;
    const bool dark =
        choice_ == ThemeChoice::System ? systemIsDark() : choice_ == ThemeChoice::Dark;
    const Colours& chosen = dark ? darkColours() : lightColours();
    QApplication::setPalette(makePalette(chosen));
    const QString sheet = styleSheet(chosen, dark);
    if (sheet != application_.styleSheet() || QApplication::font() != font_) {
        if (QApplication::font() == font_) { // else sizes are others, which layouts need at once
            letHiddenWait();
        }
        font_ = QApplication::font(); // styled widgets adopt a new font only with the sheet
        // Qt applies a sheet that replaces another to each widget once for every ancestor, ten
        // times and more, but a first sheet only once.
        application_.setStyleSheet({});
        application_.setStyleSheet(sheet);
    }
    applying_ = false;
}

} // namespace framescope::ui::style

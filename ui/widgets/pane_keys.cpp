// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/pane_keys.h"

#include <QKeyEvent>
#include <QMetaMethod>
#include <QWidget>

namespace framescope::ui {

PaneKeys::PaneKeys(const QWidgetList& widgets, QObject* parent) : QObject(parent)
{
    for (QWidget* widget : widgets) {
        widget->installEventFilter(this);
    }
}

bool PaneKeys::eventFilter(QObject* watched, QEvent* event)
{
    const bool isClaim = event->type() == QEvent::ShortcutOverride;
    if (!isClaim && event->type() != QEvent::KeyPress) {
        return QObject::eventFilter(watched, event);
    }
    using Signal = void (PaneKeys::*)();
    const auto* key = static_cast<QKeyEvent*>(event);
    const QKeyCombination keys(key->modifiers(), static_cast<Qt::Key>(key->key()));
    Signal signal = nullptr;
    if (keys == (Qt::CTRL | Qt::Key_F)) {
        signal = &PaneKeys::findRequested;
    } else if (keys == QKeyCombination(Qt::Key_F3)) {
        signal = &PaneKeys::nextRequested;
    } else if (keys == (Qt::SHIFT | Qt::Key_F3)) {
        signal = &PaneKeys::previousRequested;
    } else if (keys == (Qt::CTRL | Qt::Key_G)) {
        signal = &PaneKeys::goToRequested;
    }
    if (!signal || !isSignalConnected(QMetaMethod::fromSignal(signal))) {
        return QObject::eventFilter(watched, event);
    }
    event->accept(); // a claimed key arrives as a key press, not as a shortcut
    if (!isClaim) {
        emit(this->*signal)();
    }
    return true;
}

} // namespace framescope::ui

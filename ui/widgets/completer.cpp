// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/completer.h"

#include "base/text/qt_string.h"
#include "ui/widgets/completion_popup.h"

#include <QKeyEvent>
#include <QWidget>

#include <algorithm>

namespace framescope::ui {

Completer::Completer(QWidget& editor) : QObject(&editor), editor_(editor)
{
    editor_.installEventFilter(this);
}

Completer::~Completer()
{
    if (popup_) {
        popup_->deleteLater();
    }
}

void Completer::show(const filter::Completions& completions, const QString& sentence,
                     const QPoint& below)
{
    if (!popup_) {
        popup_ = new CompletionPopup(editor_.window());
        connect(popup_, &CompletionPopup::accepted, this, &Completer::accept);
        editor_.window()->installEventFilter(this);
    }
    completions_ = completions;
    popup_->show(completions_.choices, sentence, editor_.mapTo(editor_.window(), below));
    if (isForced()) {
        popup_->choose(1);
    }
}

void Completer::hide()
{
    completions_ = {};
    if (popup_) {
        popup_->hide();
    }
}

void Completer::accept(int choice)
{
    if (choice >= 0 && static_cast<std::size_t>(choice) < completions_.choices.size()) {
        const filter::Completions taken = completions_;
        insert(taken, toQString(taken.choices[static_cast<std::size_t>(choice)].text));
    }
}

bool Completer::pressed(const QKeyEvent& event)
{
    const int key = event.key();
    if (key == Qt::Key_Space && event.modifiers().testFlag(Qt::ControlModifier)) {
        offer(false);
        return true;
    }
    if (!popup_ || !popup_->isVisible()) {
        return false;
    }
    if (key == Qt::Key_Escape) {
        hide();
        return true;
    }
    if (!popup_->hasChoices()) {
        return false;
    }
    switch (key) {
    case Qt::Key_Down:
    case Qt::Key_Up:
        if (!isForced()) {
            popup_->choose(key == Qt::Key_Down ? 1 : -1);
        }
        return true;
    case Qt::Key_Tab:
        accept(std::max(popup_->chosen(), 0));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (popup_->chosen() >= 0) {
            accept(popup_->chosen());
            return true;
        }
        [[fallthrough]];
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Home:
    case Qt::Key_End:
        hide();
        return false;
    default:
        return false;
    }
}

bool Completer::eventFilter(QObject* watched, QEvent* event)
{
    const bool isShown = popup_ && popup_->isVisible();
    if (watched == &editor_ && event->type() == QEvent::KeyPress) {
        return pressed(*static_cast<QKeyEvent*>(event));
    }
    if (watched == &editor_ && event->type() == QEvent::FocusOut) {
        hide();
    } else if (event->type() == QEvent::Resize && isShown) {
        follow();
    }
    return QObject::eventFilter(watched, event);
}

} // namespace framescope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/filter_completer.h"

#include "base/text/qt_string.h"
#include "ui/filter/completion_popup.h"
#include "ui/filter/filter_field.h"
#include "ui/widgets/expression_text.h"

#include <QKeyEvent>
#include <QTimer>

namespace framescope::ui {

namespace {

constexpr int MistakePause = 500; // ms; a mistake is not shown while a word is being typed

/// Whether there is the beginning of a word at the cursor that could be completed.
bool isBegun(const filter::Completions& completions, std::string_view expression)
{
    const std::size_t at = completions.position;
    return completions.length > 0 ||
           (at > 0 && at <= expression.size() &&
            std::string_view(" \t(").find(expression[at - 1]) == std::string_view::npos);
}

} // namespace

FilterCompleter::FilterCompleter(FilterField* field)
    : QObject(field), field_(field), pause_(new QTimer(this))
{
    pause_->setSingleShot(true);
    pause_->setInterval(MistakePause);
    field_->installEventFilter(this);
    // QLineEdit emits `textEdited` first. The field checks its text on `textChanged`.
    connect(field_, &QLineEdit::textEdited, this, [this] { edited_ = true; });
    connect(field_, &QLineEdit::textChanged, this, [this] {
        if (edited_) {
            pause_->start();
            offer(true);
        } else {
            hide();
        }
        edited_ = false;
    });
    connect(field_, &FilterField::focusLost, this, &FilterCompleter::hide);
    connect(pause_, &QTimer::timeout, this, &FilterCompleter::showMistake);
}

void FilterCompleter::setVocabulary(const filter::Vocabulary& seen)
{
    seen_ = seen;
}

CompletionPopup& FilterCompleter::popup()
{
    if (!popup_) {
        popup_ = new CompletionPopup(field_->window());
        connect(popup_, &CompletionPopup::accepted, this, &FilterCompleter::accept);
        connect(this, &QObject::destroyed, popup_, &QObject::deleteLater);
        field_->window()->installEventFilter(this);
    }
    return *popup_;
}

void FilterCompleter::offer(bool whileTyping)
{
    const ExpressionText expression(field_->text());
    completions_ =
        filter::complete(expression.bytes(), expression.byteAt(field_->cursorPosition()), seen_);
    const bool unwanted = whileTyping && !isBegun(completions_, expression.bytes());
    const bool nothingNew =
        completions_.choices.size() == 1 &&
        completions_.choices.front().text ==
            expression.bytes().substr(completions_.position, completions_.length);
    if (unwanted || nothingNew) {
        completions_.choices.clear();
    }
    showPopup();
}

void FilterCompleter::showMistake()
{
    if (field_->hasFocus() && field_->mistake()) {
        pause_->stop();
        showPopup();
    }
}

void FilterCompleter::showPopup()
{
    const auto& mistake = field_->mistake();
    const bool say = mistake && !pause_->isActive();
    const ExpressionText expression(field_->text());
    const std::size_t at =
        completions_.choices.empty() && mistake ? mistake->position : completions_.position;
    const QPoint below(field_->xOf(expression.positionOf(at)) - 8, field_->height() + 3);
    popup().show(completions_.choices, say ? field_->mistakeText() : QString(),
                 field_->mapTo(field_->window(), below));
    if (isForced()) {
        popup().choose(1);
    }
}

bool FilterCompleter::isForced() const
{
    return completions_.choices.size() == 1 && field_->mistake().has_value();
}

void FilterCompleter::hide()
{
    pause_->stop();
    completions_ = {};
    if (popup_) {
        popup_->hide();
    }
}

void FilterCompleter::accept(int choice)
{
    if (choice < 0 || static_cast<std::size_t>(choice) >= completions_.choices.size()) {
        return;
    }
    const ExpressionText expression(field_->text());
    const int begin = expression.positionOf(completions_.position);
    const int end = expression.positionOf(completions_.position + completions_.length);
    const std::string& text = completions_.choices[static_cast<std::size_t>(choice)].text;
    field_->setSelection(begin, end - begin);
    // Makes one step of undo, and offers completions again: after a field's name, its values.
    field_->insert(toQString(text));
}

bool FilterCompleter::pressed(int key, bool control)
{
    if (key == Qt::Key_Space && control) {
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

bool FilterCompleter::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == field_ && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (pressed(key->key(), key->modifiers().testFlag(Qt::ControlModifier))) {
            return true;
        }
    } else if (event->type() == QEvent::Resize && popup_ && popup_->isVisible()) {
        hide();
    }
    return QObject::eventFilter(watched, event);
}

} // namespace framescope::ui

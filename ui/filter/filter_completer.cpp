// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/filter_completer.h"

#include "ui/filter/filter_field.h"
#include "ui/widgets/expression_text.h"

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
    : Completer(*field), field_(field), pause_(new QTimer(this))
{
    pause_->setSingleShot(true);
    pause_->setInterval(MistakePause);
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
    connect(pause_, &QTimer::timeout, this, &FilterCompleter::showMistake);
}

void FilterCompleter::setVocabulary(const filter::Vocabulary& seen)
{
    seen_ = seen;
}

void FilterCompleter::offer(bool whileTyping)
{
    const ExpressionText expression(field_->text());
    filter::Completions found =
        filter::complete(expression.bytes(), expression.byteAt(field_->cursorPosition()), seen_);
    const bool unwanted = whileTyping && !isBegun(found, expression.bytes());
    const bool nothingNew =
        found.choices.size() == 1 &&
        found.choices.front().text == expression.bytes().substr(found.position, found.length);
    if (unwanted || nothingNew) {
        found.choices.clear();
    }
    showWith(found);
}

void FilterCompleter::showMistake()
{
    if (field_->hasFocus() && field_->mistake()) {
        pause_->stop();
        showWith(filter::Completions(completions()));
    }
}

void FilterCompleter::showWith(const filter::Completions& completions)
{
    const auto& mistake = field_->mistake();
    const bool say = mistake && !pause_->isActive();
    const ExpressionText expression(field_->text());
    const std::size_t at =
        completions.choices.empty() && mistake ? mistake->position : completions.position;
    show(completions, say ? field_->mistakeText() : QString(),
         QPoint(field_->xOf(expression.positionOf(at)) - 8, field_->height() + 3));
}

bool FilterCompleter::isForced() const
{
    return completions().choices.size() == 1 && field_->mistake().has_value();
}

void FilterCompleter::hide()
{
    pause_->stop();
    Completer::hide();
}

void FilterCompleter::insert(const filter::Completions& completions, const QString& text)
{
    const ExpressionText expression(field_->text());
    const int begin = expression.positionOf(completions.position);
    const int end = expression.positionOf(completions.position + completions.length);
    field_->setSelection(begin, end - begin);
    // Makes one step of undo, and offers completions again: after a field's name, its values.
    field_->insert(text);
}

} // namespace framescope::ui

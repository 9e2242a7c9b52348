// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenario/scenario_completer.h"

#include "base/text/qt_string.h"
#include "scenario/editing/completion.h"
#include "ui/filter/completion_popup.h"
#include "ui/scenario/scenario_edit.h"

#include <QKeyEvent>

#include <algorithm>

namespace framescope::ui {

namespace {

constexpr int LongestText = 256 * 1024; // characters; in a longer one nothing is offered

} // namespace

ScenarioCompleter::ScenarioCompleter(ScenarioEdit& edit) : QObject(&edit), edit_(edit)
{
    connect(&edit_, &ScenarioEdit::keyOffered, this, &ScenarioCompleter::takeKey);
    connect(&edit_, &QPlainTextEdit::cursorPositionChanged, this, &ScenarioCompleter::hide);
    connect(&edit_, &ScenarioEdit::typed, this, &ScenarioCompleter::offerWhileTyping);
    edit_.installEventFilter(this);
}

CompletionPopup& ScenarioCompleter::popup()
{
    if (!popup_) {
        popup_ = new CompletionPopup(edit_.window());
        connect(popup_, &CompletionPopup::accepted, this, &ScenarioCompleter::accept);
        connect(this, &QObject::destroyed, popup_, &QObject::deleteLater);
    }
    return *popup_;
}

void ScenarioCompleter::offer()
{
    const QString text = edit_.message();
    if (text.size() > LongestText) {
        return;
    }
    std::vector<std::string> variables;
    for (const QString& name : variables_) {
        variables.push_back(name.toStdString());
    }
    const QByteArray before = text.left(edit_.textCursor().position()).toUtf8();
    const std::string whole = text.toStdString();
    completions_ =
        scenario::completionsAt(whole, static_cast<std::size_t>(before.size()), variables);
    const QPoint below =
        edit_.viewport()->mapTo(edit_.window(), edit_.cursorRect().bottomLeft() + QPoint(-8, 4));
    popup().show(completions_.choices, {}, below);
}

/// Not before anything is written, but in a template.
void ScenarioCompleter::offerWhileTyping()
{
    offer();
    const QString before = edit_.message().left(edit_.textCursor().position());
    if (completions_.length == 0 && !before.endsWith(QLatin1String("{{"))) {
        hide();
    }
}

void ScenarioCompleter::hide()
{
    completions_ = {};
    if (popup_) {
        popup_->hide();
    }
}

void ScenarioCompleter::takeKey(QKeyEvent* event, bool* taken)
{
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    if (event->key() == Qt::Key_Space && control) {
        offer();
        *taken = true;
    } else if (popup_ && popup_->isVisible()) {
        *taken = pressed(event->key());
    }
}

bool ScenarioCompleter::pressed(int key)
{
    switch (key) {
    case Qt::Key_Escape:
        hide();
        return true;
    case Qt::Key_Down:
    case Qt::Key_Up:
        popup_->choose(key == Qt::Key_Down ? 1 : -1);
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
        hide();
        return false;
    default:
        return false;
    }
}

void ScenarioCompleter::accept(int choice)
{
    if (choice < 0 || static_cast<std::size_t>(choice) >= completions_.choices.size()) {
        return;
    }
    const std::string text = completions_.choices[static_cast<std::size_t>(choice)].text;
    const QByteArray all = edit_.message().toUtf8();
    const auto from = QString::fromUtf8(all.left(static_cast<qsizetype>(completions_.position)));
    QTextCursor cursor = edit_.textCursor();
    cursor.setPosition(static_cast<int>(from.size()), QTextCursor::KeepAnchor);
    cursor.insertText(toQString(text));
    edit_.setTextCursor(cursor);
    hide();
    if (text.ends_with(": ") || text.ends_with(':')) {
        offer(); // the values follow
    }
}

bool ScenarioCompleter::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::FocusOut) {
        hide();
    } else if (event->type() == QEvent::Resize && popup_ && popup_->isVisible()) {
        edit_.ensureCursorVisible(); // a mistake is told below it
        offer();
    }
    return QObject::eventFilter(watched, event);
}

} // namespace framescope::ui

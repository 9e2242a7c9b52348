// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenario/scenario_completer.h"

#include "scenario/editing/completion.h"
#include "ui/scenario/scenario_edit.h"

namespace framescope::ui {

namespace {

constexpr int LongestText = 256 * 1024; // characters; in a longer one nothing is offered

} // namespace

ScenarioCompleter::ScenarioCompleter(ScenarioEdit& edit) : Completer(edit), edit_(edit)
{
    connect(&edit_, &QPlainTextEdit::cursorPositionChanged, this, &ScenarioCompleter::hide);
    connect(&edit_, &ScenarioEdit::typed, this, [this] { offer(true); });
}

/// Not before anything is written, but in a template.
void ScenarioCompleter::offer(bool whileTyping)
{
    const QString text = edit_.message();
    if (text.size() > LongestText) {
        return;
    }
    std::vector<std::string> variables;
    for (const QString& name : variables_) {
        variables.push_back(name.toStdString());
    }
    const QString before = text.left(edit_.textCursor().position());
    const std::string whole = text.toStdString();
    const filter::Completions found =
        scenario::completionsAt(whole, static_cast<std::size_t>(before.toUtf8().size()), variables);
    if (whileTyping && found.length == 0 && !before.endsWith(QLatin1String("{{"))) {
        hide();
        return;
    }
    const QPoint below = edit_.cursorRect().bottomLeft() + QPoint(-8, 4);
    show(found, {}, edit_.viewport()->mapTo(&edit_, below));
}

void ScenarioCompleter::insert(const filter::Completions& completions, const QString& text)
{
    const QByteArray all = edit_.message().toUtf8();
    const auto from = QString::fromUtf8(all.left(static_cast<qsizetype>(completions.position)));
    QTextCursor cursor = edit_.textCursor();
    cursor.setPosition(static_cast<int>(from.size()), QTextCursor::KeepAnchor);
    cursor.insertText(text);
    edit_.setTextCursor(cursor);
    hide();
    if (text.endsWith(QLatin1String(": ")) || text.endsWith(QLatin1Char(':'))) {
        offer(false); // the values follow
    }
}

void ScenarioCompleter::follow()
{
    edit_.ensureCursorVisible(); // a mistake is told below it
    offer(false);
}

} // namespace framescope::ui

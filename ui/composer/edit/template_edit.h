// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/edit/message_edit.h"

#include <optional>

class QCompleter;
class QStandardItemModel;

namespace framescope::ui {

class DraftHighlighter;

/// Editor of a message with templates: they are marked, and completed after "{{". It marks one
/// mistake.
class TemplateEdit : public MessageEdit
{
    Q_OBJECT

public:
    explicit TemplateEdit(QWidget* parent = nullptr);

    DraftHighlighter& highlighter() { return *highlighter_; }
    /// The names of the variables that are completed besides the templates.
    void setVariables(const QStringList& names);
    /// Underlines the character at a position of message(); nullopt: nothing is underlined.
    void setMistake(std::optional<qsizetype> at);
    /// Replaces all of the text; Ctrl+Z brings the old one back. The cursor is set to `cursor`.
    void rewrite(const QString& text, qsizetype cursor);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QString begunTemplate() const;
    void offerCompletions();
    void complete(const QString& form);
    void markMistake();

    DraftHighlighter* highlighter_;
    QStandardItemModel* forms_;
    QCompleter* completer_;
    std::optional<qsizetype> mistake_;
};

} // namespace framescope::ui

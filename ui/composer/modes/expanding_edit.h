// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "message/templates.h"

#include <QWidget>

#include <optional>

class QPlainTextEdit;

namespace framescope::ui {

class TemplateEdit;

/// An editor with templates, and beside it a view of what they become.
class ExpandingEdit : public QWidget
{
    Q_OBJECT

public:
    explicit ExpandingEdit(QWidget* parent = nullptr);

    TemplateEdit& edit() { return *edit_; }
    const TemplateEdit& edit() const { return *edit_; }
    bool hasTemplates() const;
    /// Expands the text with a copy of the scope. If that is not possible, marks the mistake, says
    /// beside the editor what it is, and returns nullopt.
    std::optional<QString> expand(message::TemplateScope scope);
    /// Shows a text beside the editor; empty: the editor has all the room.
    void show(const QString& text) { show(text, false); }

private:
    void show(const QString& text, bool isMistake);

    TemplateEdit* edit_;
    QPlainTextEdit* view_;
};

} // namespace framescope::ui

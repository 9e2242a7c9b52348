// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/modes/mode_pane.h"

class QToolButton;

namespace framescope::ui {

class ExpandingEdit;
class FragmentOptions;

/// Writes JSON: it is checked while it is written, and can be laid out anew. What is sent is the
/// text as it stands.
class JsonMode : public ModePane
{
    Q_OBJECT

public:
    explicit JsonMode(QWidget* parent = nullptr);

    message::Draft draft() const override;
    void setDraft(const message::Draft& draft) override;
    void clear() override;
    bool isEmpty() const override;
    qsizetype weight() const override;
    void preview(const Result<message::Outgoing>& outgoing,
                 const message::TemplateScope& scope) override;
    void clearPreview() override;
    QString remark() const override { return remark_; }
    QString hint() const override;
    void setVariables(const QStringList& names) override;

private:
    QToolButton* makeTool(const char* name, const QString& text, const QString& toolTip,
                          void (JsonMode::*run)());
    void format();
    void minify();
    bool isValid();
    void check(const QString& text, bool mark);

    ExpandingEdit* text_;
    FragmentOptions* fragments_;
    QString remark_;
};

} // namespace framescope::ui

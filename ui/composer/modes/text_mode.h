// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/modes/mode_pane.h"

namespace framescope::ui {

class ExpandingEdit;
class FragmentOptions;

/// Writes text messages.
class TextMode : public ModePane
{
    Q_OBJECT

public:
    explicit TextMode(QWidget* parent = nullptr);

    message::Draft draft() const override;
    void setDraft(const message::Draft& draft) override;
    void clear() override;
    bool isEmpty() const override;
    qsizetype weight() const override;
    void preview(const Result<message::Outgoing>& outgoing,
                 const message::TemplateScope& scope) override;
    void clearPreview() override;
    QString hint() const override;
    void setVariables(const QStringList& names) override;

private:
    ExpandingEdit* text_;
    FragmentOptions* fragments_;
};

} // namespace framescope::ui

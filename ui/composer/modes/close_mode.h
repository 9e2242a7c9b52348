// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/modes/mode_pane.h"

class QLabel;
class QLineEdit;

namespace framescope::ui {

class CloseCodeField;
class ElidedLabel;

/// Writes Close frames: with any code and a reason, empty, or with a payload in hex.
class CloseMode : public ModePane
{
    Q_OBJECT

public:
    explicit CloseMode(QWidget* parent = nullptr);

    message::Draft draft() const override;
    void setDraft(const message::Draft& draft) override;
    void clear() override {}
    bool isEmpty() const override { return false; }
    qsizetype weight() const override { return 0; }
    void preview(const Result<message::Outgoing>& outgoing,
                 const message::TemplateScope& scope) override;
    void clearPreview() override;

private:
    void describe(const QString& reason);
    QString meaning() const;

    CloseCodeField* code_;
    QLabel* label_;     ///< what `reason_` is
    QLineEdit* reason_; ///< or the payload in hex, if there is no code
    ElidedLabel* meaning_;
};

} // namespace framescope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/modes/mode_pane.h"

class QComboBox;
class QLabel;

namespace framescope::ui {

class ExpandingEdit;

/// Writes pings and pongs.
class PingMode : public ModePane
{
    Q_OBJECT

public:
    explicit PingMode(QWidget* parent = nullptr);

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
    void describe();
    void showCount(std::optional<qsizetype> bytes);

    QComboBox* kind_;
    QComboBox* form_;
    ExpandingEdit* payload_;
    QLabel* count_;
};

} // namespace framescope::ui

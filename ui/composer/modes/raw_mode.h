// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/modes/mode_pane.h"

class QComboBox;
class QStackedWidget;

namespace framescope::ui {

class FramesEditor;
class TemplateEdit;
class WireView;

/// Writes what a client may send only on purpose: frames with every bit as it is asked for, or
/// bytes. Beside them it shows what goes out.
class RawMode : public ModePane
{
    Q_OBJECT

public:
    enum Way { Frames, Bytes };

    explicit RawMode(QWidget* parent = nullptr);

    Way way() const;
    void setWay(Way way);
    message::Draft draft() const override;
    message::Draft draftToSend() const override;
    void setDraft(const message::Draft& draft) override;
    void clear() override;
    bool isEmpty() const override;
    qsizetype weight() const override;
    void preview(const Result<message::Outgoing>& outgoing,
                 const message::TemplateScope& scope) override;
    void clearPreview() override;
    QString mistake() const override;
    int neededHeight() const override;
    void setVariables(const QStringList& names) override;

private:
    void wayChosen();

    QComboBox* ways_;
    QStackedWidget* inputs_;
    FramesEditor* frames_;
    TemplateEdit* bytes_;
    WireView* wire_;
};

} // namespace framescope::ui

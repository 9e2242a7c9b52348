// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/composer/modes/mode_pane.h"

class QComboBox;
class QLabel;
class QStackedWidget;

namespace framescope::ui {

class ExpandingEdit;
class FileField;
class FragmentOptions;
class HexEditor;

/// Writes binary messages: bytes as hex, in a hex editor or as base64, a file, or JSON that is sent
/// as MessagePack or CBOR.
class BinaryMode : public ModePane
{
    Q_OBJECT

public:
    enum Way { Hex, Editor, Base64, File, MessagePack, Cbor };

    explicit BinaryMode(QWidget* parent = nullptr);

    Way way() const;
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

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void connectParts();
    void wayChosen();
    QByteArray bytesOf(Way way) const;
    void describeEditor();

    QComboBox* ways_;
    QStackedWidget* inputs_;
    ExpandingEdit* text_;
    HexEditor* editor_;
    FileField* file_;
    FragmentOptions* fragments_;
    QLabel* editing_; ///< how the hex editor edits
    Way way_ = Hex;
};

} // namespace framescope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "message/draft.h"

#include <QWidget>

#include <array>

class QCheckBox;
class QComboBox;
class QLineEdit;

namespace framescope::ui {

class TemplateEdit;

/// The fields of one raw frame.
class FrameFields : public QWidget
{
    Q_OBJECT

public:
    explicit FrameFields(QWidget* parent = nullptr);

    /// What is written; fields with a mistake are left out.
    message::FrameDraft frame() const;
    void setFrame(const message::FrameDraft& frame);
    /// A sentence on the first field that has a mistake; empty if there is none.
    QString mistake() const;
    TemplateEdit& payload() { return *payload_; }

signals:
    void changed();

private:
    void makeFields();
    QWidget* makeBits();
    QWidget* makeMaskAndLength();
    void update();

    QCheckBox* fin_;
    std::array<QCheckBox*, 3> rsv_;
    QComboBox* opcode_;
    QCheckBox* compressed_;
    QComboBox* mask_;
    QLineEdit* key_;
    QComboBox* length_;
    QLineEdit* claimed_;
    QComboBox* form_;
    TemplateEdit* payload_;
    bool filling_ = false; ///< in setFrame()
};

/// The name of an opcode as the composer lists it: "1 text", "3 reserved".
QString opcodeText(int opcode);

} // namespace framescope::ui

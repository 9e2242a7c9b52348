// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "message/draft.h"

#include <QWidget>

class QCheckBox;
class QLineEdit;
class QSpinBox;

namespace framescope::ui {

/// Whether a data message is sent in fragments, of how many bytes, and with which ping between the
/// first two of them.
class FragmentOptions : public QWidget
{
    Q_OBJECT

public:
    explicit FragmentOptions(QWidget* parent = nullptr);

    void writeTo(message::Draft& draft) const;
    void readFrom(const message::Draft& draft);
    /// "in fragments of 1024 bytes"; empty if it is not.
    QString hint() const;

signals:
    void changed();

private:
    void update();

    QCheckBox* fragmented_;
    QSpinBox* size_;
    QCheckBox* withPing_;
    QLineEdit* ping_;
};

} // namespace framescope::ui

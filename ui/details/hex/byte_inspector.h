// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <QTableWidget>

namespace framescope::ui {

/// Interpretations of the bytes at a position: integers in both byte orders, floats, a character, a
/// time. Ctrl+C copies a value.
class ByteInspector : public QTableWidget
{
    Q_OBJECT

public:
    explicit ByteInspector(QWidget* parent = nullptr);
    /// At most eight bytes are used.
    void setBytes(ByteView bytes);
    int heightOfRows(int rows) const;

protected:
    void keyPressEvent(QKeyEvent* event) override;
};

} // namespace framescope::ui

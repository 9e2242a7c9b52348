// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "message/outgoing.h"

#include <QPlainTextEdit>

namespace framescope::ui {

/// The bytes of frames as they go out, one frame a line, with their fields named and coloured.
class WireView : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit WireView(QWidget* parent = nullptr);

    void show(const std::vector<message::Frame>& frames);
    /// Shows a sentence in place of bytes.
    void show(const QString& sentence);

private:
    void append(const message::Frame& frame, std::size_t number);
    void append(const QString& text, const QColor& colour);
};

} // namespace framescope::ui

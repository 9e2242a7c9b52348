// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "message/outgoing.h"
#include "ui/style/colours.h"

#include <QPlainTextEdit>

#include <utility>
#include <vector>

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

protected:
    void changeEvent(QEvent* event) override;

private:
    using Colour = QColor style::Colours::*;

    void empty();
    void append(const message::Frame& frame, std::size_t number);
    void append(const QString& text, Colour colour);

    std::vector<std::pair<QString, Colour>> parts_; ///< to be coloured anew with the theme
};

} // namespace framescope::ui

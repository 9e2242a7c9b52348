// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "present/event_loader.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace framescope::ui {

/// The payload as text, byte for byte: what is not UTF-8 is marked where it stands. Of a
/// life-cycle event: what it says. Large payloads are shown in parts.
class TextPane : public QWidget
{
    Q_OBJECT

public:
    explicit TextPane(QWidget* parent = nullptr);
    void setEvent(const present::LoadedEvent& event);

private:
    void showPart();
    void showMore();

    Bytes bytes_;
    std::uint64_t length_ = 0; ///< of the whole payload, which may be more than was loaded
    std::size_t limit_ = 0;
    QPlainTextEdit* text_;
    QWidget* footer_;
    QLabel* note_;
    QPushButton* more_;
};

} // namespace framescope::ui

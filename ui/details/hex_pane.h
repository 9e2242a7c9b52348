// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/event_loader.h"

#include <QWidget>

class QLabel;

namespace framescope::ui {

class HexView;

/// The payload in hex, and what the selection is: position, length, values at the cursor.
class HexPane : public QWidget
{
    Q_OBJECT

public:
    explicit HexPane(QWidget* parent = nullptr);
    void setEvent(const present::LoadedEvent& event);

private:
    void describeSelection();

    HexView* view_;
    QLabel* note_;
};

} // namespace framescope::ui

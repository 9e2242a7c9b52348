// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/event_loader.h"

#include <QWidget>

#include <memory>

class QLabel;

namespace framescope::ui {

class HexView;

/// The payload in hex, and what the selection is: position, length, its value as a number.
class HexPane : public QWidget
{
    Q_OBJECT

public:
    explicit HexPane(QWidget* parent = nullptr);
    void setEvent(const std::shared_ptr<const present::LoadedEvent>& event);

private:
    void describeSelection();

    HexView* view_;
    QLabel* note_;
};

} // namespace framescope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/event_loader.h"

#include <QWidget>

#include <memory>

class QLabel;

namespace framescope::ui {

/// What an event is, in two lines, and what the checks say of it.
class EventHeader : public QWidget
{
    Q_OBJECT

public:
    explicit EventHeader(QWidget* parent = nullptr);
    void setEvent(std::shared_ptr<const present::LoadedEvent> event);

protected:
    void changeEvent(QEvent* event) override;

private:
    void showChecks();

    std::shared_ptr<const present::LoadedEvent> event_;
    QLabel* icon_;
    QLabel* title_;
    QLabel* facts_;
    QLabel* checks_;
};

} // namespace framescope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/event_loader.h"

#include <QTextBrowser>

namespace framescope::ui {

/// How the event's connection came about: phases with their times, both heads, what the checks
/// say, TLS, and the body of a refusal.
class HandshakePane : public QTextBrowser
{
    Q_OBJECT

public:
    explicit HandshakePane(QWidget* parent = nullptr);
    void setEvent(const present::LoadedEvent& event);
};

} // namespace framescope::ui

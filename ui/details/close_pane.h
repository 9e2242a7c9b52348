// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/event_loader.h"

#include <QTextBrowser>

namespace framescope::ui {

/// How the event's connection ended: what a browser would tell, both Close frames, and what
/// the code means. Of a Close frame: what it says.
class ClosePane : public QTextBrowser
{
    Q_OBJECT

public:
    explicit ClosePane(QWidget* parent = nullptr);
    /// False where there is nothing to say: no Close frame yet, and not ended.
    bool setEvent(const present::LoadedEvent& event);
};

} // namespace framescope::ui

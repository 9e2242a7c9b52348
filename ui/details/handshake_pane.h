// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/details/document_pane.h"

namespace framescope::ui {

/// How the event's connection came about: phases with their times, both heads, what the checks
/// say, TLS, and the body of a refusal.
class HandshakePane : public DocumentPane
{
    Q_OBJECT

public:
    explicit HandshakePane(QWidget* parent = nullptr);

protected:
    QString html(const present::LoadedEvent& event, const style::Colours& colours) const override;
};

} // namespace framescope::ui

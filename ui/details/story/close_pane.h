// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/details/story/document_pane.h"

namespace framescope::ui {

/// How the event's connection ended, as a card; its links lead to the table of close codes.
class ClosePane : public DocumentPane
{
    Q_OBJECT

public:
    explicit ClosePane(QWidget* parent = nullptr);
    /// Whether there is a Close frame or an ending.
    static bool hasContent(const present::LoadedEvent& event);

protected:
    QString html(const present::LoadedEvent& event, const style::Colours& colours) const override;
};

} // namespace framescope::ui

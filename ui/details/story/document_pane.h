// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/payload/event_loader.h"
#include "ui/style/colours.h"
#include "ui/widgets/markup_view.h"

#include <memory>

namespace framescope::ui {

/// A pane that shows rich text about an event. If the next event has the same text, the scroll
/// position stays.
class DocumentPane : public style::MarkupView
{
    Q_OBJECT

public:
    explicit DocumentPane(QWidget* parent = nullptr);
    void setEvent(std::shared_ptr<const present::LoadedEvent> event);

protected:
    virtual QString html(const present::LoadedEvent& event,
                         const style::Colours& colours) const = 0;
    void changeEvent(QEvent* event) override;
    /// Shows the current result of `html`.
    void render();

private:
    std::shared_ptr<const present::LoadedEvent> event_;
    QString html_;
};

} // namespace framescope::ui

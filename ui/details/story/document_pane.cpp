// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/story/document_pane.h"

#include "ui/widgets/wrapping.h"

#include <QEvent>

namespace framescope::ui {

DocumentPane::DocumentPane(QWidget* parent) : MarkupView(parent)
{
    constexpr int margin = 12;
    setProperty("plain", true);
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    document()->setDocumentMargin(margin);
}

void DocumentPane::setEvent(std::shared_ptr<const present::LoadedEvent> event)
{
    event_ = std::move(event);
    render();
}

void DocumentPane::render()
{
    QString text = html(*event_, style::colours(palette()));
    if (text != html_) {
        html_ = std::move(text);
        clear(); // nothing is laid out twice
        setWordWrapMode(wrapModeFor(html_));
        setHtml(html_);
    }
}

void DocumentPane::changeEvent(QEvent* event)
{
    MarkupView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && event_) {
        render();
    }
}

} // namespace framescope::ui

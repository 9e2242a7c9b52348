// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/story/document_pane.h"

#include <QEvent>

namespace framescope::ui {

namespace {

/// Wraps at words; or anywhere if a word is so long that searching for its end at each line would
/// take quadratic time.
QTextOption::WrapMode wrapModeFor(QStringView text)
{
    constexpr int longWord = 4096;
    int word = 0;
    for (const QChar character : text) {
        word = character.isSpace() ? 0 : word + 1;
        if (word > longWord) {
            return QTextOption::WrapAnywhere;
        }
    }
    return QTextOption::WrapAtWordBoundaryOrAnywhere;
}

} // namespace

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
        clear(); // avoids a second layout of the old text
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

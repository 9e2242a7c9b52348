// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/help_window.h"

#include "ui/style/building_blocks.h"
#include "ui/style/colours.h"
#include "ui/widgets/markup_view.h"

#include <QEvent>
#include <QScrollBar>

namespace framescope::ui {

HelpWindow::HelpWindow(const char* objectName, const QString& title, int margin,
                       QString (*html)(const style::Colours& colours), QWidget* parent)
    : QDialog(parent), text_(new style::MarkupView), margin_(margin), html_(html)
{
    setObjectName(QLatin1String(objectName));
    setWindowTitle(title);
    text_->setAccessibleName(title);
    text_->setProperty("plain", true);
    connect(text_, &QTextBrowser::anchorClicked, this, &HelpWindow::linkActivated);
    auto* column = style::column(this);
    column->addWidget(text_, 1);
    auto* row = style::row(nullptr, {12, 8, 12, 10});
    row->addWidget(style::dialogButtons(this, QDialogButtonBox::Close));
    column->addLayout(row);
    render();
}

void HelpWindow::bringUp()
{
    show();
    raise();
    activateWindow();
}

void HelpWindow::render()
{
    const int at = text_->verticalScrollBar()->value();
    text_->document()->setDocumentMargin(margin_);
    text_->setHtml(html_(style::colours(palette())));
    text_->verticalScrollBar()->setValue(at);
}

void HelpWindow::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        render();
    }
}

} // namespace framescope::ui

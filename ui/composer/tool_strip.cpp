// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/tool_strip.h"

#include "ui/style/building_blocks.h"
#include "ui/style/restyle.h"

#include <QFrame>
#include <QStackedWidget>
#include <QToolButton>

namespace framescope::ui {

ToolStrip::ToolStrip(QWidget* parent)
    : QWidget(parent), tools_(new QStackedWidget), popup_(new QFrame(this, Qt::Popup)),
      button_(style::iconButton("composerTools", "options", tr("Choices of the message (Ctrl+.)")))
{
    setObjectName(QStringLiteral("toolStrip"));
    popup_->setObjectName(QStringLiteral("toolPopup"));
    popup_->setProperty("role", QStringLiteral("popup"));
    style::row(popup_, {10, 8, 10, 8});
    style::row(this)->addWidget(tools_);
    button_->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Period));
    connect(button_, &QToolButton::clicked, this, &ToolStrip::open);
    update();
}

void ToolStrip::add(QWidget* tools)
{
    tools_->addWidget(tools);
}

void ToolStrip::setCurrent(QWidget* tools)
{
    tools_->setCurrentWidget(tools);
    update();
}

void ToolStrip::setFolded(bool folded)
{
    if (folded != folded_) {
        folded_ = folded;
        (folded ? popup_->layout() : layout())->addWidget(tools_);
        popup_->hide();
        update();
    }
}

void ToolStrip::setHint(const QString& hint)
{
    const QString usual = tr("Choices of the message (Ctrl+.)");
    const QString what = hint.isEmpty() ? usual : tr("%1: %2").arg(usual, hint);
    if (what != button_->accessibleName()) {
        const bool chosen = !hint.isEmpty();
        button_->setAccessibleName(what);
        button_->setToolTip(what);
        button_->setIcon(
            style::icon(QStringLiteral("options"), chosen ? style::Ink::Accent : style::Ink::Text));
        style::restyle(*button_, "chosen", chosen);
    }
}

QSize ToolStrip::minimumSizeHint() const
{
    return {1, isHidden() ? 0 : tools_->minimumSizeHint().height()};
}

QSize ToolStrip::neededSize() const
{
    const QWidget* tools = tools_->currentWidget();
    return tools ? tools->minimumSizeHint() : QSize(0, 0);
}

void ToolStrip::update()
{
    const QWidget* tools = tools_->currentWidget();
    const bool any = tools && tools->layout();
    setVisible(any && !folded_);
    button_->setVisible(any && folded_);
}

void ToolStrip::open()
{
    popup_->adjustSize();
    const QPoint below = button_->mapToGlobal(QPoint(button_->width(), 0));
    popup_->move(below - QPoint(popup_->width(), popup_->height() + 4));
    popup_->show();
    for (QWidget* field : tools_->currentWidget()->findChildren<QWidget*>()) {
        if (field->isVisible() && (field->focusPolicy() & Qt::TabFocus) != 0) {
            field->setFocus(Qt::PopupFocusReason);
            break;
        }
    }
}

} // namespace framescope::ui

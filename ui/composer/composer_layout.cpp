// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/composer.h"
#include "ui/composer/modes/binary_mode.h"
#include "ui/composer/modes/close_mode.h"
#include "ui/composer/modes/json_mode.h"
#include "ui/composer/modes/ping_mode.h"
#include "ui/composer/modes/raw_mode.h"
#include "ui/composer/modes/text_mode.h"
#include "ui/composer/sending_control.h"
#include "ui/composer/sending_strip.h"
#include "ui/composer/tool_strip.h"
#include "ui/style/building_blocks.h"
#include "ui/style/icons.h"
#include "ui/widgets/elided_label.h"

#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>

namespace framescope::ui {

void Composer::makePanes()
{
    panes_ = {new TextMode, new JsonMode, new BinaryMode, new PingMode, new CloseMode, new RawMode};
    for (ModePane* pane : panes_) {
        inputs_->addWidget(pane);
        tools_->add(pane->tools());
        connect(pane, &ModePane::changed, this, [this, pane] {
            if (pane == &this->pane()) {
                fitTools();
                describeDraft();
            }
        });
        connect(pane, &ModePane::sendRequested, this, &Composer::send);
        connect(pane, &ModePane::refused, this, &Composer::refuse);
    }
}

void Composer::build()
{
    modes_->setObjectName(QStringLiteral("composerModes"));
    modes_->setAccessibleName(tr("What to send"));
    modes_->setDrawBase(false);
    modes_->setExpanding(false);
    for (const QString& name :
         {tr("Text"), tr("JSON"), tr("Binary"), tr("Ping"), tr("Close"), tr("Raw")}) {
        modes_->addTab(name);
    }
    connect(modes_, &QTabBar::tabBarClicked, this, [this](int index) {
        if (index >= 0) { // emitted before it is current
            modes_->setCurrentIndex(index);
            setFocus(Qt::MouseFocusReason);
        }
    });
    send_->setObjectName(QStringLiteral("composerSend"));
    send_->setProperty("primary", true);
    send_->setIcon(style::icon(QStringLiteral("send"), style::Ink::OnAccent));
    send_->setToolTip(tr("Send (Ctrl+Enter)"));
    note_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto* history =
        style::iconButton("composerHistory", "history", tr("Messages sent before (Ctrl+R)"));
    connect(history, &QToolButton::clicked, this, &Composer::historyRequested);
    auto* saved = style::iconButton("composerSaved", "bookmark", tr("Saved messages"));
    auto* menu = new QMenu(saved);
    saved->setMenu(menu);
    saved->setPopupMode(QToolButton::InstantPopup);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        emit savedMenuOpens(*menu);
    });
    auto* repeat = style::iconButton("composerRepeat", "pulse", tr("Send repeatedly…"));
    connect(repeat, &QToolButton::clicked, this, &Composer::repeatRequested);

    auto* head = style::row(nullptr, {}, 4);
    head->addWidget(modes_);
    head->addWidget(note_, 1);
    head->addSpacing(4);
    for (QToolButton* button : {tools_->button(), history, saved, repeat}) {
        head->addWidget(button);
    }
    head->addSpacing(2);
    head->addWidget(send_);
    auto* layout = style::column(this, {8, 4, 8, 8}, 4);
    layout->addLayout(head);
    layout->addWidget(inputs_, 1);
    layout->addWidget(tools_);
    layout->addWidget(sending_->strip());
}

void Composer::addShortcuts()
{
    const auto add = [this](const QKeySequence& keys, auto run) {
        auto* shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, run);
    };
    add(Qt::CTRL | Qt::Key_Return, &Composer::send);
    add(Qt::CTRL | Qt::Key_Enter, &Composer::send);
    add(Qt::CTRL | Qt::Key_Up, [this] { recall(-1); });
    add(Qt::CTRL | Qt::Key_Down, [this] { recall(1); });
    const auto turn = [this](int step) {
        modes_->setCurrentIndex((modes_->currentIndex() + step + ModeCount) % ModeCount);
        setFocus(Qt::ShortcutFocusReason);
    };
    add(Qt::CTRL | Qt::Key_PageUp, [turn] { turn(-1); });
    add(Qt::CTRL | Qt::Key_PageDown, [turn] { turn(1); });
}

} // namespace framescope::ui

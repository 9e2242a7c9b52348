// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/values/working_stack.h"

#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"

#include <QLabel>
#include <QPushButton>
#include <QTimer>

namespace framescope::ui {

WorkingStack::WorkingStack(const char* messageName, const char* cancelName, const QString& working)
    : message_(style::messageLabel(messageName)), cancel_(new QPushButton(tr("Cancel"))),
      patience_(new QTimer(this))
{
    constexpr int patience = 200; // ms
    cancel_->setObjectName(QLatin1String(cancelName));
    auto* page = new QWidget;
    auto* layout = style::column(page, {24, 24, 24, 24}, style::UsualSpacing);
    layout->addStretch(1);
    layout->addWidget(message_);
    layout->addWidget(cancel_, 0, Qt::AlignHCenter);
    layout->addStretch(1);
    addWidget(page);
    cancel_->hide();
    patience_->setSingleShot(true);
    patience_->setInterval(patience);
    connect(patience_, &QTimer::timeout, this, [this, working] {
        showMessage(working);
        cancel_->show();
    });
    connect(cancel_, &QPushButton::clicked, this, &WorkingStack::cancelled);
}

void WorkingStack::begin()
{
    patience_->start();
}

void WorkingStack::showMessage(const QString& text)
{
    message_->setText(text);
    cancel_->hide();
    showPage(widget(0));
}

void WorkingStack::showPage(QWidget* page)
{
    patience_->stop();
    setCurrentWidget(page);
}

} // namespace framescope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notification_bar.h"

#include "present/visible_line.h"
#include "ui/style/icons.h"
#include "ui/style/plain_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

namespace framescope::ui {

namespace {

struct Look
{
    const char* kind;
    const char* icon;
    style::Ink ink;
};

Look lookOf(Notification::Kind kind)
{
    switch (kind) {
    case Notification::Kind::Warning:
        return {"warning", "warning", style::Ink::Warning};
    case Notification::Kind::Error:
        return {"error", "error", style::Ink::Bad};
    case Notification::Kind::Info:
        break;
    }
    return {"info", "info", style::Ink::Accent};
}

} // namespace

NotificationBar::NotificationBar(QWidget* parent)
    : QFrame(parent), icon_(style::plainLabel()), title_(style::plainLabel()),
      details_(style::plainLabel()), actions_(new QHBoxLayout), close_(new QToolButton)
{
    setProperty("role", QStringLiteral("notification"));
    title_->setProperty("role", QStringLiteral("title"));
    for (QLabel* label : {title_, details_}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    close_->setIcon(style::icon(QStringLiteral("close"), style::Ink::Muted));
    close_->setToolTip(tr("Dismiss"));
    close_->setAccessibleName(tr("Dismiss this message"));
    connect(close_, &QToolButton::clicked, this, &NotificationBar::dismiss);

    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(title_);
    texts->addWidget(details_);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 8, 8, 8);
    row->setSpacing(10);
    row->addWidget(icon_, 0, Qt::AlignTop);
    row->addLayout(texts, 1);
    row->addLayout(actions_);
    row->addWidget(close_, 0, Qt::AlignVCenter);
    hide();
}

void NotificationBar::show(const Notification& notification)
{
    const Look look = lookOf(notification.kind);
    topic_ = notification.topic;
    setProperty("kind", QString::fromLatin1(look.kind));
    QWidget::style()->unpolish(this);
    QWidget::style()->polish(this);
    icon_->setPixmap(style::icon(QString::fromLatin1(look.icon), look.ink).pixmap(18, 18));
    title_->setText(present::visibleLines(notification.title));
    details_->setText(present::visibleLines(notification.details.join(QLatin1Char('\n'))));
    details_->setVisible(!notification.details.isEmpty());
    setAccessibleName(notification.title);
    while (QLayoutItem* item = actions_->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const Notification::Action& action : notification.actions) {
        auto* button = new QPushButton(action.text);
        connect(button, &QPushButton::clicked, this, [this, action] { run(action); });
        actions_->addWidget(button);
    }
    setVisible(true);
}

void NotificationBar::dismiss()
{
    hide();
}

void NotificationBar::resolve(Notification::Topic topic)
{
    if (topic_ == topic) {
        dismiss();
    }
}

QString NotificationBar::title() const
{
    return isHidden() ? QString() : title_->text();
}

void NotificationBar::run(const Notification::Action& action)
{
    dismiss();
    const auto perform = action.run;
    perform();
}

} // namespace framescope::ui

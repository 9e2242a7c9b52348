// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/notification_bar.h"

#include "present/words/visible_line.h"
#include "ui/style/icons.h"
#include "ui/style/plain_text.h"
#include "ui/style/restyle.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

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

constexpr int MostBarLines = 9; // without scrolling
constexpr int BarMargin = 8;    // pixels, above and below
constexpr int LowBarMargin = 3;

} // namespace

/// As high as its text at this width, up to a bound, beyond which it scrolls.
class NotificationBar::TextRoom : public QScrollArea
{
public:
    explicit TextRoom(QWidget* texts)
    {
        setWidget(texts);
        setWidgetResizable(true);
        setFrameShape(QFrame::NoFrame);
        setFocusPolicy(Qt::NoFocus);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        viewport()->setAutoFillBackground(false);
        texts->setAutoFillBackground(false);
    }

    void setLines(int most)
    {
        most_ = most;
        updateGeometry();
    }
    int lineHeight() const { return fontMetrics().height() + 2; }

    QSize minimumSizeHint() const override { return {10 * lineHeight(), lineHeight()}; }
    QSize sizeHint() const override
    {
        const int widest = widget()->minimumSizeHint().width(); // of a word
        const int whole = widget()->layout()->totalHeightForWidth(std::max(width(), widest)) +
                          (widest > width() ? horizontalScrollBar()->sizeHint().height() : 0);
        return {widget()->sizeHint().width(), std::min(whole, most_ * lineHeight())};
    }

protected:
    void resizeEvent(QResizeEvent* event) override
    {
        QScrollArea::resizeEvent(event);
        if (event->size().width() != event->oldSize().width()) {
            updateGeometry();
        }
    }

private:
    int most_ = MostBarLines;
};

NotificationBar::NotificationBar(QWidget* parent)
    : QFrame(parent), icon_(style::plainLabel()), title_(style::plainLabel()),
      details_(style::plainLabel()), row_(new QHBoxLayout(this)), actions_(new QHBoxLayout),
      close_(new QToolButton)
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

    auto* texts = new QWidget;
    auto* lines = new QVBoxLayout(texts);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(2);
    lines->addWidget(title_);
    lines->addWidget(details_);
    room_ = new TextRoom(texts);
    row_->setSpacing(10);
    row_->addWidget(icon_, 0, Qt::AlignTop);
    row_->addWidget(room_, 1);
    row_->addLayout(actions_);
    row_->addWidget(close_, 0, Qt::AlignVCenter);
    setLow(false);
    hide();
}

void NotificationBar::setLow(bool low)
{
    const int margin = low ? LowBarMargin : BarMargin;
    row_->setContentsMargins(12, margin, 8, margin);
    room_->setLines(low ? 1 : MostBarLines);
}

int NotificationBar::lowHeight() const
{
    return std::max(
               {room_->lineHeight(), close_->sizeHint().height(), actions_->sizeHint().height()}) +
           2 * LowBarMargin;
}

void NotificationBar::show(const Notification& notification)
{
    const Look look = lookOf(notification.kind);
    topic_ = notification.topic;
    style::restyle(*this, "kind", QString::fromLatin1(look.kind));
    icon_->setPixmap(style::icon(QString::fromLatin1(look.icon), look.ink).pixmap(18, 18));
    title_->setText(present::visibleLines(notification.title));
    details_->setText(present::visibleLines(notification.details.join(QLatin1Char('\n'))));
    details_->setVisible(!notification.details.isEmpty());
    room_->updateGeometry();
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
    if (!action.keeps) {
        dismiss();
    }
    action.run();
}

} // namespace framescope::ui

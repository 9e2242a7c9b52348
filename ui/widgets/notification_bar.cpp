// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/notification_bar.h"

#include "present/words/visible_line.h"
#include "ui/style/building_blocks.h"
#include "ui/style/icon_label.h"
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

#include <algorithm>
#include <array>
#include <utility>

namespace framescope::ui {

namespace {

/// Name and colour, in the order of Notification::Kind. The icon has the same name.
constexpr std::array Looks{std::pair{"info", style::Ink::Accent},
                           std::pair{"warning", style::Ink::Warning},
                           std::pair{"error", style::Ink::Bad}};

constexpr int MostBarLines = 9; // without scrolling
constexpr int BarMargin = 8;    // pixels, above and below
constexpr int LowBarMargin = 3;

} // namespace

/// Is as high as its text at the current width, up to a limit, and then scrolls.
class NotificationBar::TextSpace : public QScrollArea
{
public:
    explicit TextSpace(QWidget* texts)
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
        const int widest = widget()->minimumSizeHint().width(); // the width of the widest word
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
    : QFrame(parent), icon_(new style::IconLabel(18)), title_(style::wrappedLabel({}, "title")),
      details_(style::wrappedLabel()), row_(new QHBoxLayout(this)), actions_(new QHBoxLayout),
      close_(style::iconButton("", "close", tr("Dismiss this message"), style::Ink::Muted))
{
    setProperty("role", QStringLiteral("notification"));
    for (QLabel* label : {title_, details_}) {
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    close_->setToolTip(tr("Dismiss"));
    connect(close_, &QToolButton::clicked, this, &NotificationBar::dismiss);

    auto* texts = new QWidget;
    auto* lines = style::column(texts, {}, 2);
    lines->addWidget(title_);
    details_->setObjectName(QStringLiteral("notificationDetails"));
    lines->addWidget(details_);
    space_ = new TextSpace(texts);
    row_->setSpacing(10);
    row_->addWidget(icon_, 0, Qt::AlignTop);
    row_->addWidget(space_, 1);
    row_->addLayout(actions_);
    row_->addWidget(close_, 0, Qt::AlignVCenter);
    setLow(false);
    hide();
}

void NotificationBar::setLow(bool low)
{
    const int margin = low ? LowBarMargin : BarMargin;
    row_->setContentsMargins(12, margin, 8, margin);
    space_->setLines(low ? 1 : MostBarLines);
}

int NotificationBar::lowHeight() const
{
    return std::max(
               {space_->lineHeight(), close_->sizeHint().height(), actions_->sizeHint().height()}) +
           2 * LowBarMargin;
}

void NotificationBar::show(const Notification& notification)
{
    const auto& [kind, ink] = Looks.at(static_cast<std::size_t>(notification.kind));
    topic_ = notification.topic;
    style::restyle(*this, "kind", QString::fromLatin1(kind));
    icon_->setIcon(QString::fromLatin1(kind), ink);
    title_->setText(present::visibleLines(notification.title));
    details_->setText(present::visibleLines(notification.details.join(QLatin1Char('\n'))));
    details_->setVisible(!notification.details.isEmpty());
    space_->updateGeometry();
    setAccessibleName(notification.title);
    while (QLayoutItem* item = actions_->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const Notification::Action& action : notification.actions) {
        auto* button = new QPushButton(action.text);
        connect(button, &QPushButton::clicked, this, [this, action] {
            if (!action.keeps) {
                dismiss();
            }
            action.run();
        });
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

} // namespace framescope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/new_rows_button.h"

#include "present/words/format.h"
#include "ui/timeline/table/timeline_view.h"

#include <QScrollBar>
#include <QTimer>

namespace framescope::ui {

namespace {

constexpr int RefreshInterval = 100; // ms: numbers that change faster can't be read
constexpr int Distance = 12;         // pixels from the lower edge

} // namespace

NewRowsButton::NewRowsButton(TimelineView& view, present::TimelineModel& model)
    : QPushButton(&view), view_(view), model_(model), soon_(new QTimer(this))
{
    setObjectName(QStringLiteral("newRows"));
    setProperty("primary", true);
    setFocusPolicy(Qt::NoFocus); // the End key does the same
    setCursor(Qt::PointingHandCursor);
    setToolTip(tr("Follow the newest row (End)"));
    hide();
    soon_->setSingleShot(true);
    soon_->setInterval(RefreshInterval);
    const auto refreshSoon = [this] {
        if (seen_ && !soon_->isActive()) {
            soon_->start();
        }
    };
    connect(soon_, &QTimer::timeout, this, &NewRowsButton::refresh);
    connect(&view_, &TimelineView::followingChanged, this, &NewRowsButton::followingChanged);
    connect(&model_, &QAbstractItemModel::rowsInserted, this, refreshSoon);
    connect(&model_, &QAbstractItemModel::modelReset, this, refreshSoon);
    connect(view_.verticalScrollBar(), &QScrollBar::valueChanged, this, refreshSoon);
    connect(this, &QPushButton::clicked, &view_, [this] { view_.setFollowing(true); });
    connect(&view_, &TimelineView::resized, this, &NewRowsButton::place, Qt::QueuedConnection);
}

void NewRowsButton::followingChanged(bool following)
{
    seen_.reset();
    timeline_ = model_.timeline();
    if (!following && model_.rowCount() > 0) {
        seen_ = model_.lastEventAt(model_.rowCount() - 1);
    }
    refresh();
}

void NewRowsButton::refresh()
{
    if (model_.timeline() != timeline_) {
        seen_.reset();
    }
    const int last = view_.rowAt(view_.viewport()->height() - 1);
    const int lastOnScreen = last < 0 ? model_.rowCount() - 1 : last;
    if (seen_ && lastOnScreen >= 0) {
        seen_ = std::max(*seen_, model_.lastEventAt(lastOnScreen));
    }
    newRows_ = seen_ ? model_.rowsAfter(*seen_) : 0;
    if (newRows_ > 0) {
        setText(tr("%1 new  ↓").arg(present::formatCount(static_cast<std::uint64_t>(newRows_))));
        setAccessibleName(tr("%1 new rows: follow the newest").arg(newRows_));
        place();
    }
    setVisible(newRows_ > 0);
}

void NewRowsButton::place()
{
    adjustSize();
    const QRect rows = view_.viewport()->geometry();
    move(rows.left() + (rows.width() - width()) / 2, rows.bottom() - height() - Distance);
    raise();
}

} // namespace framescope::ui

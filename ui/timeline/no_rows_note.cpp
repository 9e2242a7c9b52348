// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/no_rows_note.h"
#include "ui/style/plain_text.h"

#include "present/words/format.h"
#include "ui/timeline/table/timeline_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace framescope::ui {

namespace {

constexpr int WidestExpression = 320; // pixels

QString shortened(const QWidget& widget, const QString& expression)
{
    return widget.fontMetrics().elidedText(expression.simplified(), Qt::ElideMiddle,
                                           WidestExpression);
}

} // namespace

NoRowsNote::NoRowsNote(TimelineView& view, const present::TimelineModel& model,
                       const present::VisibleRowsJob& rows)
    : QFrame(&view), view_(view), model_(model), rows_(rows), sentence_(style::plainLabel()),
      back_(new QPushButton)
{
    setObjectName(QStringLiteral("noRows"));
    sentence_->setAlignment(Qt::AlignCenter);
    auto* clear = new QPushButton(tr("Clear the filter"));
    clear->setObjectName(QStringLiteral("clearFilter"));
    back_->setObjectName(QStringLiteral("lastFilter"));
    auto* ways = new QHBoxLayout;
    ways->addStretch();
    ways->addWidget(clear);
    ways->addWidget(back_);
    ways->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setSpacing(10);
    column->addWidget(sentence_);
    column->addLayout(ways);
    hide();
    connect(clear, &QPushButton::clicked, this, [this] { goBackTo({}); });
    connect(back_, &QPushButton::clicked, this, [this] { goBackTo(matching_); });
    connect(&rows_, &present::VisibleRowsJob::changed, this, &NoRowsNote::refresh);
    connect(&model_, &QAbstractItemModel::modelReset, this, &NoRowsNote::refresh);
    connect(&model_, &QAbstractItemModel::rowsInserted, this, &NoRowsNote::refresh);
    connect(&view_, &TimelineView::resized, this, &NoRowsNote::place, Qt::QueuedConnection);
}

void NoRowsNote::setFilter(const QString& expression)
{
    if (model_.rowCount() > 0) {
        matching_ = filter_;
    }
    filter_ = expression;
    refresh();
}

void NoRowsNote::refresh()
{
    const present::RowsProgress progress = rows_.progress();
    const bool ended = progress.complete() || progress.cancelled;
    const bool none = !filter_.trimmed().isEmpty() && model_.rowCount() == 0 &&
                      progress.rows == 0 && progress.considered > 0 && ended;
    if (none) {
        sentence_->setText(
            tr("No row matches %1\n%2 events were searched.")
                .arg(shortened(*this, filter_), present::formatCount(progress.considered)));
        back_->setText(tr("Back to %1").arg(style::withoutMnemonic(shortened(*this, matching_))));
        back_->setVisible(!matching_.trimmed().isEmpty() && matching_ != filter_);
        place();
    }
    setVisible(none);
}

void NoRowsNote::goBackTo(const QString& expression)
{
    view_.setFocus(Qt::OtherFocusReason); // the note, which has the focus, will be hidden
    emit filterWanted(expression);
}

void NoRowsNote::place()
{
    adjustSize();
    const QRect rows = view_.viewport()->geometry();
    move(rows.center() - rect().center());
    raise();
}

} // namespace framescope::ui

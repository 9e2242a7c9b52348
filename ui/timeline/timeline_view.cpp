// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_view.h"

#include "ui/style/fonts.h"
#include "ui/style/icons.h"
#include "ui/timeline/timeline_delegate.h"

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>

namespace framescope::ui {

using present::TimelineModel;

namespace {

constexpr int LeastPreview = 200; // pixels; other columns give way for it

} // namespace

TimelineView::TimelineView(TimelineModel& model, QWidget* parent)
    : QTableView(parent), model_(model), delegate_(new TimelineDelegate(this))
{
    setObjectName(QStringLiteral("timeline"));
    setAccessibleName(tr("Timeline of events"));
    setModel(&model_);
    setItemDelegate(delegate_);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    setFrameShape(QFrame::NoFrame);
    setCornerButtonEnabled(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerItem);
    setContextMenuPolicy(Qt::CustomContextMenu);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    applyFonts();
    arrangeColumns();

    connect(&model_, &TimelineModel::modelAboutToBeReset, this, &TimelineView::beforeReset);
    connect(&model_, &TimelineModel::modelReset, this, &TimelineView::afterReset);
    connect(&model_, &TimelineModel::rowsInserted, this, &TimelineView::afterInsert);
    connect(&model_, &TimelineModel::dataChanged, this, [this](const QModelIndex& first) {
        if (first.column() == TimelineModel::Time) {
            fitNumbers();
        }
    });
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this, &TimelineView::userScrolled);
    connect(verticalScrollBar(), &QScrollBar::sliderMoved, this, &TimelineView::userScrolled);
    connect(horizontalHeader(), &QWidget::customContextMenuRequested, this,
            &TimelineView::showHeaderMenu);
    connect(this, &QWidget::customContextMenuRequested, this, &TimelineView::showRowMenu);
}

void TimelineView::setFollowing(bool following)
{
    if (following) {
        scrollToBottom();
    }
    if (following_ != following) {
        following_ = following;
        emit followingChanged(following);
    }
}

std::optional<EventId> TimelineView::currentEvent() const
{
    const QModelIndex current = currentIndex();
    return current.isValid() ? std::optional(model_.eventAt(current.row())) : std::nullopt;
}

void TimelineView::showEvent(EventId id)
{
    model_.reveal(id);
    const int row = model_.nearestRow(id);
    if (row >= 0) {
        setFollowing(false);
        setCurrentIndex(model_.index(row, 0));
        scrollTo(model_.index(row, 0));
    }
}

QString TimelineView::selectedText() const
{
    QModelIndexList rows = selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    QStringList lines;
    for (const QModelIndex& row : rows) {
        QStringList cells;
        for (int column = 0; column < TimelineModel::ColumnCount; ++column) {
            if (!isColumnHidden(column)) {
                cells += row.siblingAtColumn(column).data().toString();
            }
        }
        lines += cells.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n'));
}

QByteArray TimelineView::columnLayout() const
{
    return horizontalHeader()->saveState();
}

void TimelineView::setColumnLayout(const QByteArray& layout)
{
    horizontalHeader()->restoreState(layout);
    horizontalHeader()->setStretchLastSection(true);
    for (int column = 0; column < TimelineModel::ColumnCount; ++column) {
        unwanted_[static_cast<std::size_t>(column)] = isColumnHidden(column);
    }
}

void TimelineView::focusInEvent(QFocusEvent* event)
{
    // QAbstractItemView makes the first row current, which nobody asked for.
    const bool none = !currentIndex().isValid();
    restoring_ = none;
    QTableView::focusInEvent(event);
    if (none) {
        selectionModel()->clearCurrentIndex();
    }
    restoring_ = false;
}

void TimelineView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        QApplication::clipboard()->setText(selectedText());
        return;
    }
    if (event->key() == Qt::Key_End && event->modifiers() == Qt::NoModifier) {
        if (model_.rowCount() > 0) {
            setCurrentIndex(model_.index(model_.rowCount() - 1, 0));
        }
        setFollowing(true);
        return;
    }
    const int before = verticalScrollBar()->value();
    QTableView::keyPressEvent(event);
    if (verticalScrollBar()->value() < before) {
        setFollowing(false);
    }
}

void TimelineView::wheelEvent(QWheelEvent* event)
{
    if (event->angleDelta().y() > 0 || event->pixelDelta().y() > 0) {
        setFollowing(false);
    }
    QTableView::wheelEvent(event);
}

void TimelineView::leaveEvent(QEvent* event)
{
    hoverRow(-1);
    QTableView::leaveEvent(event);
}

void TimelineView::mouseMoveEvent(QMouseEvent* event)
{
    hoverRow(rowAt(event->position().toPoint().y()));
    QTableView::mouseMoveEvent(event);
}

void TimelineView::mousePressEvent(QMouseEvent* event)
{
    QTableView::mousePressEvent(event);
    // What somebody points at is to stay where it is.
    if (indexAt(event->position().toPoint()).isValid()) {
        setFollowing(false);
    }
}

void TimelineView::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        applyFonts();
    }
}

void TimelineView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    if (!restoring_ && (current.row() != previous.row() || !previous.isValid())) {
        if (current.isValid() && current.row() + 1 < model_.rowCount()) {
            setFollowing(false);
        }
        emit currentEventChanged();
    }
}

void TimelineView::arrangeColumns()
{
    for (int column = 0; column < TimelineModel::Preview; ++column) {
        setColumnWidth(column, delegate_->columnWidth(column));
    }
    unwanted_[TimelineModel::Connection] = true;
    setColumnHidden(TimelineModel::Connection, true);
}

void TimelineView::fitNumbers()
{
    const int last = model_.rowCount() - 1;
    for (const int column : {TimelineModel::Number, TimelineModel::Time, TimelineModel::Type}) {
        const int needed =
            last < 0 ? 0 : delegate_->widthOf(model_.index(last, column).data().toString(), column);
        if (needed > columnWidth(column) && !isColumnHidden(column)) {
            setColumnWidth(column, needed);
        }
    }
}

void TimelineView::makeRoomForPreview()
{
    int room = viewport()->width() - LeastPreview;
    for (int column = 0; column < TimelineModel::Preview; ++column) {
        if (!unwanted_[static_cast<std::size_t>(column)]) {
            room -= isColumnHidden(column) ? delegate_->columnWidth(column) : columnWidth(column);
        }
    }
    for (const int column : {TimelineModel::Delta, TimelineModel::Size, TimelineModel::Time}) {
        if (!unwanted_[static_cast<std::size_t>(column)]) {
            const int width =
                isColumnHidden(column) ? delegate_->columnWidth(column) : columnWidth(column);
            setColumnHidden(column, room < 0);
            room += room < 0 ? width : 0;
        }
    }
}

void TimelineView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    makeRoomForPreview();
}

void TimelineView::applyFonts()
{
    delegate_->setFonts(font(), style::payloadFont());
    verticalHeader()->setMinimumSectionSize(delegate_->rowHeight());
    verticalHeader()->setDefaultSectionSize(delegate_->rowHeight());
}

void TimelineView::hoverRow(int row)
{
    if (row == hoveredRow_) {
        return;
    }
    for (const int changed : {hoveredRow_, row}) {
        if (changed >= 0) {
            viewport()->update(0, rowViewportPosition(changed), viewport()->width(),
                               rowHeight(changed));
        }
    }
    hoveredRow_ = row;
    delegate_->setHoveredRow(row);
}

void TimelineView::beforeReset()
{
    currentBeforeReset_ = currentEvent();
    restoring_ = true;
    hoverRow(-1);
}

void TimelineView::afterReset()
{
    restoring_ = false;
    fitNumbers();
    const auto kept = currentBeforeReset_;
    const bool following = following_;
    if (kept) {
        if (const auto row = model_.rowOf(*kept)) {
            restoring_ = true;
            setCurrentIndex(model_.index(*row, 0));
            restoring_ = false;
            if (!following) {
                scrollTo(model_.index(*row, 0), PositionAtCenter);
            }
        } else if (!following && model_.rowCount() > 0) {
            scrollTo(model_.index(model_.nearestRow(*kept), 0), PositionAtCenter);
        }
    }
    emit currentEventChanged();
    if (following) {
        scrollToBottom();
    }
}

void TimelineView::afterInsert()
{
    fitNumbers();
    if (following_) {
        scrollToBottom();
    }
}

void TimelineView::userScrolled()
{
    const QScrollBar* bar = verticalScrollBar();
    if (bar->sliderPosition() < bar->maximum()) {
        setFollowing(false);
    }
}

void TimelineView::showHeaderMenu(const QPoint& at)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int column = 0; column < TimelineModel::Preview; ++column) {
        QAction* action =
            menu->addAction(model_.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        connect(action, &QAction::toggled, this, [this, column](bool shown) {
            unwanted_[static_cast<std::size_t>(column)] = !shown;
            setColumnHidden(column, !shown);
        });
    }
    menu->popup(horizontalHeader()->mapToGlobal(at));
}

void TimelineView::showRowMenu(const QPoint& at)
{
    if (!indexAt(at).isValid()) {
        return;
    }
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(style::icon(QStringLiteral("copy")), tr("Copy rows"), QKeySequence::Copy, this,
                    [this] { QApplication::clipboard()->setText(selectedText()); });
    emit rowMenuOpens(*menu);
    menu->popup(viewport()->mapToGlobal(at));
}

} // namespace framescope::ui

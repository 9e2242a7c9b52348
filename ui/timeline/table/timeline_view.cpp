// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/table/timeline_view.h"

#include "ui/style/fonts.h"
#include "ui/timeline/table/timeline_columns.h"
#include "ui/timeline/table/timeline_delegate.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>

namespace framescope::ui {

using present::TimelineModel;

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
    // A header that shares the table's selection model would examine every selected row.
    verticalHeader()->setSelectionModel(new QItemSelectionModel(&model_, verticalHeader()));
    horizontalHeader()->setSelectionModel(new QItemSelectionModel(&model_, horizontalHeader()));
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    applyFonts();
    columns_ = new TimelineColumns(*this, model_, *delegate_);

    connect(&model_, &TimelineModel::modelAboutToBeReset, this, &TimelineView::beforeReset);
    connect(&model_, &TimelineModel::modelReset, this, &TimelineView::afterReset);
    connect(&model_, &TimelineModel::rowsInserted, this, &TimelineView::afterInsert);
    connect(&model_, &TimelineModel::dataChanged, this, [this](const QModelIndex& first) {
        if (first.column() == TimelineModel::Time) {
            columns_->fitNumbers();
        }
    });
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this, &TimelineView::userScrolled);
    connect(verticalScrollBar(), &QScrollBar::sliderMoved, this, &TimelineView::userScrolled);
}

void TimelineView::setFollowing(bool following)
{
    if (following) {
        scrollToBottom();
    } else {
        newestChosen_ = false;
    }
    if (following_ != following) {
        following_ = following;
        emit followingChanged(following);
    }
}

void TimelineView::showNewest()
{
    if (const int last = model_.rowCount() - 1; last >= 0) {
        setCurrentIndex(model_.index(last, horizontalHeader()->logicalIndexAt(0)));
    }
    setFollowing(true);
    newestChosen_ = true;
}

/// Selects a row that is set by code (no event) alone, even while modifier keys are held.
QItemSelectionModel::SelectionFlags TimelineView::selectionCommand(const QModelIndex& index,
                                                                   const QEvent* event) const
{
    return event ? QTableView::selectionCommand(index, event)
                 : QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows;
}

std::optional<EventId> TimelineView::currentEvent() const
{
    const QModelIndex current = currentIndex();
    return current.isValid() ? std::optional(model_.eventAt(current.row())) : std::nullopt;
}

void TimelineView::scrollTo(const QModelIndex& index, ScrollHint hint)
{
    executeDelayedItemsLayout(); // updates the range of the scroll bar
    QTableView::scrollTo(index, hint);
}

void TimelineView::showEvent(EventId id)
{
    id = model_.toldBy(id);
    model_.reveal(id);
    const int row = model_.nearestRow(id);
    if (row >= 0) {
        setFollowing(false);
        setCurrentIndex(model_.index(row, 0));
        scrollTo(model_.index(row, 0));
    }
}

std::vector<present::EventRange> TimelineView::selectedEvents() const
{
    std::vector<std::pair<int, int>> rows;
    for (const QItemSelectionRange& range : selectionModel()->selection()) {
        rows.emplace_back(range.top(), range.bottom());
    }
    std::sort(rows.begin(), rows.end());
    std::vector<present::EventRange> events;
    int next = 0; // ranges may overlap
    for (const auto& [top, bottom] : rows) {
        if (bottom >= next) {
            events.push_back({model_.eventAt(std::max(top, next)), model_.lastEventAt(bottom)});
            next = bottom + 1;
        }
    }
    return events;
}

void TimelineView::setSearched(const QString& expression)
{
    delegate_->setHits(RowHits(expression));
    viewport()->update();
}

void TimelineView::setFound(const QString& expression)
{
    delegate_->setFound(RowHits(expression));
    viewport()->update();
}

void TimelineView::contextMenuEvent(QContextMenuEvent* event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex cell = byKey ? currentIndex() : indexAt(event->pos());
    if (!cell.isValid()) {
        return;
    }
    if (byKey) {
        scrollTo(cell);
    }
    const QRect place = visualRect(cell);
    emit rowMenuRequested(cell,
                          byKey ? viewport()->mapToGlobal(place.bottomLeft()) : event->globalPos());
}

void TimelineView::focusInEvent(QFocusEvent* event)
{
    // QAbstractItemView would make the first row current.
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
    const bool payload = event->keyCombination() == (Qt::CTRL | Qt::SHIFT | Qt::Key_C);
    if (payload || event->matches(QKeySequence::Copy)) {
        emit copyRequested(payload);
        return;
    }
    if (event->keyCombination() == (Qt::SHIFT | Qt::Key_F10)) { // for keyboards without a menu key
        QContextMenuEvent asked(QContextMenuEvent::Keyboard, {}, {});
        contextMenuEvent(&asked);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Up:
    case Qt::Key_Down:
        moveByKey(*event);
        break;
    default:
        QTableView::keyPressEvent(event);
    }
}

/// Moves the current row by a key, selects it and scrolls to it.
void TimelineView::moveByKey(QKeyEvent& event)
{
    const int key = event.key();
    const bool toEdge = key == Qt::Key_Home || key == Qt::Key_End;
    // With Ctrl, QAbstractItemView moves without selecting: wanted only for single steps.
    const Qt::KeyboardModifiers modifiers =
        toEdge ? event.modifiers() & ~Qt::ControlModifier : event.modifiers();
    const bool selects = (modifiers & Qt::ControlModifier) == 0;
    const int before = verticalScrollBar()->value();
    QKeyEvent asked(QEvent::KeyPress, key, modifiers, event.text(), event.isAutoRepeat());
    QTableView::keyPressEvent(&asked);
    if (const QModelIndex current = currentIndex(); current.isValid()) {
        if (selects && !selectionModel()->isRowSelected(current.row())) {
            setCurrentIndex(current);
        }
        scrollTo(current);
    }
    if (key == Qt::Key_End && (modifiers & Qt::ShiftModifier) == 0) {
        setFollowing(true);
        newestChosen_ = true;
    } else if (key == Qt::Key_Home || verticalScrollBar()->value() < before) {
        setFollowing(false);
    }
}

/// Home and End go to the first and last row; a page is as many rows as are visible.
QModelIndex TimelineView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const int last = model_.rowCount() - 1;
    const int height = viewport()->height();
    const QModelIndex current = currentIndex();
    const int column = current.isValid() ? current.column() : horizontalHeader()->logicalIndexAt(0);
    const int top = rowAt(0);
    if (last < 0 || top < 0) {
        return QTableView::moveCursor(action, modifiers);
    }
    const int lowest = rowAt(height - 1);
    const int bottom = lowest < 0 ? last : lowest;
    const bool isSeen = current.isValid() && isInView(current.row(), height);
    const int page = std::max(1, bottom - top - 1);
    switch (action) {
    case MoveHome:
        return model_.index(0, column);
    case MoveEnd:
        return model_.index(last, column);
    case MovePageUp:
        return model_.index(std::max(0, (isSeen ? current.row() : top) - page), column);
    case MovePageDown:
        return model_.index(std::min(last, (isSeen ? current.row() : bottom) + page), column);
    default:
        return current.isValid() ? QTableView::moveCursor(action, modifiers)
                                 : model_.index(placeOfKeys(), column);
    }
}

int TimelineView::placeOfKeys() const
{
    const int last = model_.rowCount() - 1;
    const QModelIndex current = currentIndex();
    return current.isValid() ? current.row() : following_ ? last : std::min(last, rowAt(0));
}

/// Whether a whole row is visible in a viewport of this height.
bool TimelineView::isInView(int row, int height) const
{
    const int y = rowViewportPosition(row);
    return y >= 0 && y + rowHeight(row) <= height;
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
    // A row that was clicked stays where it is.
    if (indexAt(event->position().toPoint()).isValid()) {
        setFollowing(false);
    }
}

void TimelineView::changeEvent(QEvent* event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        applyFonts();
        if (columns_) {
            columns_->fitFont();
        }
    }
}

void TimelineView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    if (!restoring_ && (current.row() != previous.row() || !previous.isValid())) {
        newestChosen_ = false;
        if (current.isValid() && current.row() + 1 < model_.rowCount()) {
            setFollowing(false);
        }
        emit currentEventChanged();
    }
}

void TimelineView::resizeEvent(QResizeEvent* event)
{
    const QModelIndex current = currentIndex();
    const bool wasSeen = current.isValid() && isInView(current.row(), event->oldSize().height());
    QTableView::resizeEvent(event);
    columns_->makeSpaceForPreview();
    if (following_) {
        scrollToBottom();
    } else if (wasSeen) {
        scrollTo(current);
    }
    emit resized();
}

void TimelineView::nameSides()
{
    model_.setNamesSides(true);
    delegate_->setNamesSides(true);
    setColumnWidth(TimelineModel::Dir, std::max(columnWidth(TimelineModel::Dir),
                                                delegate_->columnWidth(TimelineModel::Dir)));
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
    columns_->fitNumbers();
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
        }
    }
    emit currentEventChanged();
    if (following) {
        scrollToBottom();
    }
}

/// While following after End, the new newest row becomes current.
void TimelineView::afterInsert()
{
    columns_->fitNumbers();
    if (following_ && newestChosen_) {
        showNewest();
    } else if (following_) {
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

} // namespace framescope::ui

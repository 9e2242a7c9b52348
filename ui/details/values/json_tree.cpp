// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/values/json_tree.h"

#include "present/values/json_tree_model.h"
#include "ui/details/values/json_delegate.h"
#include "ui/style/building_blocks.h"
#include "ui/style/fonts.h"
#include "ui/widgets/elided_label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

#include <vector>

namespace framescope::ui {

namespace {

constexpr int deepest = 24; ///< most levels below the root that is shown
constexpr int levelsAbove = 8;

} // namespace

JsonTree::JsonTree(const char* objectName, const char* menuName)
{
    constexpr int indent = 16;
    setObjectName(QLatin1String(objectName));
    setItemDelegate(new JsonDelegate(this));
    style::usePayloadFont(*this);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setIndentation(indent);
    setFrameShape(QFrame::NoFrame);
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(this, &QWidget::customContextMenuRequested, this,
            [this, menuName](const QPoint& position) {
                if (indexAt(position).isValid()) {
                    auto* menu = style::menuFor(this, menuName);
                    emit menuOpens(*menu);
                    menu->addActions(actions());
                    menu->popup(viewport()->mapToGlobal(position));
                }
            });
}

QWidget* JsonTree::makeFooter(ElidedLabel* path, const char* wholeName, const QString& wholeTip)
{
    auto* whole = new QToolButton;
    whole->setObjectName(QLatin1String(wholeName));
    whole->setText(tr("Show all"));
    whole->setToolTip(wholeTip);
    whole->hide();
    connect(whole, &QToolButton::clicked, this, &JsonTree::showAll);
    connect(this, &JsonTree::partChanged, whole,
            [this, whole] { whole->setVisible(rootIndex().isValid()); });
    auto* footer = new QWidget;
    auto* row = style::row(footer, {12, 2, 8, 2}, 4);
    row->addWidget(path, 1);
    row->addWidget(whole);
    return footer;
}

void JsonTree::copyPath() const
{
    if (const QModelIndex index = currentIndex(); index.isValid()) {
        QGuiApplication::clipboard()->setText(
            index.data(present::JsonTreeModel::PathRole).toString());
    }
}

/// Returns the depth below the root that is shown; stops counting once over `deepest`.
int JsonTree::depthOf(const QModelIndex& index) const
{
    int depth = 0;
    for (QModelIndex at = index; at.isValid() && at != rootIndex() && depth <= deepest;
         at = at.parent()) {
        ++depth;
    }
    return depth;
}

void JsonTree::showAll()
{
    showOnly({});
}

void JsonTree::showOnly(const QModelIndex& index)
{
    setRootIndex(index);
    emit partChanged();
}

void JsonTree::reveal(const QModelIndex& index)
{
    if (!index.isValid()) {
        return;
    }
    bool isBelow = !rootIndex().isValid();
    for (QModelIndex at = index.parent(); at.isValid() && !isBelow; at = at.parent()) {
        isBelow = at == rootIndex();
    }
    if (!isBelow) {
        setRootIndex({});
    }
    if (depthOf(index) > deepest) {
        QModelIndex root = index;
        for (int level = 0; level < levelsAbove; ++level) {
            root = root.parent();
        }
        setRootIndex(root);
    }
    emit partChanged();
    std::vector<QModelIndex> above;
    for (QModelIndex at = index.parent(); at.isValid() && at != rootIndex(); at = at.parent()) {
        above.push_back(at);
    }
    scheduleDelayedItemsLayout(); // one layout for all of them
    for (auto at = above.rbegin(); at != above.rend(); ++at) {
        expand(*at);
    }
    executeDelayedItemsLayout();
    setCurrentIndex(index);
    scrollTo(index, QAbstractItemView::EnsureVisible);
}

bool JsonTree::expandFrom(const QModelIndex& index, int rows)
{
    int shown = 1;
    bool whole = true;
    std::vector<QModelIndex> level{index};
    scheduleDelayedItemsLayout();
    for (int depth = 0; !level.empty(); ++depth) {
        std::vector<QModelIndex> inner;
        for (const QModelIndex& at : level) {
            if (model()->canFetchMore(at)) {
                model()->fetchMore(at);
            }
            const int children = model()->rowCount(at);
            const bool fits = shown == 1 || shown + children <= rows;
            if (children > 0 && (!fits || depth == deepest)) {
                whole = false;
                continue;
            }
            shown += children;
            if (children > 0) {
                expand(at);
            }
            for (int row = 0; row < children && row < rows; ++row) {
                inner.push_back(model()->index(row, 0, at));
            }
        }
        level = std::move(inner);
    }
    executeDelayedItemsLayout();
    return whole;
}

/// Draws only the row's own sign. Those of its ancestors are empty, and may be thousands.
void JsonTree::drawBranches(QPainter* painter, const QRect& rect, const QModelIndex& index) const
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const int indent = indentation();
    option.rect = QRect(rect.right() - indent + 1, rect.top(), indent, rect.height());
    option.state &= ~(QStyle::State_MouseOver | QStyle::State_Selected | QStyle::State_Open);
    if (selectionModel() && selectionModel()->isSelected(index)) {
        option.state |= QStyle::State_Selected;
    }
    if (model()->hasChildren(index)) {
        option.state |= QStyle::State_Children;
        option.state |= isExpanded(index) ? QStyle::State_Open : QStyle::State_None;
    }
    option.state |= QStyle::State_Item;
    style()->drawPrimitive(QStyle::PE_IndicatorBranch, &option, painter, this);
}

} // namespace framescope::ui

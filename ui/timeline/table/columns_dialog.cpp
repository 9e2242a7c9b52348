// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/table/columns_dialog.h"

#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"
#include "ui/timeline/table/timeline_columns.h"

#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace framescope::ui {

ColumnsDialog::ColumnsDialog(TimelineColumns& columns, QWidget* parent)
    : QDialog(parent), columns_(columns), list_(new QListWidget),
      up_(new QPushButton(tr("Move &up"))), down_(new QPushButton(tr("Move &down")))
{
    setWindowTitle(tr("Columns of the timeline"));
    setMinimumSize(380, 330);
    list_->setObjectName(QStringLiteral("columns"));
    list_->setAccessibleName(tr("Columns, from left to right"));
    list_->setDragDropMode(QAbstractItemView::InternalMove);
    up_->setObjectName(QStringLiteral("columnUp"));
    up_->setToolTip(tr("Further left (Alt+Up)"));
    up_->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Up));
    down_->setObjectName(QStringLiteral("columnDown"));
    down_->setToolTip(tr("Further right (Alt+Down)"));
    down_->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Down));
    auto* reset = new QPushButton(tr("&Reset"));
    auto* hint =
        style::plainLabel(tr("From left to right. Space shows or hides a column."), "muted");
    auto* buttons = style::dialogButtons(this, QDialogButtonBox::Close);

    auto* side = new QVBoxLayout;
    side->addWidget(up_);
    side->addWidget(down_);
    side->addWidget(reset);
    side->addStretch(1);
    auto* row = style::row(nullptr, {}, 10);
    row->addWidget(list_, 1);
    row->addLayout(side);
    auto* column = style::column(this, {18, 16, 18, 14}, 10);
    column->addWidget(hint);
    column->addLayout(row, 1);
    column->addWidget(buttons);

    connect(up_, &QPushButton::clicked, this, [this] { move(-1); });
    connect(down_, &QPushButton::clicked, this, [this] { move(1); });
    connect(reset, &QPushButton::clicked, this, [this] {
        columns_.reset();
        fill();
    });
    connect(list_, &QListWidget::itemChanged, this, &ColumnsDialog::apply);
    connect(list_, &QListWidget::currentRowChanged, this, &ColumnsDialog::updateButtons);
    connect(list_->model(), &QAbstractItemModel::rowsMoved, this, &ColumnsDialog::apply);
    fill();
    list_->setFocus();
}

void ColumnsDialog::fill()
{
    filling_ = true;
    list_->clear();
    for (const int column : columns_.order()) {
        auto* item = new QListWidgetItem(columns_.title(column), list_);
        item->setData(Qt::UserRole, column);
        const bool fixed = column == present::TimelineModel::Preview;
        item->setFlags(Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemIsDragEnabled |
                       (fixed ? Qt::NoItemFlags : Qt::ItemIsUserCheckable));
        item->setCheckState(columns_.isWanted(column) ? Qt::Checked : Qt::Unchecked);
    }
    filling_ = false;
    list_->setCurrentRow(0);
}

void ColumnsDialog::apply()
{
    if (filling_) {
        return;
    }
    QList<int> order;
    for (int row = 0; row < list_->count(); ++row) {
        const QListWidgetItem* item = list_->item(row);
        const int column = item->data(Qt::UserRole).toInt();
        order += column;
        const bool wanted = item->checkState() == Qt::Checked;
        if (columns_.isWanted(column) != wanted) {
            columns_.setWanted(column, wanted);
        }
    }
    if (order != columns_.order()) {
        columns_.setOrder(order);
    }
    updateButtons();
}

void ColumnsDialog::move(int step)
{
    const int row = list_->currentRow();
    const int target = row + step;
    if (row < 0 || target < 0 || target >= list_->count()) {
        return;
    }
    filling_ = true;
    list_->insertItem(target, list_->takeItem(row));
    filling_ = false;
    list_->setCurrentRow(target);
    apply();
}

void ColumnsDialog::updateButtons()
{
    up_->setEnabled(list_->currentRow() > 0);
    down_->setEnabled(list_->currentRow() >= 0 && list_->currentRow() + 1 < list_->count());
}

} // namespace framescope::ui

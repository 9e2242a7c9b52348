// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/named_filters_dialog.h"

#include "filter/language/filter.h"
#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSet>
#include <QTableWidget>

namespace framescope::ui {

namespace {

enum Column { Name, Expression, ColumnCount };

} // namespace

NamedFiltersDialog::NamedFiltersDialog(const QList<NamedFilter>& filters, QWidget* parent)
    : QDialog(parent), table_(new QTableWidget(static_cast<int>(filters.size()), ColumnCount)),
      note_(style::wrappedLabel({}, "bad")), rename_(new QPushButton(tr("&Rename"))),
      remove_(new QPushButton(tr("&Delete")))
{
    setWindowTitle(tr("Named filters"));
    table_->setObjectName(QStringLiteral("namedFilters"));
    table_->setAccessibleName(tr("Named filters"));
    table_->setHorizontalHeaderLabels({tr("Name"), tr("Filter")});
    table_->horizontalHeader()->setStretchLastSection(true);
    table_->horizontalHeader()->setHighlightSections(false);
    table_->verticalHeader()->hide();
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setTabKeyNavigation(false);
    table_->setShowGrid(false);
    table_->setColumnWidth(Name, 180);
    for (int row = 0; row < filters.size(); ++row) {
        table_->setItem(row, Name, new QTableWidgetItem(filters.at(row).name));
        table_->setItem(row, Expression, new QTableWidgetItem(filters.at(row).expression));
    }
    style::addCommand(table_, "", {}, Qt::Key_Delete, this, &NamedFiltersDialog::remove);
    connect(remove_, &QPushButton::clicked, this, &NamedFiltersDialog::remove);
    connect(rename_, &QPushButton::clicked, this, [this] {
        table_->setFocus();
        table_->editItem(table_->item(table_->currentRow(), Name));
    });
    connect(table_, &QTableWidget::cellChanged, this, &NamedFiltersDialog::check);
    connect(table_, &QTableWidget::itemSelectionChanged, this, &NamedFiltersDialog::check);
    rename_->setAutoDefault(false);
    remove_->setAutoDefault(false);

    auto* buttons = style::dialogButtons(this, QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    accept_ = buttons->button(QDialogButtonBox::Ok);
    auto* row = style::row(nullptr, {}, style::UsualSpacing);
    row->addWidget(rename_);
    row->addWidget(remove_);
    row->addStretch();
    row->addWidget(buttons);
    auto* column = style::column(this, {16, 16, 16, 12}, 10);
    column->addWidget(table_, 1);
    column->addWidget(note_);
    column->addLayout(row);
    resize(620, 360);
    if (table_->rowCount() > 0) {
        table_->setCurrentCell(0, Name);
    }
    table_->setFocus();
    check();
}

QList<NamedFilter> NamedFiltersDialog::filters() const
{
    QList<NamedFilter> filters;
    for (int row = 0; row < table_->rowCount(); ++row) {
        filters.append({table_->item(row, Name)->text().simplified(),
                        table_->item(row, Expression)->text().trimmed()});
    }
    return filters;
}

void NamedFiltersDialog::remove()
{
    if (const int row = table_->currentRow(); row >= 0) {
        table_->removeRow(row);
        check();
    }
}

QString NamedFiltersDialog::problem() const
{
    QSet<QString> names;
    for (const NamedFilter& filter : filters()) {
        const QString folded = filter.name.toCaseFolded();
        if (folded.isEmpty()) {
            return tr("Each filter needs a name.");
        }
        if (names.contains(folded)) {
            return tr("Two filters have the name “%1”.").arg(filter.name);
        }
        names.insert(folded);
        const auto parsed = filter::parse(filter.expression.toStdString());
        if (!parsed && !parsed.error().needsContract) { // a contract may be open when it is used
            return tr("%1: %2").arg(filter.name, QString::fromStdString(parsed.error().what));
        }
    }
    return {};
}

void NamedFiltersDialog::check()
{
    const bool chosen = table_->currentRow() >= 0;
    rename_->setEnabled(chosen);
    remove_->setEnabled(chosen);
    const QString wrong = problem();
    note_->setText(wrong);
    accept_->setEnabled(wrong.isEmpty());
}

} // namespace framescope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/frame_pane.h"

#include "ui/details/frame_diagram.h"
#include "ui/details/hex_view.h"
#include "ui/style/colours.h"
#include "ui/style/icons.h"

#include <QHeaderView>
#include <QScrollArea>
#include <QSplitter>
#include <QTableWidget>
#include <QVBoxLayout>

namespace framescope::ui {

namespace {

enum Column { NameColumn, ValueColumn, MeaningColumn, ColumnCount };

} // namespace

FramePane::FramePane(QWidget* parent)
    : QWidget(parent), diagram_(new FrameDiagram), table_(new QTableWidget), bytes_(new HexView)
{
    table_->setObjectName(QStringLiteral("frameFields"));
    table_->setAccessibleName(tr("Fields of the frame"));
    table_->setColumnCount(ColumnCount);
    table_->setHorizontalHeaderLabels({tr("Field"), tr("Value"), tr("Meaning")});
    table_->verticalHeader()->hide();
    table_->horizontalHeader()->setStretchLastSection(true);
    table_->horizontalHeader()->setSectionResizeMode(NameColumn, QHeaderView::ResizeToContents);
    table_->horizontalHeader()->setSectionResizeMode(ValueColumn, QHeaderView::ResizeToContents);
    table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setShowGrid(false);
    table_->setTabKeyNavigation(false);
    table_->setFrameShape(QFrame::NoFrame);
    bytes_->setObjectName(QStringLiteral("frameBytes"));
    bytes_->setAccessibleName(tr("The frame on the wire"));

    auto* scroller = new QScrollArea;
    scroller->setWidget(diagram_);
    scroller->setWidgetResizable(true);
    scroller->setFrameShape(QFrame::NoFrame);
    scroller->setFocusPolicy(Qt::NoFocus);
    scroller->setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);

    auto* splitter = new QSplitter(Qt::Vertical);
    splitter->addWidget(scroller);
    splitter->addWidget(table_);
    splitter->addWidget(bytes_);
    splitter->setChildrenCollapsible(false);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    splitter->setStretchFactor(2, 2);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);

    connect(diagram_, &FrameDiagram::fieldClicked, table_, &QTableWidget::selectRow);
    connect(table_, &QTableWidget::currentCellChanged, this, [this](int row) { choose(row); });
}

void FramePane::setEvent(const present::LoadedEvent& event)
{
    fields_.clear();
    if (event.record.header) {
        fields_ = present::frameFields(*event.record.header,
                                       event.record.entry.has(timeline::Entry::Compressed),
                                       event.record.detail.violations);
    }
    diagram_->setFields(fields_);
    bytes_->setBytes(event.wireBytes);
    fillTable();
}

void FramePane::fillTable()
{
    const style::Colours& colours = style::colours(palette());
    table_->setRowCount(static_cast<int>(fields_.size()));
    for (int row = 0; row < table_->rowCount(); ++row) {
        const present::FrameField& field = fields_[static_cast<std::size_t>(row)];
        const bool bad = !field.violation.isEmpty();
        auto* meaning = new QTableWidgetItem(
            bad ? field.meaning + QStringLiteral("  ·  ") + field.violation : field.meaning);
        meaning->setToolTip(meaning->text());
        if (bad) {
            meaning->setIcon(style::icon(QStringLiteral("warning"), style::Ink::Bad));
            meaning->setForeground(colours.bad);
        }
        table_->setItem(row, NameColumn, new QTableWidgetItem(field.name));
        table_->setItem(row, ValueColumn, new QTableWidgetItem(field.value));
        table_->setItem(row, MeaningColumn, meaning);
    }
    table_->setCurrentCell(-1, -1);
    table_->resizeRowsToContents();
}

void FramePane::choose(int row)
{
    if (row < 0 || static_cast<std::size_t>(row) >= fields_.size()) {
        diagram_->setSelected(std::nullopt);
        return;
    }
    const auto index = static_cast<std::size_t>(row);
    const present::FrameField& field = fields_[index];
    diagram_->setSelected(index);
    if (field.bits == 0) {
        return;
    }
    const auto first = static_cast<std::uint64_t>(field.firstByte());
    const bool isPayload = index + 1 == fields_.size();
    const std::uint64_t end =
        isPayload ? bytes_->bytes().size() : static_cast<std::uint64_t>(field.lastByte()) + 1;
    if (first < end) {
        bytes_->select(first, end - first);
    }
}

} // namespace framescope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/hex/byte_inspector.h"

#include "present/payload/byte_values.h"
#include "ui/style/fonts.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>

namespace framescope::ui {

namespace {

enum InspectorColumn { TypeName, Little, Big, InspectorColumns };

} // namespace

ByteInspector::ByteInspector(QWidget* parent) : QTableWidget(parent)
{
    setObjectName(QStringLiteral("byteInspector"));
    setAccessibleName(tr("Values at the cursor"));
    setColumnCount(InspectorColumns);
    setHorizontalHeaderLabels({tr("Type"), tr("Little-endian"), tr("Big-endian")});
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 4);
    horizontalHeader()->setSectionResizeMode(TypeName, QHeaderView::ResizeToContents);
    horizontalHeader()->setSectionResizeMode(Little, QHeaderView::Stretch);
    horizontalHeader()->setSectionResizeMode(Big, QHeaderView::Stretch);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setShowGrid(false);
    setTabKeyNavigation(false);
    setFrameShape(QFrame::NoFrame);
    setWordWrap(false);
    setBytes({});
}

void ByteInspector::setBytes(ByteView bytes)
{
    const auto values = present::byteValues(bytes);
    if (rowCount() == 0) {
        setRowCount(static_cast<int>(values.size()));
        for (int row = 0; row < rowCount(); ++row) {
            const present::ByteValue& value = values[static_cast<std::size_t>(row)];
            for (int column = 0; column < InspectorColumns; ++column) {
                setItem(row, column, new QTableWidgetItem);
                item(row, column)->setFont(column == TypeName ? font() : style::payloadFont());
            }
            item(row, TypeName)->setText(value.name);
        }
    }
    for (int row = 0; row < rowCount(); ++row) {
        const present::ByteValue& value = values[static_cast<std::size_t>(row)];
        item(row, Little)->setText(value.little);
        item(row, Big)->setText(value.big);
        item(row, Little)->setToolTip(value.little);
        item(row, Big)->setToolTip(value.big);
    }
}

int ByteInspector::heightOfRows(int rows) const
{
    return horizontalHeader()->sizeHint().height() + rows * verticalHeader()->defaultSectionSize();
}

void ByteInspector::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy) && currentItem()) {
        QGuiApplication::clipboard()->setText(currentItem()->text());
    } else {
        QTableWidget::keyPressEvent(event);
    }
}

} // namespace framescope::ui

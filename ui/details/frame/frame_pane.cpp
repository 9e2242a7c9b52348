// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/frame/frame_pane.h"

#include "ui/details/frame/frame_diagram.h"
#include "ui/details/hex/hex_view.h"
#include "ui/style/building_blocks.h"
#include "ui/style/colours.h"
#include "ui/style/fonts.h"
#include "ui/style/icons.h"
#include "ui/style/plain_text.h"
#include "ui/widgets/elided_label.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QStyledItemDelegate>
#include <QTableWidget>

#include <algorithm>
#include <climits>

namespace framescope::ui {

namespace {

enum FieldColumn { NameColumn, ValueColumn, MeaningColumn, FieldColumns };

/// The meaning and failed checks of a field.
QString textOf(const present::FrameField& field)
{
    QString text = field.meaning;
    if (!field.binary.isEmpty()) {
        text += QStringLiteral("  ·  ") + FramePane::tr("bits %1").arg(field.binary);
    }
    return field.severity ? text + QStringLiteral(". ") + field.violation : text;
}

/// Wraps text within the padding of the style sheet.
class WrappingDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        constexpr int padding = 2 * 8 + 2;
        QStyleOptionViewItem narrower = option;
        narrower.rect.setWidth(option.rect.width() - padding);
        return QStyledItemDelegate::sizeHint(narrower, index);
    }
};

} // namespace

FramePane::FramePane(QWidget* parent)
    : QWidget(parent), note_(style::plainLabel({}, "muted")), diagram_(new FrameDiagram),
      scroller_(new QScrollArea), table_(new QTableWidget), bytes_(new HexView),
      about_(new ElidedLabel("aboutField")), splitter_(new QSplitter(Qt::Vertical))
{
    note_->setObjectName(QStringLiteral("frameNote"));
    note_->setWordWrap(true);
    note_->setContentsMargins(12, 8, 12, 0);
    setUpTable();
    bytes_->setObjectName(QStringLiteral("frameBytes"));
    bytes_->setAccessibleName(tr("The frame on the wire"));

    about_->setContentsMargins(12, 2, 12, 2);

    scroller_->setWidget(diagram_);
    scroller_->setWidgetResizable(true);
    scroller_->setFrameShape(QFrame::NoFrame);
    scroller_->setFocusPolicy(Qt::NoFocus);

    splitter_->addWidget(scroller_);
    splitter_->addWidget(table_);
    splitter_->addWidget(about_);
    splitter_->addWidget(bytes_);
    splitter_->setChildrenCollapsible(false);

    auto* layout = style::column(this);
    layout->addWidget(note_);
    layout->addWidget(splitter_, 1);

    connect(splitter_, &QSplitter::splitterMoved, this, [this] { arranged_ = true; });
    connect(diagram_, &FrameDiagram::fieldClicked, table_, &QTableWidget::selectRow);
    connect(table_, &QTableWidget::currentCellChanged, this, [this](int row) { choose(row); });
    connect(bytes_, &HexView::selectionChanged, this, &FramePane::chooseByByte);
}

void FramePane::setUpTable()
{
    table_->setObjectName(QStringLiteral("frameFields"));
    table_->setAccessibleName(tr("Fields of the frame"));
    table_->setItemDelegateForColumn(MeaningColumn, new WrappingDelegate(table_));
    table_->setColumnCount(FieldColumns);
    table_->setHorizontalHeaderLabels({tr("Field"), tr("Value"), tr("Meaning")});
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setMinimumSectionSize(1); // rows are as high as their text
    table_->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table_->horizontalHeader()->setStretchLastSection(true);
    table_->horizontalHeader()->setSectionResizeMode(NameColumn, QHeaderView::ResizeToContents);
    table_->horizontalHeader()->setSectionResizeMode(ValueColumn, QHeaderView::ResizeToContents);
    table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table_->horizontalHeader()->setHighlightSections(false);
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    // A narrower column wraps more.
    connect(table_->horizontalHeader(), &QHeaderView::sectionResized, table_->verticalHeader(),
            [this] { table_->resizeRowsToContents(); });
    table_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table_->setShowGrid(false);
    table_->setTabKeyNavigation(false);
    table_->setFrameShape(QFrame::NoFrame);
}

void FramePane::setEvent(const std::shared_ptr<const present::LoadedEvent>& event)
{
    fields_.clear();
    std::shared_ptr<const Bytes> bytes;
    if (event->frame) {
        const present::LoadedFrame& frame = *event->frame;
        fields_ = present::frameFields(frame.header, frame.compressed, frame.violations);
        bytes = frame.wireBytes;
    }
    note_->setVisible(event->isAssembled());
    note_->setText(tr("The first of %1 frames. The Frames view has each of them.")
                       .arg(event->record.detail.frames));
    diagram_->setFields(fields_);
    choosing_ = true; // the pane itself selects, not the user
    bytes_->setBytes(std::move(bytes));
    fillTable();
    bytes_->clearSelection();
    choosing_ = false;
    describe();
    share();
}

void FramePane::fillTable()
{
    const QSignalBlocker quiet(table_);
    table_->setRowCount(static_cast<int>(fields_.size()));
    for (int row = 0; row < table_->rowCount(); ++row) {
        const present::FrameField& field = fields_[static_cast<std::size_t>(row)];
        auto* meaning = new QTableWidgetItem(textOf(field));
        if (field.severity) {
            meaning->setIcon(style::icon(QStringLiteral("warning"), style::inkOf(*field.severity)));
        }
        auto* value = new QTableWidgetItem(field.value);
        value->setFont(style::payloadFont());
        table_->setItem(row, NameColumn, new QTableWidgetItem(field.name));
        table_->setItem(row, ValueColumn, value);
        table_->setItem(row, MeaningColumn, meaning);
    }
    table_->setCurrentCell(-1, -1);
    colourTable();
}

void FramePane::colourTable()
{
    const style::Colours& colours = style::colours(palette());
    for (int row = 0; row < table_->rowCount(); ++row) {
        const auto& severity = fields_[static_cast<std::size_t>(row)].severity;
        table_->item(row, NameColumn)->setForeground(colours.muted);
        table_->item(row, MeaningColumn)
            ->setForeground(severity ? colours.of(*severity) : colours.text);
    }
}

/// Shows the whole diagram, then the whole table, and the bytes in the rest of the room. If that is
/// not enough, the table shrinks first; if there is hardly any room, it is hidden.
void FramePane::share()
{
    if (height() == 0) {
        return;
    }
    constexpr int leastForTable = 380;
    constexpr int fewestLines = 4;
    const bool compact = height() < leastForTable;
    diagram_->setCompact(compact);
    table_->setVisible(!compact);
    about_->setVisible(compact);
    if (arranged_) {
        return;
    }
    const int space = splitter_->height() - 2 * splitter_->handleWidth();
    const int fewestBytes = bytes_->heightOfLines(fewestLines);
    const bool scrollsSideways = diagram_->minimumSizeHint().width() > width();
    const int wholeDiagram =
        diagram_->sizeHint().height() +
        (scrollsSideways ? scroller_->horizontalScrollBar()->sizeHint().height() : 0);
    if (compact) {
        const int about = about_->sizeHint().height();
        splitter_->setSizes({wholeDiagram, 0, about, std::max(0, space - wholeDiagram - about)});
        return;
    }
    const int diagram = std::min(wholeDiagram, space / 2);
    const int wanted =
        table_->horizontalHeader()->height() + table_->verticalHeader()->length() + 2;
    const int table = std::clamp(wanted, 0, std::max(0, space - diagram - fewestBytes));
    splitter_->setSizes({diagram, table, 0, space - diagram - table});
}

/// Without a chosen field: shows the failed checks, or how to choose a field.
void FramePane::describe()
{
    const int row = table_->currentRow();
    QStringList sentences;
    if (row >= 0 && row < static_cast<int>(fields_.size())) {
        const auto& field = fields_[static_cast<std::size_t>(row)];
        sentences = {QStringLiteral("%1 = %2: %3").arg(field.name, field.value, textOf(field))};
    } else {
        for (const present::FrameField& field : fields_) {
            if (field.severity) {
                sentences += field.violation;
            }
        }
    }
    about_->setLine(sentences.isEmpty() ? tr("Choose a field to see its meaning.")
                                        : sentences.join(QStringLiteral(". ")));
}

void FramePane::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    layout()->activate();
    share();
}

void FramePane::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        colourTable();
    }
}

void FramePane::choose(int row)
{
    describe();
    if (row < 0 || static_cast<std::size_t>(row) >= fields_.size()) {
        diagram_->setSelected(std::nullopt);
        return;
    }
    const auto index = static_cast<std::size_t>(row);
    const present::FrameField& field = fields_[index];
    diagram_->setSelected(index);
    if (choosing_) {
        return;
    }
    choosing_ = true;
    const auto first = static_cast<std::uint64_t>(field.firstByte());
    const bool isPayload = index + 1 == fields_.size();
    const std::uint64_t end =
        isPayload ? bytes_->bytes().size() : static_cast<std::uint64_t>(field.lastByte()) + 1;
    if (field.bits > 0 && first < end) {
        bytes_->select(first, end - first);
    } else {
        bytes_->clearSelection();
    }
    choosing_ = false;
}

/// Chooses the field that the byte at the cursor belongs to. If several share it, the chosen one
/// stays if it is one of them.
void FramePane::chooseByByte()
{
    if (choosing_ || bytes_->selection().second == 0) {
        return;
    }
    const auto at = static_cast<int>(std::min<std::uint64_t>(bytes_->cursor(), INT_MAX));
    const auto has = [&](std::size_t i) {
        const present::FrameField& field = fields_[i];
        return i + 1 == fields_.size() ? at >= field.firstByte()
                                       : at >= field.firstByte() && at <= field.lastByte();
    };
    const int row = table_->currentRow();
    if (row >= 0 && has(static_cast<std::size_t>(row))) {
        return;
    }
    choosing_ = true;
    for (std::size_t i = 0; i < fields_.size(); ++i) {
        if (has(i)) {
            table_->selectRow(static_cast<int>(i));
            break;
        }
    }
    choosing_ = false;
}

} // namespace framescope::ui

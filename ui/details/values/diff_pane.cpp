// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/values/diff_pane.h"

#include "present/values/diff_model.h"
#include "present/words/format.h"
#include "ui/details/values/diff_delegate.h"
#include "ui/details/values/working_stack.h"
#include "ui/style/building_blocks.h"
#include "ui/style/fonts.h"
#include "ui/widgets/elided_label.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>

namespace framescope::ui {

using codec::Diff;
using codec::DiffMode;
using present::DiffModel;

namespace {

constexpr int SideMargin = 12;

ElidedLabel* makeNote(const char* name, const char* role)
{
    auto* label = new ElidedLabel(name, role);
    label->setContentsMargins(SideMargin, 2, SideMargin, 2);
    return label;
}

} // namespace

DiffPane::DiffPane(QWidget* parent)
    : QWidget(parent), model_(new DiffModel(this)), copy_(new present::PayloadCopy(this)),
      mode_(new QComboBox), summary_(new ElidedLabel("diffSummary")),
      note_(makeNote("diffNote", "warning")), tree_(new QTreeView),
      stack_(new WorkingStack("diffMessage", "cancelDiff", tr("Comparing…"))),
      place_(makeNote("diffPlace", "muted"))
{
    QWidget* header = makeHeader();
    setUpTree();
    note_->hide();
    place_->hide();
    stack_->addWidget(tree_);
    connect(stack_, &QStackedWidget::currentChanged, place_,
            [this] { place_->setVisible(stack_->currentWidget() == tree_); });
    auto* layout = style::column(this);
    layout->addWidget(header);
    layout->addWidget(note_);
    layout->addWidget(stack_, 1);
    layout->addWidget(place_);
    setFocusProxy(tree_);
    stack_->showMessage(tr("Select two rows of the timeline to compare them."));

    connect(copy_, &present::PayloadCopy::finished, this,
            [](const QString& text) { QGuiApplication::clipboard()->setText(text); });
    connect(copy_, &present::PayloadCopy::failed, place_, &ElidedLabel::setLine);
    connect(stack_, &WorkingStack::cancelled, this, [this] {
        task_.cancel();
        stack_->showMessage(tr("Cancelled. Choose how to compare to start again."));
    });
}

QWidget* DiffPane::makeHeader()
{
    mode_->setObjectName(QStringLiteral("diffMode"));
    mode_->setAccessibleName(tr("How to compare"));
    mode_->setToolTip(tr("How the two are compared"));
    mode_->addItem(tr("Automatic"));
    mode_->addItem(tr("By structure"), static_cast<int>(DiffMode::Structure));
    mode_->addItem(tr("By line"), static_cast<int>(DiffMode::Lines));
    mode_->addItem(tr("By byte"), static_cast<int>(DiffMode::Bytes));
    onlyDifferences_ = style::iconButton("onlyDifferences", "filter", tr("Show only what differs"));
    onlyDifferences_->setCheckable(true);
    previous_ =
        style::iconButton("previousDifference", "chevron-up", tr("Previous difference (Shift+F7)"));
    next_ = style::iconButton("nextDifference", "chevron-down", tr("Next difference (F7)"));
    connect(mode_, &QComboBox::activated, this, &DiffPane::start);
    connect(onlyDifferences_, &QToolButton::toggled, this, &DiffPane::start);
    connect(previous_, &QToolButton::clicked, this, [this] { goToDifference(-1); });
    connect(next_, &QToolButton::clicked, this, [this] { goToDifference(1); });

    auto* header = new QWidget;
    auto* layout = style::row(header, {SideMargin, 4, 8, 4}, 4);
    layout->addWidget(mode_);
    layout->addSpacing(4);
    layout->addWidget(summary_, 1);
    layout->addWidget(onlyDifferences_);
    layout->addWidget(previous_);
    layout->addWidget(next_);
    return header;
}

void DiffPane::setUpTree()
{
    tree_->setObjectName(QStringLiteral("diffTree"));
    tree_->setAccessibleName(tr("Differences between the two messages"));
    tree_->setModel(model_);
    tree_->setItemDelegate(new DiffDelegate(tree_));
    tree_->setUniformRowHeights(true);
    tree_->setAllColumnsShowFocus(true);
    tree_->setFrameShape(QFrame::NoFrame);
    style::usePayloadFont(*tree_);
    tree_->setContextMenuPolicy(Qt::CustomContextMenu);
    QHeaderView& header = *tree_->header();
    header.setStretchLastSection(false);
    header.setSectionResizeMode(DiffModel::LeftColumn, QHeaderView::Stretch);
    header.setSectionResizeMode(DiffModel::RightColumn, QHeaderView::Stretch);
    connect(tree_, &QWidget::customContextMenuRequested, this, &DiffPane::showMenu);
    connect(tree_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &DiffPane::describeCurrent);
    const auto add = [this](const QString& text, const QKeySequence& keys, auto run) {
        return style::addCommand(tree_, "", text, keys, this, run);
    };
    add(tr("Copy the left value"), QKeySequence(QKeySequence::Copy), [this] { copySide(0); });
    add(tr("Copy the right value"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_C),
        [this] { copySide(1); });
    add(tr("Copy path"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), &DiffPane::copyPlace);
    for (QAction* action :
         {add(tr("Next difference"), QKeySequence(Qt::Key_F7), [this] { goToDifference(1); }),
          add(tr("Previous difference"), QKeySequence(Qt::SHIFT | Qt::Key_F7),
              [this] { goToDifference(-1); })}) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action); // so that the keys work anywhere in the pane
    }
}

void DiffPane::arrangeColumns()
{
    constexpr int keyWidth = 130;
    constexpr int placeWidth = 84;
    const bool structure = model_->diff()->mode == DiffMode::Structure;
    tree_->setRootIsDecorated(structure);
    tree_->header()->resizeSection(DiffModel::PlaceColumn, structure ? keyWidth : placeWidth);
}

void DiffPane::setEvents(const present::ComparedEvents& events)
{
    events_ = events;
    const auto title = [](const QString& side, EventId id) {
        return QStringLiteral("%1 #%2").arg(side,
                                            present::formatCount(id.value + std::uint64_t{1}));
    };
    model_->setTitles(title(tr("Left"), events.left), title(tr("Right"), events.right));
    start();
}

void DiffPane::start()
{
    if (!events_) {
        return;
    }
    codec::DiffOptions options;
    options.onlyDifferences = onlyDifferences_->isChecked();
    if (const QVariant mode = mode_->currentData(); mode.isValid()) {
        options.mode = static_cast<DiffMode>(mode.toInt());
    }
    stack_->begin();
    task_.run([events = *events_, options](
                  work::Run& run) { return present::compareEvents(events, options, run.stop()); },
              [this](const Result<std::shared_ptr<const Diff>>& diff) {
                  if (diff) {
                      display(*diff);
                  } else {
                      stack_->showMessage(QString::fromStdString(diff.error().message()));
                  }
                  emit shown();
              });
}

void DiffPane::display(const std::shared_ptr<const Diff>& diff)
{
    model_->setDiff(diff);
    arrangeColumns();
    describe();
    if (diff->rows.empty()) {
        stack_->showMessage(diff->cut ? tr("There is no difference in what was compared.")
                                      : tr("There is no difference."));
    } else {
        stack_->showPage(tree_);
        expandDifferences();
    }
}

/// Expands the rows above the first differences, and goes to the first one.
void DiffPane::expandDifferences()
{
    constexpr std::size_t mostOpened = 200;
    const Diff& diff = *model_->diff();
    tree_->expand(model_->index(0, 0));
    for (std::size_t i = 0; i < std::min(diff.differences.size(), mostOpened); ++i) {
        QModelIndex up = model_->reveal(diff.differences[i]).parent();
        for (; up.isValid() && !tree_->isExpanded(up); up = up.parent()) {
            tree_->expand(up);
        }
    }
    if (diff.differences.empty()) {
        tree_->setCurrentIndex(model_->index(0, 0));
    } else {
        tree_->setCurrentIndex(model_->reveal(diff.differences.front()));
    }
    describeCurrent();
}

void DiffPane::describe()
{
    const Diff& diff = *model_->diff();
    QStringList parts;
    QStringList signs;
    const auto count = [&](std::size_t number, const QString& text, const QString& sign) {
        if (number > 0) {
            parts += text.arg(present::formatCount(number));
            signs += sign + QLatin1Char(' ') + present::formatCount(number);
        }
    };
    count(diff.changed, tr("%1 changed"), QStringLiteral("≠"));
    count(diff.added, tr("%1 added"), QStringLiteral("+"));
    count(diff.removed, tr("%1 removed"), QStringLiteral("−"));
    shortSummary_ = signs.join(QStringLiteral("   "));
    const QString counts = parts.join(QStringLiteral(", "));
    if (diff.cut) {
        wholeSummary_ = parts.isEmpty() ? tr("No difference in what was compared")
                                        : tr("At least %1").arg(counts);
    } else {
        wholeSummary_ = parts.isEmpty() ? tr("No difference") : counts;
    }
    showSummary();
    previous_->setEnabled(!diff.differences.empty());
    next_->setEnabled(!diff.differences.empty());

    QStringList notes;
    if (mode_->currentData().isValid() &&
        static_cast<DiffMode>(mode_->currentData().toInt()) != diff.mode) {
        notes += tr("Not both messages have a structure, so they are compared in another way.");
    }
    if (diff.coarse) {
        notes += tr("They are very different: parts were compared place by place.");
    }
    if (diff.sameLeftOut) {
        notes += tr("All differences are listed, but only the first %1 rows that are the same.")
                     .arg(present::formatCount(Diff::MaxRowsWithSame));
    }
    if (diff.cut) {
        notes += diff.mode == DiffMode::Structure
                     ? tr("They are too large: the list is not complete.")
                     : tr("They are too large: at most the first %1 were compared, and %2 rows.")
                           .arg(present::formatBytes(Diff::MaxBytes),
                                present::formatCount(Diff::MaxRows));
    }
    note_->setLine(notes.join(QLatin1Char(' ')));
    note_->setVisible(!notes.isEmpty());
}

void DiffPane::showSummary()
{
    const bool fits = fontMetrics().horizontalAdvance(wholeSummary_) <= summary_->width();
    summary_->setText(fits || shortSummary_.isEmpty() ? wholeSummary_ : shortSummary_);
    summary_->setToolTip(wholeSummary_);
}

void DiffPane::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    note_->setFolded(height() < ElidedLabel::LowPane);
    layout()->activate(); // sets the width of the summary
    showSummary();
}

void DiffPane::describeCurrent()
{
    const QModelIndex current = tree_->currentIndex();
    place_->setLine(current.data(Qt::AccessibleDescriptionRole).toString());
}

void DiffPane::showMenu(const QPoint& position)
{
    if (tree_->indexAt(position).isValid()) {
        auto* menu = style::menuFor(this);
        menu->addActions(tree_->actions());
        menu->popup(tree_->viewport()->mapToGlobal(position));
    }
}

void DiffPane::goToDifference(int step)
{
    if (!model_->diff() || model_->diff()->differences.empty()) {
        return;
    }
    const auto& differences = model_->diff()->differences;
    const QModelIndex current = tree_->currentIndex();
    const std::uint32_t at = current.isValid() ? model_->nodeAt(current) : 0;
    auto found = std::lower_bound(differences.begin(), differences.end(), at);
    if (step > 0) {
        found += found != differences.end() && *found == at ? 1 : 0;
        found = found == differences.end() ? differences.begin() : found; // wraps around
    } else {
        found = (found == differences.begin() ? differences.end() : found) - 1;
    }
    const QModelIndex target = model_->reveal(*found);
    tree_->setCurrentIndex(target);
    tree_->scrollTo(target, QAbstractItemView::PositionAtCenter);
}

void DiffPane::copyPlace()
{
    if (const QModelIndex current = tree_->currentIndex(); current.isValid()) {
        QGuiApplication::clipboard()->setText(current.data(DiffModel::PlaceRole).toString());
    }
}

void DiffPane::copySide(std::size_t side)
{
    const QModelIndex current = tree_->currentIndex();
    if (!current.isValid()) {
        return;
    }
    const Diff& diff = *model_->diff();
    const codec::DiffRow& row = diff.rows[model_->nodeAt(current)];
    const std::uint32_t at = row.at[side];
    if (at == codec::DiffRow::None) {
        place_->setLine(side == 0 ? tr("There is nothing on the left.")
                                  : tr("There is nothing on the right."));
    } else if (diff.mode == DiffMode::Structure) {
        copy_->start(diff.sides[side].tree, at);
    } else {
        const bool isText = diff.mode == DiffMode::Lines;
        const std::uint32_t end = row.end[side];
        const bool endsLine = isText && end > at && (*diff.sides[side].bytes)[end - 1] == '\n';
        copy_->start(present::Payload::ofBytes(diff.sides[side].bytes), at,
                     end - at - (endsLine ? 1 : 0),
                     isText ? present::CopyFormat::Text : present::CopyFormat::Hex);
    }
}

} // namespace framescope::ui

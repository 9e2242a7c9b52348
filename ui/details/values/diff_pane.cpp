// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/values/diff_pane.h"

#include "present/values/diff_model.h"
#include "present/words/format.h"
#include "ui/details/values/diff_delegate.h"
#include "ui/style/fonts.h"
#include "ui/style/icons.h"
#include "ui/style/plain_text.h"
#include "ui/widgets/elided_label.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace framescope::ui {

using present::Diff;
using present::DiffMode;
using present::DiffModel;

namespace {

constexpr int SideMargin = 12;

ElidedLabel* makeNote(const QString& name, const char* role)
{
    auto* label = new ElidedLabel;
    label->setObjectName(name);
    label->setContentsMargins(SideMargin, 2, SideMargin, 2);
    label->setProperty("role", role);
    return label;
}

} // namespace

DiffPane::DiffPane(QWidget* parent)
    : QWidget(parent), job_(new present::DiffJob(this)), model_(new DiffModel(this)),
      copy_(new present::ValueCopy(this)), bytesCopy_(new present::PayloadCopy(this)),
      patience_(new QTimer(this)), mode_(new QComboBox), summary_(new ElidedLabel),
      note_(makeNote(QStringLiteral("diffNote"), "warning")), stack_(new QStackedWidget),
      tree_(new QTreeView), message_(style::plainLabel()), cancel_(new QPushButton(tr("Cancel"))),
      place_(makeNote(QStringLiteral("diffPlace"), "muted"))
{
    constexpr int patience = 200; // ms
    QWidget* header = makeHeader();
    setUpTree();
    note_->hide();
    message_->setObjectName(QStringLiteral("diffMessage"));
    message_->setAlignment(Qt::AlignCenter);
    message_->setWordWrap(true);
    message_->setProperty("role", "muted");
    cancel_->setObjectName(QStringLiteral("cancelDiff"));

    auto* messagePage = new QWidget;
    auto* messageLayout = new QVBoxLayout(messagePage);
    messageLayout->setContentsMargins(2 * SideMargin, 2 * SideMargin, 2 * SideMargin,
                                      2 * SideMargin);
    messageLayout->addStretch(1);
    messageLayout->addWidget(message_);
    messageLayout->addWidget(cancel_, 0, Qt::AlignHCenter);
    messageLayout->addStretch(1);
    stack_->addWidget(tree_);
    stack_->addWidget(messagePage);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(header);
    layout->addWidget(note_);
    layout->addWidget(stack_, 1);
    layout->addWidget(place_);
    setFocusProxy(tree_);
    showMessage(tr("Select two rows of the timeline to compare them."), false);

    patience_->setSingleShot(true);
    patience_->setInterval(patience);
    connect(patience_, &QTimer::timeout, this, [this] { showMessage(tr("Comparing…"), true); });
    connect(job_, &present::DiffJob::compared, this, &DiffPane::display);
    connect(job_, &present::DiffJob::failed, this, [this](const QString& reason) {
        patience_->stop();
        showMessage(reason, false);
        emit shown();
    });
    const auto toClipboard = [](const QString& text) {
        QGuiApplication::clipboard()->setText(text);
    };
    connect(copy_, &present::ValueCopy::finished, this, toClipboard);
    connect(bytesCopy_, &present::PayloadCopy::finished, this, toClipboard);
    connect(bytesCopy_, &present::PayloadCopy::failed, place_, &ElidedLabel::setLine);
    connect(cancel_, &QPushButton::clicked, this, [this] {
        job_->cancel();
        showMessage(tr("Cancelled. Choose how to compare to start again."), false);
    });
}

DiffPane::~DiffPane() = default;

QToolButton* DiffPane::makeButton(const QString& name, const QString& icon, const QString& text)
{
    auto* button = new QToolButton;
    button->setObjectName(name);
    button->setIcon(style::icon(icon));
    button->setToolTip(text);
    button->setAccessibleName(text);
    return button;
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
    onlyDifferences_ = makeButton(QStringLiteral("onlyDifferences"), QStringLiteral("filter"),
                                  tr("Show only what differs"));
    onlyDifferences_->setCheckable(true);
    previous_ = makeButton(QStringLiteral("previousDifference"), QStringLiteral("chevron-up"),
                           tr("Previous difference (Shift+F7)"));
    next_ = makeButton(QStringLiteral("nextDifference"), QStringLiteral("chevron-down"),
                       tr("Next difference (F7)"));
    summary_->setObjectName(QStringLiteral("diffSummary"));
    connect(mode_, &QComboBox::activated, this, &DiffPane::start);
    connect(onlyDifferences_, &QToolButton::toggled, this, &DiffPane::start);
    connect(previous_, &QToolButton::clicked, this, [this] { goToDifference(-1); });
    connect(next_, &QToolButton::clicked, this, [this] { goToDifference(1); });

    auto* header = new QWidget;
    auto* layout = new QHBoxLayout(header);
    layout->setContentsMargins(SideMargin, 4, 8, 4);
    layout->setSpacing(4);
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
        auto* action = new QAction(text, tree_);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, run);
        tree_->addAction(action);
        return action;
    };
    add(tr("Copy the left value"), QKeySequence(QKeySequence::Copy), [this] { copySide(0); });
    add(tr("Copy the right value"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_C),
        [this] { copySide(1); });
    add(tr("Copy path"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), [this] { copyPlace(); });
    QAction* next =
        add(tr("Next difference"), QKeySequence(Qt::Key_F7), [this] { goToDifference(1); });
    QAction* previous = add(tr("Previous difference"), QKeySequence(Qt::SHIFT | Qt::Key_F7),
                            [this] { goToDifference(-1); });
    addActions({next, previous}); // wherever the focus is in the pane
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
    present::DiffOptions options;
    options.onlyDifferences = onlyDifferences_->isChecked();
    if (const QVariant mode = mode_->currentData(); mode.isValid()) {
        options.mode = static_cast<DiffMode>(mode.toInt());
    }
    patience_->start();
    job_->compare(*events_, options);
}

void DiffPane::display(const std::shared_ptr<const Diff>& diff)
{
    patience_->stop();
    model_->setDiff(diff);
    arrangeColumns();
    describe();
    if (diff->rows.empty()) {
        showMessage(diff->cut ? tr("There is no difference in what was compared.")
                              : tr("There is no difference."),
                    false);
    } else {
        stack_->setCurrentWidget(tree_);
        place_->show();
        expandDifferences();
    }
    emit shown();
}

/// Opens what leads to the first differences, and goes to the first.
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
    layout()->activate(); // for the width of the summary
    showSummary();
}

void DiffPane::describeCurrent()
{
    const QModelIndex current = tree_->currentIndex();
    place_->setLine(current.data(Qt::AccessibleDescriptionRole).toString());
}

void DiffPane::showMessage(const QString& text, bool working)
{
    message_->setText(text);
    cancel_->setVisible(working);
    stack_->setCurrentIndex(1);
    place_->hide();
}

void DiffPane::showMenu(const QPoint& position)
{
    if (tree_->indexAt(position).isValid()) {
        auto* menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
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
    const std::uint32_t at = current.isValid() ? model_->rowAt(current) : 0;
    auto found = std::lower_bound(differences.begin(), differences.end(), at);
    if (step > 0) {
        found += found != differences.end() && *found == at ? 1 : 0;
        found = found == differences.end() ? differences.begin() : found; // around
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
    const present::DiffRow& row = diff.rows[model_->rowAt(current)];
    const std::uint32_t at = row.at[side];
    if (at == present::DiffRow::None) {
        place_->setLine(side == 0 ? tr("There is nothing on the left.")
                                  : tr("There is nothing on the right."));
    } else if (diff.mode == DiffMode::Structure) {
        copy_->start(diff.sides[side].tree, at);
    } else {
        const bool isText = diff.mode == DiffMode::Lines;
        const std::uint32_t end = row.end[side];
        const bool endsLine = isText && end > at && (*diff.sides[side].bytes)[end - 1] == '\n';
        bytesCopy_->start(present::Payload::ofBytes(diff.sides[side].bytes), at,
                          end - at - (endsLine ? 1 : 0),
                          isText ? present::CopyFormat::Text : present::CopyFormat::Hex);
    }
}

} // namespace framescope::ui

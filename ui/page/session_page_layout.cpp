// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/composer.h"
#include "ui/composer/composer_space.h"
#include "ui/connect/address_bar.h"
#include "ui/details/shell/details_pane.h"
#include "ui/filter/filter_bar.h"
#include "ui/overview/overview_strip.h"
#include "ui/page/page_panes.h"
#include "ui/page/session_page.h"
#include "ui/page/status_line.h"
#include "ui/page/task_pane.h"
#include "ui/page/welcome.h"
#include "ui/settings/settings.h"
#include "ui/statistics/statistics_pane.h"
#include "ui/style/building_blocks.h"
#include "ui/timeline/table/timeline_columns.h"
#include "ui/timeline/table/timeline_view.h"
#include "ui/timeline/timeline_pane.h"
#include "ui/widgets/notification_bar.h"

#include <QSplitter>
#include <QStackedWidget>

#include <utility>

// The layout of a page and the focus of its parts.

namespace framescope::ui {

namespace {

constexpr int LeastPaneHeight = 100; // pixels
constexpr int LowPaneHeight = 34;
constexpr int LowPage = 440; // in a lower page all parts are small
constexpr int NarrowPage = 760;
constexpr int NarrowPageOfTask = 940; // too narrow for task, timeline and details
constexpr int LeastTaskWidth = 260;
constexpr int LeastPageWidth = 600;
const QString ColumnsLayout = QStringLiteral("columns");
const QString SplitterLayout = QStringLiteral("details");
const QString ComposerLayout = QStringLiteral("composer");

} // namespace

void SessionPage::buildLayout()
{
    for (QWidget* bar : std::initializer_list<QWidget*>{addressBar_, filterBar_}) {
        bar->setProperty("role", QStringLiteral("bar"));
        bar->setAttribute(Qt::WA_StyledBackground);
    }
    // From the outside inwards: a new parent causes a widget to be styled again with its children.
    auto* column = style::column(this);
    column->addWidget(addressBar_);
    column->addWidget(notifications_);
    column->addWidget(stack_, 1);

    auto* welcome = new Welcome;
    connect(welcome, &Welcome::requested, this, &SessionPage::actionRequested);
    auto* work = new QWidget;
    stack_->addWidget(welcome);
    stack_->addWidget(work);
    auto* workColumn = style::column(work);
    workColumn->addWidget(overview_);
    workColumn->addWidget(filterBar_);
    workColumn->addWidget(mainSplitter_, 1);
    workColumn->addWidget(status_);

    mainSplitter_->setOrientation(Qt::Vertical);
    taskSplitter_->addWidget(splitter_);
    taskSplitter_->setChildrenCollapsible(false);
    taskSplitter_->setHandleWidth(1);
    mainSplitter_->addWidget(taskSplitter_);
    mainSplitter_->addWidget(composer_);
    mainSplitter_->setChildrenCollapsible(false);
    mainSplitter_->setHandleWidth(1);
    mainSplitter_->setStretchFactor(0, 1);
    mainSplitter_->setStretchFactor(1, 0);
    composerSpace_ = new ComposerSpace(*mainSplitter_);

    splitter_->addWidget(timelinePane_);
    splitter_->addWidget(details_);
    splitter_->addWidget(statistics_);
    splitter_->setChildrenCollapsible(false);
    splitter_->setHandleWidth(1);
    splitter_->setStretchFactor(0, 3);
    splitter_->setStretchFactor(1, 2);
    splitter_->setStretchFactor(2, 12); // the charts shrink before the rows do
    splitter_->setSizes({780, 500, 900});
    details_->setMinimumWidth(240);
    fitParts();

    if (const QByteArray layout = settings_.layout(ColumnsLayout); !layout.isEmpty()) {
        view_->columns().restore(layout);
    }
    if (const QByteArray layout = settings_.layout(SplitterLayout); !layout.isEmpty()) {
        splitter_->restoreState(layout);
    }
    composerSpace_->restore(settings_.layout(ComposerLayout));
    panes_ = new PagePanes({overview_, timelinePane_, details_, statistics_, composer_, status_},
                           *splitter_, settings_, this);
}

void SessionPage::showTaskPane()
{
    task_->setMinimumWidth(LeastTaskWidth);
    taskSplitter_->insertWidget(0, task_);
    taskSplitter_->setStretchFactor(0, 0);
    taskSplitter_->setStretchFactor(1, 1);
    taskSplitter_->setSizes({task_->usualWidth(), width() - task_->usualWidth()});
    taskSplitter_->restoreState(settings_.layout(task_->layoutName()));
    stack_->setCurrentIndex(1);
    panes_->setReadOnly();
    panes_->setTask(task_);
    fitParts();
}

void SessionPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitParts();
}

void SessionPage::fitParts()
{
    const bool narrow = width() < NarrowPage;
    timelinePane_->setMinimumWidth(narrow ? 200 : 320);
    statistics_->setMinimumWidth(narrow ? 380 : 400);
    if (task_) {
        panes_->setNarrow(width() < NarrowPageOfTask);
    }
    const bool low = height() < LowPage;
    overview_->setFixedHeight(low ? OverviewStrip::LowHeight : OverviewStrip::Height);
    notifications_->setLow(low);
    for (QWidget* pane : std::initializer_list<QWidget*>{timelinePane_, details_, statistics_}) {
        pane->setMinimumHeight(low ? LowPaneHeight : LeastPaneHeight); // their content scrolls
    }
}

/// The size with all parts as small as they become in a low page.
QSize SessionPage::minimumSizeHint() const
{
    int height = LowPaneHeight + mainSplitter_->handleWidth();
    for (const QWidget* part :
         std::initializer_list<QWidget*>{addressBar_, filterBar_, composer_, status_}) {
        height += part->isHidden() ? 0 : part->minimumSizeHint().height();
    }
    height += overview_->isHidden() ? 0 : OverviewStrip::LowHeight;
    height += notifications_->isHidden() ? 0 : notifications_->lowHeight();
    return {LeastPageWidth, height};
}

void SessionPage::saveLayout()
{
    settings_.setLayout(ColumnsLayout, view_->columns().save());
    settings_.setLayout(SplitterLayout, splitter_->saveState());
    if (task_) {
        settings_.setLayout(task_->layoutName(), taskSplitter_->saveState());
    }
    if (const QByteArray layout = composerSpace_->save(); !layout.isEmpty()) {
        settings_.setLayout(ComposerLayout, layout);
    }
}

void SessionPage::focusTimeline()
{
    view_->setFocus(Qt::ShortcutFocusReason);
    if (!view_->currentIndex().isValid() && model_.rowCount() > 0) {
        view_->setCurrentIndex(model_.index(view_->placeOfKeys(), 0));
    }
}

void SessionPage::focusDetails()
{
    showDetails();
    details_->setFocus(Qt::ShortcutFocusReason);
}

void SessionPage::focusTask()
{
    if (task_) {
        panes_->bringTask(true);
        if (task_->isHidden() && panes_->areStatisticsShown()) {
            toggleStatistics(); // they stand in its place
        }
        task_->setFocus(Qt::ShortcutFocusReason);
    }
}

void SessionPage::toggleStatistics()
{
    const bool shown = !panes_->areStatisticsShown();
    panes_->showStatistics(shown);
    (shown ? static_cast<QWidget*>(statistics_) : view_)->setFocus(Qt::ShortcutFocusReason);
}

void SessionPage::showDetails()
{
    if (panes_->areStatisticsShown()) {
        toggleStatistics();
    }
    panes_->bringTask(false);
}

void SessionPage::showComparison()
{
    showDetails();
    details_->setCurrentTab(DetailsPane::Diff);
}

void SessionPage::showEnding()
{
    const auto closed = ending(std::exchange(wantedEnding_, std::nullopt));
    if (!closed) {
        status_->setNote(tr("no connection has ended so far"));
        return;
    }
    showDetails();
    if (model_.rowOf(*closed)) {
        view_->showEvent(*closed);
    } else { // the filter hides it
        details_->showEvent(closed, model_.view());
    }
    details_->setCurrentTab(DetailsPane::Close);
    details_->setFocus(Qt::ShortcutFocusReason);
}

void SessionPage::toggleFolding()
{
    const bool folding = !model_.isFolding();
    settings_.setFolding(folding);
    model_.setFolding(folding);
}

} // namespace framescope::ui

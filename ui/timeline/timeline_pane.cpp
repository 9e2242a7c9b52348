// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_pane.h"

#include "present/words/format.h"
#include "ui/style/building_blocks.h"
#include "ui/style/icon_label.h"
#include "ui/style/plain_text.h"
#include "ui/timeline/find_strip.h"
#include "ui/timeline/go_to_dialog.h"
#include "ui/timeline/new_rows_button.h"
#include "ui/timeline/no_rows_note.h"
#include "ui/timeline/row_menu.h"
#include "ui/timeline/table/timeline_columns.h"
#include "ui/timeline/table/timeline_view.h"
#include "ui/timeline/task_strip.h"
#include "ui/timeline/timeline_jumps.h"
#include "ui/widgets/elided_label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>

namespace framescope::ui {

namespace {

QWidget* makeMistakeStrip(ElidedLabel* sentence)
{
    auto* strip = new QWidget;
    strip->setObjectName(QStringLiteral("mistakeStrip"));
    strip->setProperty("role", QStringLiteral("statusline"));
    strip->setAttribute(Qt::WA_StyledBackground);
    auto* icon = new style::IconLabel(16);
    icon->setIcon(QStringLiteral("error"), style::Ink::Bad);
    auto* row = style::row(strip, {12, 5, 12, 5}, 8);
    row->addWidget(icon);
    row->addWidget(sentence, 1);
    strip->hide();
    return strip;
}

} // namespace

TimelinePane::TimelinePane(present::TimelineModel& model, present::VisibleRowsJob& rows,
                           QWidget* parent)
    : QWidget(parent), model_(model), view_(new TimelineView(model)),
      noRows_(new NoRowsNote(*view_, model, rows)), mistake_(new ElidedLabel("standingMistake")),
      find_(new FindStrip(*view_, model)), task_(new TaskStrip),
      jumps_(new TimelineJumps(*view_, model, rows))
{
    new NewRowsButton(*view_, model);
    auto* column = style::column(this);
    column->addWidget(view_, 1);
    column->addWidget(makeMistakeStrip(mistake_));
    column->addWidget(task_);
    column->addWidget(find_);
    setFocusProxy(view_);

    connect(view_, &TimelineView::copyRequested, this,
            [this](bool payload) { copy(payload ? ActionId::CopyText : ActionId::CopyRows); });
    connect(view_, &TimelineView::rowMenuRequested, this, &TimelinePane::showRowMenu);
    connect(noRows_, &NoRowsNote::filterWanted, this, &TimelinePane::filterWanted);
    connect(jumps_, &TimelineJumps::viewWanted, this, &TimelinePane::viewWanted);
    connect(jumps_, &TimelineJumps::noticed, this, &TimelinePane::noticed);
    connect(jumps_, &TimelineJumps::searching, task_, &TaskStrip::begin);
    connect(jumps_, &TimelineJumps::searched, task_, &TaskStrip::end);
    connect(&jumps_->job(), &present::FindJob::progressed, task_, &TaskStrip::setProgress);
    connect(&copies_, &present::CopyJob::progressed, task_, &TaskStrip::setProgress);
    connect(&copies_, &present::CopyJob::finished, this, &TimelinePane::copied);
    connect(task_, &TaskStrip::cancelRequested, this, &TimelinePane::cancelTask);
}

void TimelinePane::run(ActionId id)
{
    if (!model_.timeline()) {
        return;
    }
    if (isRowCopy(id)) {
        copy(id);
        return;
    }
    using enum ActionId;
    runAction({{Find, [this] { find_->open(); }},
               {FindNext, [this] { find_->findNext(false); }},
               {FindPrevious, [this] { find_->findNext(true); }},
               {Columns, [this] { view_->columns().askForOrder(); }},
               {GoToRow, [this] { askWhereToGo(); }},
               {GoToPingPong, [this] { jumps_->toPingOrPong(); }},
               {GoToOtherView, [this] { jumps_->toOtherView(); }},
               {GoToNextViolation, [this] { jumps_->toViolation(false); }},
               {GoToPreviousViolation, [this] { jumps_->toViolation(true); }}},
              id);
}

void TimelinePane::setFilterMistake(const QString& sentence)
{
    if (!sentence.isEmpty()) {
        const QStringList lines = sentence.split(QLatin1Char('\n'));
        mistake_->setLine(
            tr("The filter is not applied: %1").arg(lines.join(QStringLiteral("; "))));
    }
    mistake_->parentWidget()->setVisible(!sentence.isEmpty());
}

void TimelinePane::setFilter(const QString& expression)
{
    noRows_->setFilter(expression);
    view_->setSearched(expression);
}

void TimelinePane::askWhereToGo()
{
    if (model_.timeline()->size() == 0) {
        return;
    }
    auto* dialog = new GoToDialog(model_.timeline(), this);
    connect(dialog, &GoToDialog::chosen, this, [this](EventId id) {
        jumps_->to(id);
        view_->setFocus(Qt::OtherFocusReason);
    });
    style::openOnce(dialog);
}

void TimelinePane::showRowMenu(const QModelIndex& cell, const QPoint& at)
{
    const EventId id = model_.eventAt(cell.row());
    auto* menu = new RowMenu(*model_.timeline(), id, model_.view(), cell.column(), this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu, &RowMenu::termChosen, this, &TimelinePane::filterTermRequested);
    connect(menu, &RowMenu::actionChosen, this, &TimelinePane::run);
    emit view_->rowMenuOpens(*menu);
    menu_ = menu;
    payloadTerms_.run(
        [timeline = model_.timeline(), id](work::Run& /*run*/) {
            timeline::StreamReader reader(*timeline);
            return present::payloadTerms(*timeline, reader, id);
        },
        [this, id](const present::PayloadTerms& terms) {
            if (menu_ && menu_->event() == id) {
                menu_->setPayloadTerms(terms);
            }
        });
    menu->popup(at);
}

void TimelinePane::copy(ActionId id)
{
    const auto events = view_->selectedEvents();
    if (events.empty()) {
        emit noticed(tr("Nothing is selected."));
        return;
    }
    present::CopyRequest request;
    request.timeline = model_.timeline();
    request.view = model_.view();
    request.rows = model_.rows();
    request.ranges = events;
    if (id == ActionId::CopyRows) {
        std::vector<present::TimelineModel::Column> columns;
        for (const int column : view_->columns().shown()) {
            columns.push_back(static_cast<present::TimelineModel::Column>(column));
        }
        request.makeWriter = present::rowTextWriter(
            std::move(columns),
            {.format = model_.timeFormat(), .above = {}, .namesSides = model_.namesSides()},
            selectedFolds());
    } else {
        request.makeWriter = payloadWriter(id);
    }
    jumps_->cancel();
    task_->begin(tr("Copying…"));
    copies_.start(std::move(request));
}

/// The selected closed folds, copied as one row each. Looks at MostRowsWithFolds rows only.
present::FoldedTexts TimelinePane::selectedFolds() const
{
    constexpr int MostRowsWithFolds = 50'000;
    present::FoldedTexts folds;
    int rows = 0;
    for (const QItemSelectionRange& range : view_->selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom() && rows < MostRowsWithFolds; ++row) {
            ++rows;
            if (const QString text = model_.foldTextAt(row); !text.isEmpty()) {
                folds[model_.eventAt(row)] = {model_.lastEventAt(row), text};
            }
        }
    }
    return folds;
}

void TimelinePane::copied(const present::CopyResult& result)
{
    task_->end();
    if (result.error) {
        emit notified(Notification::of(Notification::Kind::Error,
                                       tr("The rows could not be copied"),
                                       {QString::fromStdString(result.error->message())}));
        return;
    }
    if (result.tooLarge) {
        emit notified(Notification::of(
            Notification::Kind::Warning, tr("This is too much for the clipboard"),
            {tr("The selected rows make more than %1 of text. Select fewer of them, or "
                "save the recording.")
                 .arg(present::formatBytes(present::CopyRequest{}.limit))}));
        return;
    }
    QGuiApplication::clipboard()->setText(result.text);
    emit noticed(tr("copied %1").arg(present::formatCounted(result.rows, "row")));
}

void TimelinePane::cancelTask()
{
    copies_.cancel();
    jumps_->cancel();
    task_->end();
    emit noticed(tr("cancelled"));
}

void TimelinePane::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && (copies_.isRunning() || jumps_->isSearching())) {
        cancelTask();
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace framescope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/filter_control.h"

#include "filter/language/filter.h"
#include "filter/language/highlight.h"
#include "ui/details/shell/details_pane.h"
#include "ui/document/document.h"
#include "ui/filter/filter_bar.h"
#include "ui/timeline/timeline_pane.h"

#include <QTimer>

namespace framescope::ui {

namespace {

filter::NoteKinds kindOf(const timeline::NoteEdit& edit)
{
    if (edit.kind == timeline::NoteEdit::Kind::Mark) {
        return {.marks = true};
    }
    return edit.isChange() ? filter::NoteKinds{.changes = true} : filter::NoteKinds{.notes = true};
}

} // namespace

FilterControl::FilterControl(const Parts& parts, QObject* parent)
    : QObject(parent), parts_(parts), bundle_(new QTimer(this))
{
    constexpr int BundleInterval = 30; // ms
    bundle_->setSingleShot(true);
    bundle_->setInterval(BundleInterval);
    FilterBar* bar = &parts_.filterBar;
    TimelinePane* pane = &parts_.timelinePane;
    connect(bar, &FilterBar::filterEdited, this, &FilterControl::apply);
    connect(bar, &FilterBar::viewChosen, this, &FilterControl::start);
    connect(bar, &FilterBar::cancelRequested, this, &FilterControl::cancel);
    connect(bar, &FilterBar::mistakeStands, pane, &TimelinePane::setFilterMistake);
    connect(pane, &TimelinePane::filterTermRequested, bar, &FilterBar::addTerm);
    connect(pane, &TimelinePane::filterWanted, bar, &FilterBar::setText);
    connect(pane, &TimelinePane::viewWanted, bar, &FilterBar::setView);
    connect(&parts_.details, &DetailsPane::filterTermRequested, bar, &FilterBar::addTerm);
    connect(bundle_, &QTimer::timeout, this, &FilterControl::start);
    for (const auto news :
         {&Document::timelineChanged, &Document::notesEdited, &Document::loadFinished}) {
        connect(&parts_.document, news, this, &FilterControl::lookAtNotes);
    }
    connect(&parts_.rows, &present::VisibleRowsJob::changed, this, &FilterControl::takeRows);
    connect(&parts_.document, &Document::loadProgressed, bar, &FilterBar::setLoading);
    connect(&parts_.document, &Document::loadFinished, this, [this] {
        parts_.filterBar.setLoading(0, 0);
        showProgress();
    });
}

void FilterControl::setContract(const filter::ContractPtr& contract)
{
    contract_ = contract;
    // The filter whose rows are shown may be about the contract that was open.
    apply(filter::parse(applied_.toStdString(), contract_) ? applied_ : QString());
    parts_.filterBar.setContract(contract);
}

void FilterControl::start()
{
    if (parts_.document.timeline()) {
        parts_.rows.start({parts_.document.timeline(), parts_.filterBar.view(), matcher_});
    }
}

void FilterControl::apply(const QString& expression)
{
    if (const auto filter = filter::parse(expression.toStdString(), contract_)) {
        applied_ = expression;
        tooLong_ = std::make_shared<present::TooLongReport>();
        matcher_ = present::makeMatcher(*filter, tooLong_);
        wanted_ = filter->noteKinds();
        parts_.timelinePane.setFilter(expression);
        parts_.details.setSought(filter::searchedTexts(expression.toStdString()));
        start();
    }
}

void FilterControl::takeRows()
{
    constexpr int ProgressInterval = 100; // ms
    // Each change of the numbers costs a layout, so change them only as often as they can be read.
    if (!parts_.rows.isLive() || !sinceProgress_.isValid() ||
        sinceProgress_.elapsed() > ProgressInterval) {
        showProgress();
    }
}

void FilterControl::showProgress()
{
    sinceProgress_.start();
    parts_.filterBar.setTooLong(tooLong_ ? tooLong_->events() : filter::TooLong());
    parts_.filterBar.setProgress(parts_.rows.progress(),
                                 static_cast<bool>(parts_.rows.request().makeMatcher));
}

void FilterControl::cancel()
{
    if (parts_.document.isLoading()) {
        parts_.document.cancelLoading();
    } else {
        parts_.rows.cancel();
    }
}

void FilterControl::lookAtNotes()
{
    const auto& timeline = parts_.document.timeline();
    if (timeline_ != timeline) {
        timeline_ = timeline;
        notesSeen_ = 0;
    }
    if (!timeline || parts_.document.isLoading()) {
        return;
    }
    filter::NoteKinds news;
    for (const std::size_t end = timeline->noteEditCount(); notesSeen_ < end; ++notesSeen_) {
        news = news | kindOf(timeline->noteEdit(notesSeen_));
    }
    if (news.meets(wanted_) && !bundle_->isActive()) {
        bundle_->start();
    }
}

} // namespace framescope::ui

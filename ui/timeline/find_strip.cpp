// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/find_strip.h"

#include "base/text/qt_string.h"
#include "filter/language/filter.h"
#include "filter/language/terms.h"
#include "present/search/filter_matcher.h"
#include "present/words/format.h"
#include "ui/style/building_blocks.h"
#include "ui/style/icons.h"
#include "ui/style/plain_text.h"
#include "ui/style/restyle.h"
#include "ui/timeline/table/timeline_view.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QTimer>
#include <QToolButton>

namespace framescope::ui {

namespace {

constexpr int FindPause = 150; // ms

/// Converts the typed text to an expression of the filter language.
std::string expression(const QString& text)
{
    const std::string bytes = text.toStdString();
    const bool regex = bytes.size() > 2 && bytes.front() == '/' && bytes.rfind('/') > 0;
    return regex ? bytes : filter::phraseTerm(bytes);
}

/// Whether enough is left to count to show it: a live session is nearly always a little behind.
bool isCounting(const present::MatchCount& count)
{
    constexpr std::size_t WorthABar = 20'000;
    return !count.stopped && count.rows - count.looked > std::max(WorthABar, count.rows / 50);
}

} // namespace

FindStrip::FindStrip(TimelineView& view, present::TimelineModel& model, QWidget* parent)
    : QWidget(parent), view_(view), model_(model), field_(new QLineEdit),
      message_(style::plainLabel({}, "muted")), count_(style::plainLabel()),
      progress_(style::progressBar(tr("Progress of finding"))), delay_(new QTimer(this))
{
    setObjectName(QStringLiteral("findStrip"));
    setProperty("role", QStringLiteral("statusline"));
    setAttribute(Qt::WA_StyledBackground);
    field_->setObjectName(QStringLiteral("find"));
    field_->setPlaceholderText(tr("Find in the rows shown: text or /regular expression/"));
    field_->setAccessibleName(tr("Find in the rows shown"));
    field_->setClearButtonEnabled(true);
    field_->addAction(style::icon(QStringLiteral("search"), style::Ink::Muted),
                      QLineEdit::LeadingPosition);
    field_->installEventFilter(this);
    message_->setObjectName(QStringLiteral("findMessage"));
    count_->setObjectName(QStringLiteral("findCount"));
    count_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    progress_->setFixedWidth(80);
    progress_->hide();
    delay_->setSingleShot(true);
    delay_->setInterval(FindPause);

    using style::Ink;
    auto* previous =
        style::iconButton("findPrevious", "chevron-up", tr("Find previous"), Ink::Muted);
    previous->setToolTip(tr("Previous match (Shift+F3, Shift+Enter)"));
    auto* next = style::iconButton("findNext", "chevron-down", tr("Find next"), Ink::Muted);
    next->setToolTip(tr("Next match (F3, Enter)"));
    auto* close = style::iconButton("findClose", "close", tr("Close the find strip"), Ink::Muted);
    close->setToolTip(tr("Close (Esc)"));
    auto* row = style::row(this, {10, 5, 8, 5}, 6);
    row->addWidget(field_, 1);
    row->addWidget(progress_);
    row->addWidget(message_);
    row->addWidget(count_);
    row->addWidget(previous);
    row->addWidget(next);
    row->addWidget(close);

    connect(delay_, &QTimer::timeout, this, [this] { find(anchor_, false, false); });
    connect(field_, &QLineEdit::textEdited, delay_, qOverload<>(&QTimer::start));
    connect(field_, &QLineEdit::textChanged, this, [this](const QString& text) {
        if (text.isEmpty()) {
            stop();
            counter_.clear();
            showCount();
            showHits();
            say({});
        }
    });
    connect(next, &QToolButton::clicked, this, [this] { findNext(false); });
    connect(previous, &QToolButton::clicked, this, [this] { findNext(true); });
    connect(close, &QToolButton::clicked, this, &FindStrip::leave);
    connect(&job_, &present::FindJob::finished, this, &FindStrip::showResult);
    connect(&job_, &present::FindJob::progressed, this, [this](quint64 done, quint64 total) {
        style::showPart(progress_, done, total);
        progress_->show();
        say(tr("searching… Esc stops"));
    });
    connect(&counter_, &present::MatchCounter::changed, this, &FindStrip::showCount);
    connect(&view_, &TimelineView::currentEventChanged, this, &FindStrip::showCount);
    connect(&model_, &QAbstractItemModel::rowsInserted, &counter_, &present::MatchCounter::refresh);
    connect(&model_, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        if (job_.isRunning()) {
            stop();
            say({});
        }
    });
    connect(&model_, &QAbstractItemModel::modelReset, this, &FindStrip::countMatches);
    hide();
}

void FindStrip::open()
{
    anchor_ = view_.currentEvent();
    show();
    field_->setFocus(Qt::ShortcutFocusReason);
    field_->selectAll();
    countMatches();
}

void FindStrip::findNext(bool backward)
{
    if (isVisible() || !field_->text().isEmpty()) {
        find(view_.currentEvent(), true, backward);
    } else {
        open();
    }
}

void FindStrip::leave()
{
    if (job_.isRunning()) {
        stop();
        say(tr("stopped"));
        return;
    }
    if (isCounting(counter_.count())) {
        counter_.stop();
        return;
    }
    counter_.clear(); // it counts only while the strip is visible
    hide();
    showHits();
    view_.setFocus(Qt::OtherFocusReason);
}

/// Searches from an event, otherwise from the first row on screen. `beyond`: not the event itself.
void FindStrip::find(std::optional<EventId> from, bool beyond, bool backward)
{
    delay_->stop();
    stop();
    const int count = model_.rowCount();
    if (field_->text().isEmpty() || count == 0) {
        say(count == 0 && !field_->text().isEmpty() ? tr("there are no rows") : QString());
        return;
    }
    const auto parsed = filter::parse(expression(field_->text()));
    style::restyle(*field_, "invalid", !parsed);
    if (!parsed) {
        counter_.clear();
        showCount();
        showHits();
        say(QString::fromStdString(parsed.error().what), true);
        return;
    }
    if (counted_ != field_->text() || counter_.count().rows == 0) {
        countMatches();
    }
    const EventId begin = from ? *from : model_.eventAt(std::max(0, view_.rowAt(0)));
    const present::RowList& rows = *model_.rows();
    const std::size_t shown = model_.listedRows();
    std::size_t start = rows.lowerBound(begin, shown);
    if (from && beyond) {
        start = (start + (backward ? shown - 1 : 1)) % shown;
    }
    backward_ = backward;
    from_ = beyond ? from : std::nullopt;
    anchor_ = begin;
    job_.start({model_.timeline(), model_.view(), model_.rows(), shown, start, backward, true,
                present::makeMatcher(*parsed)});
}

void FindStrip::showResult(const present::FindResult& result)
{
    showProgress();
    if (!result.event) {
        sayNotFound();
        return;
    }
    view_.showEvent(*result.event);
    const bool round = !from_      ? result.wrapped
                       : backward_ ? *result.event >= *from_
                                   : *result.event <= *from_;
    say(!round ? QString() : backward_ ? tr("from the last row on") : tr("from the first row on"));
    showCount();
}

void FindStrip::sayNotFound()
{
    const auto rows = static_cast<std::uint64_t>(model_.rowCount());
    say(tr("not found in %1").arg(present::formatCounted(rows, "row")), true);
    notFound_ = true;
}

/// Highlights the matches in the rows on screen; none if the expression is invalid.
void FindStrip::showHits()
{
    const bool sought = !isHidden() && !field_->text().isEmpty();
    view_.setFound(sought ? toQString(expression(field_->text())) : QString());
}

void FindStrip::stop()
{
    job_.cancel();
    showProgress();
}

/// Starts counting the matches in all rows shown.
void FindStrip::countMatches()
{
    counted_ = field_->text();
    showHits();
    const auto parsed = filter::parse(expression(counted_));
    if (isHidden() || counted_.isEmpty() || !parsed || !model_.rows()) {
        counter_.clear();
    } else {
        counter_.start(
            {model_.timeline(), model_.view(), model_.rows(), present::makeMatcher(*parsed)});
    }
    showCount();
}

void FindStrip::showCount()
{
    using present::formatCount;
    constexpr int Step = 24; // pixels; so that the field does not shrink with every digit
    const present::MatchCount count = counter_.count();
    if (notFound_ && count.matches > 0) {
        say({});
    } else if (notFound_ && count.rows > 0 && count.complete()) {
        sayNotFound(); // says that new rows have no match either
    }
    const auto current = view_.currentEvent();
    const auto position = current ? counter_.positionOf(*current) : std::nullopt;
    const QString matches = count.stopped ? tr("%1 or more").arg(formatCount(count.matches))
                                          : formatCount(count.matches);
    QString text;
    if (position) {
        text = tr("%1 of %2").arg(formatCount(*position), matches);
    } else if (count.matches > 0) {
        text = count.matches == 1 && !count.stopped ? tr("1 match") : tr("%1 matches").arg(matches);
    }
    count_->setText(text);
    const int wide = count_->fontMetrics().horizontalAdvance(text);
    count_->setMinimumWidth(text.isEmpty() ? 0 : (wide / Step + 1) * Step);
    layout()->activate();
    count_->setToolTip(isCounting(count) ? tr("Still counting; Esc stops")
                       : count.stopped   ? tr("Counting was stopped")
                                         : QString());
    showProgress();
}

void FindStrip::showProgress()
{
    if (job_.isRunning()) {
        return; // its own signal shows the progress
    }
    const present::MatchCount count = counter_.count();
    progress_->setVisible(isCounting(count));
    style::showPart(progress_, count.looked, count.rows);
}

void FindStrip::say(const QString& sentence, bool bad)
{
    style::restyle(*message_, "role", bad ? QStringLiteral("bad") : QStringLiteral("muted"));
    message_->setText(sentence);
    notFound_ = false;
}

bool FindStrip::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == field_ && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        switch (key->key()) {
        case Qt::Key_Escape:
            leave();
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter: {
            const bool pending = delay_->isActive();
            const bool backward = key->modifiers() & Qt::ShiftModifier;
            find(pending ? anchor_ : view_.currentEvent(), !pending, backward);
            return true;
        }
        case Qt::Key_Down:
        case Qt::Key_Up:
            view_.setFocus(Qt::OtherFocusReason);
            return true;
        default:
            break;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace framescope::ui

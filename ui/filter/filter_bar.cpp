// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/filter_bar.h"

#include "base/text/qt_string.h"
#include "filter/language/terms.h"
#include "present/words/format.h"
#include "ui/filter/filter_completer.h"
#include "ui/filter/filter_field.h"
#include "ui/filter/filter_help.h"
#include "ui/filter/filter_menu.h"
#include "ui/filter/quick_filters.h"
#include "ui/settings/settings.h"
#include "ui/style/building_blocks.h"
#include "ui/style/icons.h"
#include "ui/style/plain_text.h"
#include "ui/widgets/help_window.h"

#include <QButtonGroup>
#include <QLabel>
#include <QProgressBar>
#include <QResizeEvent>
#include <QSignalBlocker>
#include <QTimer>
#include <QToolButton>
#include <QUrl>

#include <algorithm>

namespace framescope::ui {

namespace {

constexpr int TypingPause = 50;           // ms; most key presses apply a new filter
constexpr int BusyPause = 120;            // ms, while the last filter has much left to do
constexpr std::size_t WorthABar = 50'000; // events still to be filtered
constexpr int CompactBelow = 1240;        // pixels of width
constexpr int NarrowBelow = 820;

QToolButton* makeSegment(const QString& text, const QString& segment, const QString& toolTip)
{
    auto* button = new QToolButton;
    button->setText(text);
    button->setProperty("segment", segment);
    button->setCheckable(true);
    button->setToolTip(toolTip);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

QToolButton* makeTool(const char* name, const char* icon, const QString& text)
{
    auto* button = style::iconButton(name, icon, text, style::Ink::Muted);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

FilterBar::FilterBar(Settings& settings, QWidget* parent)
    : QWidget(parent), settings_(settings), field_(new FilterField),
      completer_(new FilterCompleter(field_)), menu_(new FilterMenu(settings, this)),
      quick_(new QuickFilters),
      filters_(makeTool("filters", "bookmark", tr("Named and recent filters (Alt+Down)"))),
      question_(makeTool("filterHelpButton", "help", tr("Filter language (F1)"))),
      count_(style::plainLabel({}, "muted")),
      progress_(style::progressBar(tr("Progress of filtering"))),
      cancel_(makeTool("cancel", "stop", tr("Cancel"))), follow_(new QToolButton),
      delay_(new QTimer(this))
{
    connectField();
    connect(filters_, &QToolButton::clicked, this, &FilterBar::showMenu);
    connect(question_, &QToolButton::clicked, this, &FilterBar::showHelp);
    connect(quick_, &QuickFilters::chosen, this, &FilterBar::choose);
    connect(menu_, &FilterMenu::chosen, this, &FilterBar::choose);
    connect(menu_, &FilterMenu::helpRequested, this, &FilterBar::showHelp);
    connect(menu_, &FilterMenu::historyCleared, this, [this] { field_->setHistory({}); });

    count_->setObjectName(QStringLiteral("rowCount"));
    count_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    progress_->setParent(this);
    connect(cancel_, &QToolButton::clicked, this, &FilterBar::cancelRequested);
    makeViews();

    follow_->setObjectName(QStringLiteral("follow"));
    follow_->setProperty("button", true);
    follow_->setCheckable(true);
    follow_->setText(tr("Follow"));
    style::setButtonIcon(follow_, QStringLiteral("follow"));
    follow_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    follow_->setToolTip(tr("Keep the newest row in view (End). Scrolling up stops it."));
    connect(follow_, &QToolButton::clicked, this, &FilterBar::followChosen);
    arrange();
}

void FilterBar::connectField()
{
    field_->setHistory(settings_.recent(Recent::Filters));
    delay_->setSingleShot(true);
    connect(delay_, &QTimer::timeout, this, [this] {
        if (!field_->mistake()) {
            emit filterEdited(field_->text());
        }
    });
    connect(field_, &QLineEdit::textChanged, this,
            [this] { delay_->start(isBehind_ ? BusyPause : TypingPause); });
    connect(field_, &QLineEdit::textChanged, quick_, &QuickFilters::setExpression);
    connect(field_, &QLineEdit::textChanged, this, [this](const QString& text) {
        const auto& mistake = field_->mistake();
        const bool mayBeSaved =
            mistake ? mistake->needsContract : field_->state() == FilterField::State::Good;
        menu_->setExpression(text, mayBeSaved);
    });
    connect(field_, &FilterField::applied, this, &FilterBar::apply);
    connect(field_, &FilterField::left, this, &FilterBar::left);
    connect(field_, &FilterField::focusLost, this, &FilterBar::remember);
    connect(field_, &FilterField::focusLost, this, &FilterBar::tellMistake, Qt::QueuedConnection);
    connect(field_, &QLineEdit::textChanged, this, &FilterBar::tellMistake);
    connect(field_, &FilterField::helpRequested, this, &FilterBar::showHelp);
    connect(field_, &FilterField::menuRequested, this, &FilterBar::showMenu);
}

void FilterBar::makeViews()
{
    messages_ = makeSegment(tr("Messages"), QStringLiteral("first"),
                            tr("Whole messages, control frames and the life cycle (Alt+1)"));
    frames_ = makeSegment(tr("Frames"), QStringLiteral("last"),
                          tr("Every frame, and the life cycle (Alt+2)"));
    auto* views = new QButtonGroup(this);
    views->addButton(messages_);
    views->addButton(frames_);
    messages_->setChecked(true);
    connect(messages_, &QToolButton::clicked, this,
            [this] { emit viewChosen(timeline::View::Messages); });
    connect(frames_, &QToolButton::clicked, this,
            [this] { emit viewChosen(timeline::View::Frames); });
}

void FilterBar::arrange()
{
    // Hidden buttons keep their space, so that nothing moves; small minimums allow a narrow window.
    QSizePolicy kept = cancel_->sizePolicy();
    kept.setRetainSizeWhenHidden(true);
    cancel_->setSizePolicy(kept);
    quick_->setCompact(true);
    quick_->setMinimumWidth(quick_->sizeHint().width());
    field_->setMinimumWidth(60);

    auto* segments = style::row(nullptr);
    segments->addWidget(messages_);
    segments->addWidget(frames_);
    auto* tools = style::row(nullptr);
    tools->addWidget(filters_);
    tools->addWidget(question_);
    auto* row = style::row(this, {10, 6, 12, 6}, 6);
    row->addWidget(field_, 1);
    row->addLayout(tools);
    row->addWidget(quick_);
    row->addWidget(cancel_);
    row->addWidget(count_);
    row->addSpacing(2);
    row->addLayout(segments);
    row->addWidget(follow_);
    progress_->hide();
    cancel_->hide();
}

QString FilterBar::text() const
{
    return field_->text();
}

void FilterBar::setText(const QString& text)
{
    field_->setText(text);
}

void FilterBar::setContract(const filter::ContractPtr& contract)
{
    field_->setContract(contract);
    tellMistake();
    if (!field_->mistake()) {
        emit filterEdited(field_->text());
    }
}

void FilterBar::addTerm(const QString& term)
{
    const std::string whole =
        filter::withTerm(field_->text().trimmed().toStdString(), term.toStdString());
    choose(QString::fromStdString(whole));
}

void FilterBar::choose(const QString& expression)
{
    field_->setText(expression);
    apply();
}

void FilterBar::apply()
{
    delay_->stop();
    if (field_->mistake()) {
        completer_->showMistake();
        return;
    }
    remember();
    emit filterEdited(field_->text());
}

void FilterBar::remember()
{
    if (field_->state() != FilterField::State::Good) {
        return;
    }
    const QString expression = field_->text().trimmed();
    if (settings_.recent(Recent::Filters).value(0) != expression) {
        settings_.remember(Recent::Filters, expression);
        field_->setHistory(settings_.recent(Recent::Filters));
    }
}

/// Emits the mistake once the field has lost the focus. Until then the popup shows it.
void FilterBar::tellMistake()
{
    const QString sentence = field_->mistakeText();
    mistakeTold_ = !sentence.isEmpty() && (mistakeTold_ || !field_->hasFocus());
    emit mistakeStands(mistakeTold_ ? sentence : QString());
}

timeline::View FilterBar::view() const
{
    return frames_->isChecked() ? timeline::View::Frames : timeline::View::Messages;
}

void FilterBar::setView(timeline::View view)
{
    (view == timeline::View::Frames ? frames_ : messages_)->click();
}

void FilterBar::focusFilter()
{
    field_->setHistory(settings_.recent(Recent::Filters)); // another tab may have added to it
    field_->setFocus(Qt::ShortcutFocusReason);
    field_->selectAll();
}

void FilterBar::showMenu()
{
    menu_->popup(filters_->mapToGlobal(QPoint(0, filters_->height() + 2)));
}

void FilterBar::showHelp()
{
    if (!help_) {
        help_ = new HelpWindow("filterHelp", tr("Filter language"), 14, filterHelp, window());
        help_->resize(760, 560);
        connect(this, &QObject::destroyed, help_, &QObject::deleteLater);
        connect(help_, &HelpWindow::linkActivated, this,
                [this](const QUrl& link) { choose(exampleOf(link)); });
    }
    help_->bringUp();
}

void FilterBar::setVocabulary(const filter::Vocabulary& seen)
{
    completer_->setVocabulary(seen);
}

void FilterBar::setProgress(const present::RowsProgress& progress, bool filtered)
{
    using present::formatCount;
    wholeCount_ =
        filtered ? tr("%1 of %2").arg(formatCount(progress.rows), formatCount(progress.considered))
                 : tr("%1 rows").arg(formatCount(progress.rows));
    shortCount_ = formatCount(progress.rows);
    showCount();
    // The filter of a live session is nearly always a little behind: too little for a progress bar.
    const bool busy = !progress.cancelled &&
                      progress.total - progress.scanned > std::max(WorthABar, progress.total / 20);
    isBehind_ = busy;
    if (loading_) {
        return;
    }
    showBusy(busy, progress.scanned, progress.total, tr("Stop filtering"));
}

void FilterBar::showCount()
{
    QString count = narrow_ ? shortCount_ : wholeCount_;
    QStringList tip{wholeCount_};
    if (!tooLong_.empty()) {
        count =
            tr("%1, %2").arg(count, tr("%1 too long").arg(present::formatCount(tooLong_.count())));
        for (const std::string& sentence : tooLong_.sentences()) {
            tip += toQString(sentence);
        }
    }
    count_->setText(count);
    count_->setToolTip(tip.join(u'\n'));
    // The width grows in steps, so that the field does not shrink with every digit.
    const int step = 24;
    const int wide = count_->fontMetrics().horizontalAdvance(count_->text());
    if (const int width = (wide / step + 1) * step; width != count_->minimumWidth()) {
        count_->setMinimumWidth(width);
        layout()->activate(); // before it is painted over the widget beside it
    }
}

/// Replaces texts by icons and short numbers; tooltips show the texts.
void FilterBar::setNarrow(bool narrow)
{
    if (narrow != narrow_) {
        narrow_ = narrow;
        follow_->setToolButtonStyle(narrow ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon);
        showCount();
    }
}

void FilterBar::setLoading(quint64 done, quint64 total)
{
    loading_ = done < total;
    showBusy(loading_, done, total, tr("Stop reading and show the events read so far"));
}

void FilterBar::showBusy(bool busy, quint64 done, quint64 whole, const QString& cancel)
{
    progress_->setVisible(busy);
    cancel_->setVisible(busy);
    cancel_->setToolTip(cancel);
    style::showPart(progress_, done, whole);
}

void FilterBar::setFollowing(bool following)
{
    const QSignalBlocker blocker(follow_);
    follow_->setChecked(following);
}

void FilterBar::setLive(bool live)
{
    follow_->setEnabled(live);
}

void FilterBar::resizeEvent(QResizeEvent* event)
{
    constexpr int Thickness = 3;
    QWidget::resizeEvent(event);
    quick_->setCompact(width() < CompactBelow);
    setNarrow(width() < NarrowBelow);
    progress_->setGeometry(0, height() - Thickness, width(), Thickness);
}

} // namespace framescope::ui

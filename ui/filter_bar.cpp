// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter_bar.h"

#include "filter/terms.h"
#include "present/format.h"
#include "ui/style/icons.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QSignalBlocker>
#include <QStyle>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

namespace framescope::ui {

namespace {

constexpr int TypingPause = 120;          // ms
constexpr std::size_t WorthABar = 50'000; // events still to be looked at

} // namespace

FilterBar::FilterBar(QWidget* parent)
    : QWidget(parent), field_(new QLineEdit), count_(new QLabel), progress_(new QProgressBar),
      cancel_(new QToolButton), follow_(new QToolButton), delay_(new QTimer(this))
{
    field_->setObjectName(QStringLiteral("filter"));
    field_->setPlaceholderText(tr("Filter by text: payload, reason, headers"));
    field_->setAccessibleName(tr("Filter"));
    field_->setClearButtonEnabled(true);
    field_->addAction(style::icon(QStringLiteral("filter"), style::Ink::Muted),
                      QLineEdit::LeadingPosition);
    field_->installEventFilter(this);
    delay_->setSingleShot(true);
    delay_->setInterval(TypingPause);
    connect(delay_, &QTimer::timeout, this, [this] { emit filterEdited(field_->text()); });
    connect(field_, &QLineEdit::textChanged, delay_, qOverload<>(&QTimer::start));
    connect(field_, &QLineEdit::returnPressed, this, [this] {
        delay_->stop();
        emit filterEdited(field_->text());
    });

    count_->setProperty("role", QStringLiteral("muted"));
    count_->setObjectName(QStringLiteral("rowCount"));
    progress_->setTextVisible(false);
    progress_->setFixedWidth(80);
    progress_->setAccessibleName(tr("Progress of filtering"));
    cancel_->setIcon(style::icon(QStringLiteral("stop"), style::Ink::Muted));
    cancel_->setAccessibleName(tr("Cancel"));
    connect(cancel_, &QToolButton::clicked, this, &FilterBar::cancelRequested);

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

    follow_->setObjectName(QStringLiteral("follow"));
    follow_->setProperty("button", true);
    follow_->setCheckable(true);
    follow_->setText(tr("Follow"));
    style::setButtonIcon(follow_, QStringLiteral("follow"));
    follow_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    follow_->setToolTip(tr("Keep the newest row in view (End). Scrolling up stops it."));
    connect(follow_, &QToolButton::clicked, this, &FilterBar::followChosen);

    auto* segments = new QHBoxLayout;
    segments->setSpacing(0);
    segments->addWidget(messages_);
    segments->addWidget(frames_);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(10, 6, 12, 6);
    row->setSpacing(8);
    row->addWidget(field_, 1);
    row->addWidget(progress_);
    row->addWidget(cancel_);
    row->addWidget(count_);
    row->addSpacing(4);
    row->addLayout(segments);
    row->addWidget(follow_);
    progress_->hide();
    cancel_->hide();
}

QToolButton* FilterBar::makeSegment(const QString& text, const QString& segment,
                                    const QString& toolTip)
{
    auto* button = new QToolButton;
    button->setText(text);
    button->setProperty("segment", segment);
    button->setCheckable(true);
    button->setToolTip(toolTip);
    return button;
}

QString FilterBar::text() const
{
    return field_->text();
}

void FilterBar::setText(const QString& text)
{
    field_->setText(text);
}

void FilterBar::addTerm(const QString& term)
{
    const std::string whole =
        filter::withTerm(field_->text().trimmed().toStdString(), term.toStdString());
    field_->setText(QString::fromStdString(whole));
    delay_->stop();
    emit filterEdited(field_->text());
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
    field_->setFocus(Qt::ShortcutFocusReason);
    field_->selectAll();
}

void FilterBar::setMistake(const QString& sentence)
{
    field_->setToolTip(sentence);
    if (field_->property("invalid").toBool() != !sentence.isEmpty()) {
        field_->setProperty("invalid", !sentence.isEmpty());
        style()->unpolish(field_);
        style()->polish(field_);
    }
    if (!sentence.isEmpty()) {
        count_->setText(sentence);
    }
}

void FilterBar::setProgress(const present::RowsProgress& progress, bool filtered)
{
    using present::formatCount;
    if (!field_->property("invalid").toBool()) {
        count_->setText(
            filtered
                ? tr("%1 of %2").arg(formatCount(progress.rows), formatCount(progress.considered))
                : tr("%1 rows").arg(formatCount(progress.rows)));
    }
    // A live session is nearly always a little behind; that is not worth a bar.
    const bool busy = !progress.cancelled &&
                      progress.total - progress.scanned > std::max(WorthABar, progress.total / 20);
    if (loading_) {
        return;
    }
    showBusy(busy, static_cast<double>(progress.scanned) / static_cast<double>(progress.total),
             tr("Stop looking for more"));
}

void FilterBar::setLoading(quint64 done, quint64 total)
{
    loading_ = done < total;
    showBusy(loading_, static_cast<double>(done) / static_cast<double>(total),
             tr("Stop reading; what was read is shown"));
}

void FilterBar::showBusy(bool busy, double part, const QString& cancel)
{
    constexpr int Steps = 1000;
    progress_->setVisible(busy);
    cancel_->setVisible(busy);
    cancel_->setToolTip(cancel);
    if (busy) {
        progress_->setRange(0, Steps);
        progress_->setValue(static_cast<int>(part * Steps));
    }
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

bool FilterBar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == field_ && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Escape) {
            if (field_->text().isEmpty()) {
                emit left();
            } else {
                field_->clear();
            }
            return true;
        }
        if (key == Qt::Key_Down) {
            emit left();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace framescope::ui

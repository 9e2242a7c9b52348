// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/shell/details_pane.h"

#include "present/words/visible_line.h"
#include "ui/details/frame/frame_pane.h"
#include "ui/details/hex/hex_pane.h"
#include "ui/details/shell/event_header.h"
#include "ui/details/story/close_pane.h"
#include "ui/details/story/handshake_pane.h"
#include "ui/details/story/live_connection.h"
#include "ui/details/text/text_pane.h"
#include "ui/details/values/decoded_pane.h"
#include "ui/details/values/diff_pane.h"
#include "ui/details/values/json_pane.h"
#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"
#include "ui/widgets/fitting_tabs.h"

#include <QLabel>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QTabBar>

#include <algorithm>

namespace framescope::ui {

DetailsPane::DetailsPane(QWidget* parent)
    : QWidget(parent), loader_(new present::EventLoader(this)),
      connection_(new LiveConnection(this)), stack_(new QStackedWidget),
      message_(style::plainLabel({}, "muted")), header_(new EventHeader), tabs_(new FittingTabs),
      text_(new TextPane), json_(new JsonPane), decoded_(new DecodedPane), hex_(new HexPane),
      frame_(new FramePane), handshake_(new HandshakePane), close_(new ClosePane),
      diff_(new DiffPane)
{
    setObjectName(QStringLiteral("details"));
    tabs_->setObjectName(QStringLiteral("detailsTabs"));
    tabs_->setAccessibleName(tr("Details of the selected event"));
    text_->setObjectName(QStringLiteral("text"));
    json_->setObjectName(QStringLiteral("json"));
    hex_->setObjectName(QStringLiteral("hex"));
    const auto add = [this](auto* pane, const QString& title) {
        tabs_->setTabToolTip(tabs_->addTab(pane, title), title);
        if constexpr (requires { pane->setEvent(event_); }) {
            fill_.emplace_back([this, pane] { pane->setEvent(event_); });
        }
    };
    add(text_, tr("Text"));
    add(json_, tr("JSON"));
    add(decoded_, tr("Decoded"));
    add(hex_, tr("Hex"));
    add(frame_, tr("Frame"));
    add(handshake_, tr("Handshake"));
    add(close_, tr("Close"));
    add(diff_, tr("Diff"));
    fill_.emplace_back([this] {
        if (compared_) {
            diff_->setEvents(*compared_);
        }
    });
    tabs_->setTabVisible(Diff, false);

    message_->setObjectName(QStringLiteral("detailsMessage"));
    message_->setAlignment(Qt::AlignCenter);
    message_->setWordWrap(true);
    message_->setContentsMargins(24, 24, 24, 24);
    auto* page = new QWidget;
    auto* pageLayout = style::column(page);
    pageLayout->addWidget(header_);
    pageLayout->addWidget(tabs_, 1);
    stack_->addWidget(message_);
    stack_->addWidget(page);
    setFocusProxy(tabs_->tabBar());

    auto* layout = style::column(this, {}, style::UsualSpacing);
    layout->addWidget(stack_);

    connectPanes();
    showEvent(std::nullopt, timeline::View::Messages);
}

void DetailsPane::connectPanes()
{
    connect(tabs_, &QTabWidget::currentChanged, this, [this](int index) {
        wanted_ = static_cast<Tab>(index);
        fillTab();
        shareSelection();
    });
    connect(tabs_->tabBar(), &QTabBar::tabBarClicked, this, [this](int index) {
        // Also if the tab is the current one already.
        if (index >= 0 && tabs_->isTabEnabled(index)) {
            wanted_ = static_cast<Tab>(index);
        }
    });
    connect(loader_, &present::EventLoader::loaded, this, &DetailsPane::display);
    connect(loader_, &present::EventLoader::failed, this, [this](const QString& text) {
        displayMessage(text);
        emit shown();
    });
    connect(connection_, &LiveConnection::changed, this, &DetailsPane::takeConnection);
    connect(json_, &JsonPane::filterTermRequested, this, &DetailsPane::filterTermRequested);
    connect(decoded_, &DecodedPane::filterTermRequested, this, &DetailsPane::filterTermRequested);
    connectPlaces();
}

void DetailsPane::connectPlaces()
{
    const auto leads = [this](auto* pane, auto signal, Tab tab) {
        connect(pane, signal, this,
                [this, tab](quint64 first, quint64 count) { showPlace(tab, first, count); });
    };
    leads(text_, &TextPane::hexRequested, Hex);
    leads(text_, &TextPane::jsonRequested, Json);
    leads(hex_, &HexPane::textRequested, Text);
    leads(hex_, &HexPane::jsonRequested, Json);
    leads(json_, &JsonPane::textRequested, Text);
    leads(json_, &JsonPane::hexRequested, Hex);
    leads(decoded_, &DecodedPane::hexRequested, Hex);
    const auto selects = [this](auto* pane, auto signal, Tab tab) {
        connect(pane, signal, this,
                [this, tab](quint64 first, quint64 count) { remember(tab, first, count); });
    };
    selects(text_, &TextPane::selected, Text);
    selects(hex_, &HexPane::selected, Hex);
    selects(json_, &JsonPane::selected, Json);
}

void DetailsPane::remember(Tab tab, quint64 first, quint64 count)
{
    if (sharing_ || !event_ || event_->isLifeCycle()) {
        return;
    }
    if (count > 0) {
        selected_ = Selected{tab, first, count};
    } else {
        selected_.reset();
    }
}

void DetailsPane::showPlace(Tab tab, quint64 first, quint64 count)
{
    if (!tabs_->isTabEnabled(tab)) {
        return;
    }
    selected_ = Selected{TabCount, first, count};
    setCurrentTab(tab);
    tabs_->currentWidget()->setFocus();
}

/// Selects the remembered bytes in the current tab, unless they were selected there.
void DetailsPane::shareSelection()
{
    const Tab tab = currentTab();
    if (!event_ || !selected_ || selected_->tab == tab) {
        return;
    }
    sharing_ = true;
    if (tab == Text) {
        text_->select(selected_->first, selected_->count);
    } else if (tab == Hex) {
        hex_->select(selected_->first, selected_->count);
    } else if (tab == Json) {
        json_->select(selected_->first);
    }
    sharing_ = false;
}

void DetailsPane::setTimeline(std::shared_ptr<const timeline::Timeline> timeline)
{
    timeline_ = std::move(timeline);
    setCompared(std::nullopt);
    showEvent(std::nullopt, timeline::View::Messages);
}

void DetailsPane::showEvent(std::optional<EventId> id, timeline::View view)
{
    if (!id || !timeline_) {
        asked_.reset();
        loader_->cancel();
        displayMessage(tr("Select an event to see its content."));
        return;
    }
    view_ = view;
    asked_ = id;
    askedNote_ = notes_ ? notes_->changedText(*id) : std::nullopt;
    loader_->load(timeline_, *id, view);
}

void DetailsPane::setLive(bool live)
{
    connection_->setLive(live);
}

void DetailsPane::setFindings(std::shared_ptr<present::ContractFindings> findings)
{
    loader_->setFindings(std::move(findings));
    if (asked_) {
        showEvent(asked_, view_);
    }
}

void DetailsPane::setNotes(const present::RowNotes* notes)
{
    notes_ = notes;
    connect(notes, &present::RowNotes::changed, this, &DetailsPane::takeNotes);
}

void DetailsPane::setSought(std::vector<filter::TextPattern> patterns)
{
    text_->setSought(std::move(patterns));
}

void DetailsPane::takeNotes()
{
    if (event_) {
        header_->setNote(noteOn(*event_));
    }
    if (asked_ && notes_->changedText(*asked_) != askedNote_) {
        showEvent(asked_, view_);
    }
}

/// Returns the notes on an event; empty for a note, whose text is in its panes.
QString DetailsPane::noteOn(const present::LoadedEvent& event) const
{
    const bool isNote = event.record.entry.type == timeline::Type::Note;
    return notes_ && !isNote ? notes_->allOn(event.record.id) : QString();
}

void DetailsPane::setCompared(const std::optional<std::pair<EventId, EventId>>& events,
                              timeline::View view)
{
    if (!events && !compared_) {
        return;
    }
    compared_.reset();
    if (events && timeline_) {
        compared_ = present::ComparedEvents{timeline_, events->first, events->second, view};
    }
    filled_.reset(Diff);
    chooseTab();
    fillTab();
}

void DetailsPane::setCurrentTab(Tab tab)
{
    wanted_ = tab;
    chooseTab();
    if (tab == Diff && !compared_) { // the pane says how to choose two events
        const QSignalBlocker quiet(tabs_);
        tabs_->setTabVisible(Diff, true);
        tabs_->setCurrentIndex(Diff);
    }
    fillTab();
    shareSelection();
}

/// Limits the checks so that about eight rows of the payload and its surroundings stay visible.
void DetailsPane::resizeEvent(QResizeEvent* event)
{
    constexpr int linesOfAPane = 12;
    constexpr int linesAbove = 3;
    QWidget::resizeEvent(event);
    const int reserved = tabs_->tabBar()->sizeHint().height() +
                         (linesOfAPane + linesAbove) * fontMetrics().lineSpacing();
    header_->setSpace(std::clamp(height() - reserved, 0, height() / 3), height() / 3);
}

DetailsPane::Tab DetailsPane::currentTab() const
{
    return static_cast<Tab>(tabs_->currentIndex());
}

void DetailsPane::displayMessage(const QString& text)
{
    event_.reset();
    connection_->stop();
    message_->setText(present::visibleLines(text));
    stack_->setCurrentWidget(message_);
}

void DetailsPane::display(const std::shared_ptr<const present::LoadedEvent>& event)
{
    {
        const QSignalBlocker quiet(tabs_); // disabling a tab makes another one current
        event_ = event;
        selected_.reset();
        const bool diffStays = filled_.test(Diff);
        filled_.reset();
        filled_.set(Diff, diffStays);
        header_->setEvent(event);
        header_->setNote(noteOn(*event));
        tabs_->setTabEnabled(Json, event->json || event->jsonLater);
        tabs_->setTabEnabled(Decoded, !event->isLifeCycle());
        tabs_->setTabEnabled(Hex, !event->isLifeCycle());
        tabs_->setTabEnabled(Frame, event->frame.has_value());
        tabs_->setTabEnabled(Handshake, event->connection.has_value());
        tabs_->setTabEnabled(Close, ClosePane::hasContent(*event));
        text_->setOthers(tabs_->isTabEnabled(Hex), tabs_->isTabEnabled(Json));
        hex_->setOthers(true, tabs_->isTabEnabled(Json));
        chooseTab();
    }
    fillTab();
    stack_->setCurrentIndex(1);
    connection_->watch(timeline_, event->connection);
    emit shown();
}

/// Replaces the connection of the event that is shown. One that failed is loaded again: the body of
/// the response is prepared in the background.
void DetailsPane::takeConnection(const timeline::ConnectionInfo& connection)
{
    if (connection.closing && !connection.openAt && asked_) {
        showEvent(asked_, view_);
        return;
    }
    auto event = std::make_shared<present::LoadedEvent>(*event_);
    event->connection = connection;
    event_ = std::move(event);
    filled_.reset(Handshake);
    filled_.reset(Close);
    const QSignalBlocker quiet(tabs_);
    tabs_->setTabEnabled(Close, ClosePane::hasContent(*event_));
    fillTab();
}

void DetailsPane::chooseTab()
{
    const QSignalBlocker quiet(tabs_); // this is no choice of the user
    tabs_->setTabVisible(Diff, compared_.has_value());
    if (wanted_ == Diff && compared_) {
        tabs_->setCurrentIndex(Diff);
        return;
    }
    tabs_->setCurrentIndex(wanted_ && wanted_ != Diff && tabs_->isTabEnabled(*wanted_) ? *wanted_
                                                                                       : bestTab());
}

DetailsPane::Tab DetailsPane::bestTab() const
{
    if (!event_) {
        return Text;
    }
    switch (event_->record.entry.type) {
    case timeline::Type::Request:
    case timeline::Type::Response:
        return tabs_->isTabEnabled(Handshake) ? Handshake : Text;
    case timeline::Type::Error:
        return event_->connection && !event_->connection->openAt ? Handshake : Text;
    case timeline::Type::Closed:
    case timeline::Type::Close:
        return tabs_->isTabEnabled(Close) ? Close : Text;
    case timeline::Type::Binary:
        return Hex;
    default:
        return Text;
    }
}

/// Fills the current pane if it does not show the event yet.
void DetailsPane::fillTab()
{
    const Tab tab = currentTab();
    if (event_ && !filled_.test(tab)) {
        filled_.set(tab);
        fill_[tab]();
    }
}

} // namespace framescope::ui

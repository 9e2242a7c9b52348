// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/details_pane.h"

#include "ui/details/close_pane.h"
#include "ui/details/frame_pane.h"
#include "ui/details/handshake_pane.h"
#include "ui/details/hex_pane.h"
#include "ui/details/json_pane.h"
#include "ui/details/text_pane.h"

#include <QLabel>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace framescope::ui {

DetailsPane::DetailsPane(QWidget* parent)
    : QWidget(parent), loader_(new present::EventLoader(this)), stack_(new QStackedWidget),
      message_(new QLabel), tabs_(new QTabWidget), text_(new TextPane), json_(new JsonPane),
      hex_(new HexPane), frame_(new FramePane), handshake_(new HandshakePane), close_(new ClosePane)
{
    setObjectName(QStringLiteral("details"));
    tabs_->setDocumentMode(true);
    tabs_->setAccessibleName(tr("Details of the selected event"));
    tabs_->addTab(text_, tr("Text"));
    tabs_->addTab(json_, tr("JSON"));
    tabs_->addTab(hex_, tr("Hex"));
    tabs_->addTab(frame_, tr("Frame"));
    tabs_->addTab(handshake_, tr("Handshake"));
    tabs_->addTab(close_, tr("Close"));

    message_->setAlignment(Qt::AlignCenter);
    message_->setWordWrap(true);
    message_->setProperty("role", "muted");
    stack_->addWidget(message_);
    stack_->addWidget(tabs_);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(stack_);

    connect(tabs_->tabBar(), &QTabBar::tabBarClicked, this, [this](int index) {
        if (index >= 0 && tabs_->isTabEnabled(index)) {
            wanted_ = static_cast<Tab>(index);
        }
    });
    connect(loader_, &present::EventLoader::loaded, this, &DetailsPane::display);
    connect(loader_, &present::EventLoader::failed, this, [this](const QString& text) {
        displayMessage(text);
        emit shown();
    });
    showEvent(std::nullopt, timeline::View::Messages);
}

DetailsPane::~DetailsPane() = default;

void DetailsPane::setTimeline(std::shared_ptr<const timeline::Timeline> timeline)
{
    timeline_ = std::move(timeline);
    showEvent(std::nullopt, timeline::View::Messages);
}

void DetailsPane::showEvent(std::optional<EventId> id, timeline::View view)
{
    if (!id || !timeline_) {
        loader_->cancel();
        displayMessage(tr("Select an event to see what it carries."));
        return;
    }
    loader_->load(timeline_, *id, view);
}

void DetailsPane::setCurrentTab(Tab tab)
{
    wanted_ = tab;
    chooseTab();
}

DetailsPane::Tab DetailsPane::currentTab() const
{
    return static_cast<Tab>(tabs_->currentIndex());
}

void DetailsPane::displayMessage(const QString& text)
{
    message_->setText(text);
    stack_->setCurrentWidget(message_);
}

void DetailsPane::display(std::shared_ptr<const present::LoadedEvent> event)
{
    const bool isFrame = event->record.header.has_value();
    const bool isLifeCycle = event->record.kind == timeline::Kind::Event;
    text_->setEvent(*event);
    const bool isJson = json_->setEvent(*event);
    hex_->setEvent(*event);
    frame_->setEvent(*event);
    handshake_->setEvent(*event);
    const bool hasClose = close_->setEvent(*event);
    tabs_->setTabEnabled(Json, isJson);
    tabs_->setTabEnabled(Hex, !isLifeCycle);
    tabs_->setTabEnabled(Frame, isFrame);
    tabs_->setTabEnabled(Handshake, event->connection.has_value());
    tabs_->setTabEnabled(Close, hasClose);
    chooseTab();
    stack_->setCurrentWidget(tabs_);
    emit shown();
}

void DetailsPane::chooseTab()
{
    tabs_->setCurrentIndex(tabs_->isTabEnabled(wanted_) ? wanted_ : Text);
}

} // namespace framescope::ui

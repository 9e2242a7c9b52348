// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/event_loader.h"
#include "timeline/event_record.h"

#include <QWidget>

#include <memory>
#include <optional>

class QLabel;
class QStackedWidget;
class QTabWidget;

namespace framescope::ui {

class ClosePane;
class FramePane;
class HandshakePane;
class HexPane;
class JsonPane;
class TextPane;

/// Everything about one event, in tabs: Text, JSON, Hex, Frame, Handshake, Close. Loads it in
/// the background. Tabs that have nothing to say of an event are disabled; the tab a person
/// chose is kept from event to event where it can be.
class DetailsPane : public QWidget
{
    Q_OBJECT

public:
    enum Tab { Text, Json, Hex, Frame, Handshake, Close, TabCount };

    explicit DetailsPane(QWidget* parent = nullptr);
    ~DetailsPane() override;

    void setTimeline(std::shared_ptr<const timeline::Timeline> timeline);
    /// Nothing shows a hint instead.
    void showEvent(std::optional<EventId> id, timeline::View view);
    void setCurrentTab(Tab tab);
    Tab currentTab() const;

signals:
    /// The event asked for last is on screen (or could not be read, which is on screen then).
    void shown();

protected:
    using QWidget::showEvent;

private:
    void display(std::shared_ptr<const present::LoadedEvent> event);
    void displayMessage(const QString& text);
    void chooseTab();

    std::shared_ptr<const timeline::Timeline> timeline_;
    present::EventLoader* loader_;
    QStackedWidget* stack_;
    QLabel* message_;
    QTabWidget* tabs_;
    TextPane* text_;
    JsonPane* json_;
    HexPane* hex_;
    FramePane* frame_;
    HandshakePane* handshake_;
    ClosePane* close_;
    Tab wanted_ = Text; ///< what a person chose last
};

} // namespace framescope::ui

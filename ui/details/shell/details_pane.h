// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "filter/match/text_pattern.h"
#include "present/payload/event_loader.h"
#include "present/rows/row_notes.h"
#include "present/values/compared_events.h"
#include "timeline/index/event_record.h"

#include <QPointer>
#include <QWidget>

#include <bitset>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

class QLabel;
class QStackedWidget;

namespace framescope::ui {

class ClosePane;
class DecodedPane;
class DiffPane;
class EventHeader;
class FittingTabs;
class FramePane;
class HandshakePane;
class HexPane;
class JsonPane;
class LiveConnection;
class TextPane;

/// Everything about one event, in tabs: Text, JSON, Decoded, Hex, Frame, Handshake, Close. Loads it
/// in the background. Tabs that have nothing to say of an event are disabled; the tab a person
/// chose is kept from event to event where it can be, else the one that says most is shown. Diff
/// is there while two events are offered for comparison, or when it is asked for.
/// What is said of a connection that goes on follows it, and so do notes.
class DetailsPane : public QWidget
{
    Q_OBJECT

public:
    enum Tab { Text, Json, Decoded, Hex, Frame, Handshake, Close, Diff, TabCount };

    explicit DetailsPane(QWidget* parent = nullptr);

    void setTimeline(std::shared_ptr<const timeline::Timeline> timeline);
    /// Whether more may come at any moment of what is shown.
    void setLive(bool live);
    /// What the filter looks for in payloads; the text marks it.
    void setSought(std::vector<filter::TextPattern> patterns);
    /// The notes on events; what is shown follows them.
    void setNotes(const present::RowNotes* notes);
    /// Nothing shows a hint instead.
    void showEvent(std::optional<EventId> id, timeline::View view);
    /// Two events that can be compared, the earlier one first, or none.
    void setCompared(const std::optional<std::pair<EventId, EventId>>& events,
                     timeline::View view = timeline::View::Messages);
    void setCurrentTab(Tab tab);
    Tab currentTab() const;

signals:
    /// The event asked for last is on screen (or could not be read, which is on screen then).
    void shown();
    /// A term of the filter language for a value the user chose.
    void filterTermRequested(const QString& term);

protected:
    void resizeEvent(QResizeEvent* event) override;
    using QWidget::showEvent;

private:
    void display(const std::shared_ptr<const present::LoadedEvent>& event);
    void displayMessage(const QString& text);
    void chooseTab();
    Tab bestTab() const;
    void fillTab();
    void connectPanes();
    void takeNotes();
    QString noteOn(const present::LoadedEvent& event) const;
    void connectPlaces();
    /// Bytes of the payload in one of the tabs that show them.
    void showPlace(Tab tab, quint64 first, quint64 count);
    void remember(Tab tab, quint64 first, quint64 count);
    void shareSelection();
    void takeConnection(const timeline::ConnectionInfo& connection);

    std::shared_ptr<const timeline::Timeline> timeline_;
    timeline::View view_ = timeline::View::Messages; ///< as the newest event was asked for
    QPointer<const present::RowNotes> notes_;
    std::optional<EventId> asked_;     ///< the newest event that was asked for
    std::optional<QString> askedNote_; ///< what it said where it is a note that was changed
    present::EventLoader* loader_;
    LiveConnection* connection_;
    QStackedWidget* stack_;
    QLabel* message_;
    EventHeader* header_;
    FittingTabs* tabs_;
    TextPane* text_;
    JsonPane* json_;
    DecodedPane* decoded_;
    HexPane* hex_;
    FramePane* frame_;
    HandshakePane* handshake_;
    ClosePane* close_;
    DiffPane* diff_;
    std::optional<present::ComparedEvents> compared_;
    std::shared_ptr<const present::LoadedEvent> event_; ///< null while a message is shown
    std::vector<std::function<void()>> fill_;           ///< shows `event_`, by Tab
    std::bitset<TabCount> filled_;                      ///< tabs that show `event_` already
    std::optional<Tab> wanted_;                         ///< what a person chose last
    /// What a person selected last of the payload, and where: the other tabs select it as well.
    struct Selected
    {
        Tab tab = Text;
        quint64 first = 0;
        quint64 count = 0;
    };
    std::optional<Selected> selected_;
    bool sharing_ = false;
};

} // namespace framescope::ui

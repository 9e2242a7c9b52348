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
/// in the background. Tabs without content for an event are disabled. The tab that the user chose
/// stays current if it is enabled, else the most useful one is shown. Diff is visible while two
/// events are offered for comparison, or when it is requested. Follows changes of an open
/// connection and of notes.
class DetailsPane : public QWidget
{
    Q_OBJECT

public:
    enum Tab { Text, Json, Decoded, Hex, Frame, Handshake, Close, Diff, TabCount };

    explicit DetailsPane(QWidget* parent = nullptr);

    void setTimeline(std::shared_ptr<const timeline::Timeline> timeline);
    /// Sets whether more may be recorded at any moment.
    void setLive(bool live);
    /// Sets the filter's patterns for payloads, whose matches the text marks.
    void setSought(std::vector<filter::TextPattern> patterns);
    /// Sets how messages stand to a contract; null: there is none.
    void setFindings(std::shared_ptr<present::ContractFindings> findings);
    /// Sets the notes on events; the pane follows their changes.
    void setNotes(const present::RowNotes* notes);
    /// Shows an event, or a hint for nullopt.
    void showEvent(std::optional<EventId> id, timeline::View view);
    /// Sets two events that can be compared, the earlier one first, or none.
    void setCompared(const std::optional<std::pair<EventId, EventId>>& events,
                     timeline::View view = timeline::View::Messages);
    void setCurrentTab(Tab tab);
    Tab currentTab() const;

signals:
    /// Emitted when the event requested last, or the error of reading it, is on screen.
    void shown();
    /// Emitted with a term of the filter language for a value that the user chose.
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
    /// Shows bytes of the payload in one of the tabs that can.
    void showPlace(Tab tab, quint64 first, quint64 count);
    void remember(Tab tab, quint64 first, quint64 count);
    void shareSelection();
    void takeConnection(const timeline::ConnectionInfo& connection);

    std::shared_ptr<const timeline::Timeline> timeline_;
    timeline::View view_ = timeline::View::Messages; ///< of the newest request
    QPointer<const present::RowNotes> notes_;
    std::optional<EventId> asked_;     ///< the event requested last
    std::optional<QString> askedNote_; ///< its text then, if it is a note
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
    std::optional<Tab> wanted_;                         ///< the tab the user chose last
    /// The bytes of the payload that the user selected last, and where. Other tabs select them too.
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

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/timeline_model.h"
#include "present/rows/visible_rows_job.h"
#include "present/search/vocabulary_job.h"
#include "ui/document/document.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/state_indicator.h"

#include <QWidget>

#include <optional>

class QSplitter;
class QStackedWidget;

namespace framescope::ui {

class AddressBar;
class Composer;
class ComposerControl;
class ComposerSpace;
class ConnectionControl;
class ContractControl;
class DetailsPane;
class FilterBar;
class FilterControl;
class NoteControl;
class NotificationBar;
class OverviewStrip;
class PagePanes;
class Pulse;
class SendAgain;
class Settings;
class ShownEvent;
class StatisticsPane;
class StatusLine;
class TaskPane;
class TimelinePane;
class TimelineView;
class Variables;

/// The content of a tab: a document, with the widgets and controls for it.
class SessionPage : public QWidget
{
    Q_OBJECT

public:
    /// `folder` and `settings` must outlive the page.
    SessionPage(library::RecordingsFolder& folder, Settings& settings, QWidget* parent = nullptr);
    ~SessionPage() override;
    QSize minimumSizeHint() const override;

    Document& document() { return document_; }
    ConnectionControl& connection() { return *connection_; }
    QString title() const;
    StateLook look() const;
    /// Makes the page one of a scenario or a server: nothing is sent from here. Once.
    void setTask(std::unique_ptr<TaskPane> task);
    /// Null in a page for the user's own session, and for a file.
    TaskPane* task() const { return task_; }
    /// Whether anything can be opened in it.
    bool isEmpty() const;
    /// Whether closing it would lose anything: what the document has, or what the task edits.
    bool isUnsaved() const;
    AddressBar& addressBar() { return *addressBar_; }
    FilterBar& filterBar() { return *filterBar_; }
    TimelineView& timelineView() { return *view_; }
    TimelinePane& timelinePane() { return *timelinePane_; }
    DetailsPane& details() { return *details_; }
    Composer& composer() { return *composer_; }
    ComposerControl& composing() { return *composing_; }
    SendAgain& sendAgain() { return *sendAgain_; }
    NoteControl& notes() { return *notes_; }
    ContractControl& contract() { return *contract_; }
    OverviewStrip& overview() { return *overview_; }
    StatisticsPane& statistics() { return *statistics_; }
    PagePanes& panes() { return *panes_; }
    NotificationBar& notificationBar() { return *notifications_; }
    present::TimelineModel& model() { return model_; }
    const present::VisibleRowsJob& rowsJob() const { return rows_; }

    /// The values of {{variables}} for the connection and the composer; they must outlive the page.
    void setVariables(Variables& variables);
    void connectTo(const QString& address);
    void openFile(const QString& path);
    bool openLeftBehind(const QString& path);
    void notify(const Notification& notification);

public slots:
    /// Saves to knownTarget(); asks for a file if there is none.
    void save();
    void saveAs();
    /// Opens the dialog that exports events.
    void exportEvents();
    void focusTimeline();
    void focusDetails();
    void focusTask();
    /// Connects, or starts the task.
    void start();
    void stop();
    /// Shows the statistics in place of the details, or the details again.
    void toggleStatistics();
    /// Shows the details again if the statistics are in their place.
    void showDetails();
    /// Shows how a connection ended: that of the banner or the state which led here, otherwise
    /// that of the current row; if it has not, the newest one that has.
    void showEnding();
    /// Shows the comparison of the two selected events.
    void showComparison();
    void toggleFolding();

signals:
    /// Emitted when the title, the state or isUnsaved() may have changed.
    void changed();
    /// Emitted to save the connection, to which a message was added.
    void saveConnectionRequested();
    /// Emitted to run an action of the window.
    void actionRequested(framescope::ui::ActionId action);
    /// Emitted if nothing of the file can be shown.
    void openFailed(const framescope::ui::Notification& why);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildLayout();
    void showTaskPane();
    void fitParts();
    void saveLayout();
    void connectParts();
    void setReadOnly(const QString& name);
    void refreshLook();
    void showMessages();
    void offerEnding();
    std::optional<EventId> ending(std::optional<ConnectionId> wanted) const;
    void offerVocabulary();
    void showTimeline();
    void setLive(bool live);
    void refreshState();
    void refreshTotals();
    void wasSaved(const QString& path);

    Settings& settings_;
    Document document_;
    present::VisibleRowsJob rows_;
    present::TimelineModel model_;
    present::VocabularyJob vocabulary_;
    bool toldUnsaved_ = false;                 ///< isUnsaved() at the last `changed`
    std::optional<ConnectionId> wantedEnding_; ///< of which showEnding() is to tell
    AddressBar* addressBar_;
    NotificationBar* notifications_;
    OverviewStrip* overview_;
    FilterBar* filterBar_;
    TimelinePane* timelinePane_;
    TimelineView* view_; ///< the view of `timelinePane_`
    DetailsPane* details_;
    StatisticsPane* statistics_;
    Composer* composer_;
    NoteControl* notes_;
    StatusLine* status_;
    QStackedWidget* stack_;
    QSplitter* splitter_;     ///< table and details
    QSplitter* taskSplitter_; ///< the task, if there is one, and `splitter_`
    QSplitter* mainSplitter_; ///< `taskSplitter_` and the composer
    TaskPane* task_ = nullptr;
    ComposerSpace* composerSpace_ = nullptr;
    PagePanes* panes_ = nullptr;
    Pulse* pulse_;
    ConnectionControl* connection_;
    FilterControl* filter_;
    ShownEvent* shownEvent_;
    ComposerControl* composing_;
    SendAgain* sendAgain_;
    ContractControl* contract_;
};

} // namespace framescope::ui

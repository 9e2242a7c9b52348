// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "present/rows/timeline_model.h"
#include "present/rows/visible_rows_job.h"
#include "present/search/filter_matcher.h"
#include "present/search/vocabulary_job.h"
#include "ui/document/document.h"
#include "ui/widgets/state_indicator.h"

#include <QElapsedTimer>
#include <QWidget>

class QSplitter;
class QStackedWidget;

namespace framescope::ui {

class AddressBar;
class Composer;
class ComposerSpace;
class DetailsPane;
class FilterBar;
class NoteControl;
class NotificationBar;
class OverviewStrip;
class SessionOverview;
class PagePanes;
class PlaceKeeper;
class Pulse;
class NoteWatcher;
class Settings;
class StatisticsPane;
class StatusLine;
class TimelinePane;
class TimelineView;

/// A tab: a document with everything that shows it and acts on it.
class SessionPage : public QWidget
{
    Q_OBJECT

public:
    /// `folder` and `settings` must outlive the page.
    SessionPage(library::RecordingsFolder& folder, Settings& settings, QWidget* parent = nullptr);
    ~SessionPage() override;
    QSize minimumSizeHint() const override;

    Document& document() { return document_; }
    QString title() const;
    StateLook look() const;
    AddressBar& addressBar() { return *addressBar_; }
    FilterBar& filterBar() { return *filterBar_; }
    TimelineView& timelineView() { return *view_; }
    TimelinePane& timelinePane() { return *timelinePane_; }
    DetailsPane& details() { return *details_; }
    Composer& composer() { return *composer_; }
    NoteControl& notes() { return *notes_; }
    OverviewStrip& overview() { return *overview_; }
    StatisticsPane& statistics() { return *statistics_; }
    PagePanes& panes() { return *panes_; }
    NotificationBar& notificationBar() { return *notifications_; }
    present::TimelineModel& model() { return model_; }
    const present::VisibleRowsJob& rowsJob() const { return rows_; }

    /// Opens the address that stands in the field.
    void connectToAddress();
    void connectTo(const QString& address);
    void openFile(const QString& path);
    bool openLeftBehind(const QString& path);
    void notify(const Notification& notification);

public slots:
    void sendText(const QString& text);
    void disconnectNormally();
    void askForClose();
    void dropConnection();
    void askForOptions();
    /// To where it was saved before; asks where it was not.
    void save();
    void saveAs();
    /// Asks what of the recording is written, in which format.
    void exportEvents();
    void focusAddress();
    void focusFilter();
    void focusTimeline();
    void focusComposer();
    void focusDetails();
    void focusOverview();
    /// In the place of the details, or these again.
    void toggleStatistics();
    /// Where the statistics stand in their place.
    void showDetails();

signals:
    /// Title, state or whether it is unsaved.
    void changed();
    void openRequested();
    void demoRequested();
    /// Nothing of the file can be shown.
    void openFailed(const framescope::ui::Notification& why);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildLayout();
    void fitParts();
    void saveLayout();
    void connectParts();
    void startRows();
    void rowsChanged();
    void showProgress();
    void showAwaitedEvent();
    void showCurrentEvent();
    void applyFilter(const QString& text);
    void showTimeline();
    void setLive(bool live);
    void refreshState();
    void refreshTotals();
    void cancelWork();
    void showLoadProgress(quint64 done, quint64 total);
    void connectByHand();
    void focusComposerIfWanted();
    void expectOwnEnd();
    void reportEnd();
    void offerToConnectAnyway(const connection::CertificateFailure& failure);
    void report(const Result<void>& result);
    void wasSaved(const QString& path);

    Settings& settings_;
    Document document_;
    present::VisibleRowsJob rows_;
    present::TimelineModel model_;
    present::VocabularyJob vocabulary_;
    connection::ConnectionOptions options_;
    present::MakeMatcher matcher_;
    std::shared_ptr<present::TooLongReport> tooLong_; ///< of that matcher; null before the first
    bool certificateReported_ = false;
    bool toldUnsaved_ = false;               ///< with the last `changed`
    std::optional<EventId> endsOnPurposeAt_; ///< from there on an error is what was asked for
    std::optional<EventId> showWhenListed_;  ///< an error that is to be looked at
    std::optional<EventId> shownItself_;     ///< current though nobody chose it
    bool composerWanted_ = false;            ///< when the connection that is being made is open
    QElapsedTimer sinceProgress_;
    AddressBar* addressBar_;
    NotificationBar* notifications_;
    OverviewStrip* overview_;
    FilterBar* filterBar_;
    TimelinePane* timelinePane_;
    TimelineView* view_; ///< of the pane
    PlaceKeeper* place_;
    NoteWatcher* noteWatcher_;
    DetailsPane* details_;
    StatisticsPane* statistics_;
    Composer* composer_;
    NoteControl* notes_;
    StatusLine* status_;
    QStackedWidget* stack_;
    QSplitter* splitter_;     ///< table and details
    QSplitter* mainSplitter_; ///< these and the composer
    ComposerSpace* composerSpace_ = nullptr;
    PagePanes* panes_ = nullptr;
    Pulse* pulse_;
    SessionOverview* sessionOverview_;
};

} // namespace framescope::ui

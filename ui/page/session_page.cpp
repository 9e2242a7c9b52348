// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/session_page.h"

#include "connection/address_input.h"
#include "filter/language/filter.h"
#include "filter/language/highlight.h"
#include "present/search/filter_matcher.h"
#include "present/words/format.h"
#include "ui/composer/close_dialog.h"
#include "ui/composer/composer.h"
#include "ui/connect/address_bar.h"
#include "ui/connect/connect_options_dialog.h"
#include "ui/details/shell/details_pane.h"
#include "ui/document/pulse.h"
#include "ui/document/save_target.h"
#include "ui/exporting/export_dialog.h"
#include "ui/filter/filter_bar.h"
#include "ui/notes/note_control.h"
#include "ui/notes/unsaved_notes.h"
#include "ui/overview/overview_strip.h"
#include "ui/page/comparison_offer.h"
#include "ui/page/document_look.h"
#include "ui/page/note_watcher.h"
#include "ui/page/page_panes.h"
#include "ui/page/session_overview.h"
#include "ui/page/session_reports.h"
#include "ui/page/status_line.h"
#include "ui/settings/settings.h"
#include "ui/statistics/statistics_pane.h"
#include "ui/timeline/fold_control.h"
#include "ui/timeline/place_keeper.h"
#include "ui/timeline/table/timeline_view.h"
#include "ui/timeline/timeline_pane.h"
#include "ui/widgets/error_text.h"
#include "ui/widgets/notification_bar.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QSplitter>
#include <QStackedWidget>

namespace framescope::ui {

using session::Session;

namespace {

constexpr int ProgressInterval = 100; // ms

} // namespace

SessionPage::SessionPage(library::RecordingsFolder& folder, Settings& settings, QWidget* parent)
    : QWidget(parent), settings_(settings), document_(folder), model_(rows_),
      addressBar_(new AddressBar), notifications_(new NotificationBar),
      overview_(new OverviewStrip), filterBar_(new FilterBar(settings)),
      timelinePane_(new TimelinePane(model_, rows_)), view_(&timelinePane_->view()),
      place_(new PlaceKeeper(*view_, model_, rows_, this)),
      noteWatcher_(new NoteWatcher(document_, this)), details_(new DetailsPane),
      statistics_(new StatisticsPane), composer_(new Composer), status_(new StatusLine),
      stack_(new QStackedWidget), splitter_(new QSplitter), mainSplitter_(new QSplitter),
      pulse_(new Pulse(document_, this)),
      sessionOverview_(new SessionOverview(*overview_, *filterBar_, *view_, model_, rows_, this))
{
    buildLayout();
    connectParts();
    model_.setFolding(settings_.folding());
    new FoldControl(*view_, model_);
    notes_ = new NoteControl(*view_, model_, document_);
    details_->setNotes(&notes_->notes());
    auto* unsaved = new UnsavedNotes(document_, folder.notesFolder(), this);
    connect(unsaved, &UnsavedNotes::notified, this, &SessionPage::notify);
    connect(notes_, &NoteControl::noticed, status_, &StatusLine::setNote);
    connect(notes_, &NoteControl::marksChanged, overview_, &OverviewStrip::setUserMarks);
    connect(notes_, &NoteControl::notesChanged, overview_, &OverviewStrip::setUserNotes);
    connect(view_, &TimelineView::rowMenuOpens, notes_, &NoteControl::addTo);
    addressBar_->setHistory(settings_.addresses());
    refreshState();
}

SessionPage::~SessionPage()
{
    saveLayout();
    composer_->setSession(nullptr);
    delete stack_; // what shows the model goes before it
}

void SessionPage::connectParts()
{
    connect(addressBar_, &AddressBar::connectRequested, this, &SessionPage::connectByHand);
    connect(addressBar_, &AddressBar::closeRequested, this, &SessionPage::disconnectNormally);
    connect(addressBar_, &AddressBar::closeWithCodeRequested, this, &SessionPage::askForClose);
    connect(addressBar_, &AddressBar::abortRequested, this, &SessionPage::dropConnection);
    connect(addressBar_, &AddressBar::optionsRequested, this, &SessionPage::askForOptions);

    connect(filterBar_, &FilterBar::filterEdited, this, &SessionPage::applyFilter);
    connect(filterBar_, &FilterBar::mistakeStands, timelinePane_, &TimelinePane::setFilterMistake);
    connect(filterBar_, &FilterBar::viewChosen, this, &SessionPage::startRows);
    connect(filterBar_, &FilterBar::followChosen, view_, &TimelineView::setFollowing);
    connect(filterBar_, &FilterBar::cancelRequested, this, &SessionPage::cancelWork);
    connect(filterBar_, &FilterBar::left, this, &SessionPage::focusTimeline);

    connect(view_, &TimelineView::followingChanged, filterBar_, &FilterBar::setFollowing);
    connect(details_, &DetailsPane::filterTermRequested, filterBar_, &FilterBar::addTerm);
    connect(view_, &TimelineView::currentEventChanged, this, &SessionPage::showCurrentEvent);
    connect(view_, &TimelineView::clicked, this, [this] { shownItself_.reset(); });
    connect(noteWatcher_, &NoteWatcher::filterIsStale, this, &SessionPage::startRows);
    connect(place_, &PlaceKeeper::settled, this, &SessionPage::showCurrentEvent);
    auto* comparison = new ComparisonOffer(*view_, model_, *details_, this);
    connect(comparison, &ComparisonOffer::wanted, this, [this] {
        showDetails();
        details_->setCurrentTab(DetailsPane::Diff);
    });
    // With folding, rows are listed after the job found them.
    connect(&model_, &QAbstractItemModel::rowsInserted, this, &SessionPage::showAwaitedEvent,
            Qt::QueuedConnection);
    connect(&model_, &QAbstractItemModel::modelReset, this, &SessionPage::showAwaitedEvent,
            Qt::QueuedConnection);
    connect(timelinePane_, &TimelinePane::filterTermRequested, filterBar_, &FilterBar::addTerm);
    connect(timelinePane_, &TimelinePane::filterWanted, filterBar_, &FilterBar::setText);
    connect(timelinePane_, &TimelinePane::viewWanted, filterBar_, &FilterBar::setView);
    connect(timelinePane_, &TimelinePane::noticed, status_, &StatusLine::setNote);
    connect(timelinePane_, &TimelinePane::notified, this, &SessionPage::notify);
    connect(&rows_, &present::VisibleRowsJob::changed, this, &SessionPage::rowsChanged);
    connect(&vocabulary_, &present::VocabularyJob::changed, this,
            [this] { filterBar_->setVocabulary(vocabulary_.vocabulary()); });

    connect(&document_, &Document::timelineChanged, this, &SessionPage::showTimeline);
    connect(&document_, &Document::stateChanged, this, &SessionPage::refreshState);
    connect(&document_, &Document::titleChanged, this, &SessionPage::changed);
    connect(&document_, &Document::notified, this, &SessionPage::notify);
    connect(&document_, &Document::loadProgressed, this, &SessionPage::showLoadProgress);
    connect(&document_, &Document::loadFinished, this, [this] {
        status_->setNote({});
        filterBar_->setLoading(0, 0);
        showProgress();
        if (document_.timeline() && !document_.isOurs()) {
            settings_.rememberFile(document_.path());
        }
    });
    connect(&document_, &Document::openFailed, this, &SessionPage::openFailed);
    connect(&document_, &Document::saved, this, &SessionPage::wasSaved);
    connect(this, &SessionPage::changed, this, [this] { toldUnsaved_ = document_.isUnsaved(); });
    connect(&document_, &Document::notesEdited, this, [this] {
        notifications_->resolve(Notification::Topic::Notes);
        rows_.setLive(rows_.isLive()); // there may be a row more
        emit changed();
    });
    connect(&document_, &Document::certificateRejected, this, &SessionPage::offerToConnectAnyway);
    connect(sessionOverview_, &SessionOverview::rangeChanged, statistics_,
            &StatisticsPane::setRange);
    connect(statistics_, &StatisticsPane::closeRequested, this, &SessionPage::toggleStatistics);
    connect(pulse_, &Pulse::beat, this, &SessionPage::refreshTotals);
    connect(pulse_, &Pulse::clockBeat, this,
            [this] { addressBar_->setLook(lookOf(document_), noteOf(document_)); });
    connect(pulse_, &Pulse::liveChanged, this, &SessionPage::setLive);
}

QString SessionPage::title() const
{
    const QString title = document_.title();
    return title.isEmpty() ? tr("New session") : title;
}

StateLook SessionPage::look() const
{
    return lookOf(document_);
}

void SessionPage::connectToAddress()
{
    const QString typed = addressBar_->address();
    const auto address = connection::addressFromInput(typed);
    if (!address) {
        const QString message = errorText(address.error());
        addressBar_->setInvalid(message);
        notify({Notification::Kind::Error,
                tr("This address can't be used"),
                {message},
                {},
                Notification::Topic::Connecting});
        addressBar_->focusAddress();
        addressBar_->select(address.error().at, address.error().length);
        return;
    }
    if (options_.url.host() != address->url.host() || options_.url.port() != address->url.port()) {
        options_.acceptedCertificate.clear();
    }
    options_.url = address->url;
    options_.resource = address->resource;
    notifications_->dismiss();
    certificateReported_ = false;
    endsOnPurposeAt_.reset();
    showWhenListed_.reset();
    const Preferences chosen = settings_.preferences();
    options_.connectTimeout = chosen.connectTimeout;
    options_.upgradeTimeout = chosen.upgradeTimeout;
    options_.closeTimeout = chosen.closeTimeout;
    const auto opened = document_.connectTo(options_);
    report(opened);
    if (opened) {
        settings_.rememberAddress(typed.trimmed());
        addressBar_->setHistory(settings_.addresses());
        view_->setFollowing(chosen.follow);
        composer_->setSession(document_.session());
        if (view_->currentEvent() == shownItself_) {
            view_->setCurrentIndex({}); // it told of the connection before
        }
        view_->setFocus(Qt::ShortcutFocusReason);
    }
}

void SessionPage::connectTo(const QString& address)
{
    addressBar_->setAddress(address);
    connectToAddress();
}

void SessionPage::openFile(const QString& path)
{
    addressBar_->setReadOnly(QDir::toNativeSeparators(path));
    panes_->setReadOnly();
    filterBar_->setLive(false);
    document_.openFile(path);
}

bool SessionPage::openLeftBehind(const QString& path)
{
    if (!document_.openLeftBehind(path)) {
        return false;
    }
    addressBar_->setReadOnly(tr("Recovered recording, not saved yet"));
    panes_->setReadOnly();
    filterBar_->setLive(false);
    return true;
}

void SessionPage::notify(const Notification& notification)
{
    notifications_->show(notification);
}

void SessionPage::sendText(const QString& text)
{
    if (Session* session = document_.session()) {
        report(session->send(message::Text{text}));
    }
}

void SessionPage::disconnectNormally()
{
    if (Session* session = document_.session()) {
        if (document_.state() == Session::State::Connecting) {
            expectOwnEnd(); // gives up
        }
        report(session->close(1000));
    }
}

/// An error that comes from now on is what was asked for.
void SessionPage::expectOwnEnd()
{
    if (!endsOnPurposeAt_) {
        endsOnPurposeAt_ = EventId{static_cast<std::uint32_t>(document_.timeline()->size())};
    }
}

void SessionPage::askForClose()
{
    if (document_.state() != Session::State::Open) {
        return;
    }
    auto* dialog = new CloseDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        if (Session* session = document_.session()) {
            report(session->send(dialog->closeFrame()));
        }
    });
    dialog->open();
}

void SessionPage::dropConnection()
{
    if (Session* session = document_.session()) {
        expectOwnEnd();
        session->abort();
    }
}

void SessionPage::askForOptions()
{
    auto* dialog = new ConnectOptionsDialog(options_, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        options_ = dialog->options();
        addressBar_->setOptionsChosen(dialog->hasChoices());
    });
    dialog->open();
}

void SessionPage::save()
{
    if (const QString target = knownTarget(document_); !target.isEmpty()) {
        document_.save(target);
    } else {
        saveAs();
    }
}

void SessionPage::saveAs()
{
    if (!document_.timeline()) {
        return;
    }
    QFileDialog* dialog = makeSaveDialog(document_, this, settings_.preferences().saveFolder);
    connect(dialog, &QFileDialog::fileSelected, &document_, &Document::save);
    dialog->open();
}

void SessionPage::wasSaved(const QString& path)
{
    notifications_->resolve(Notification::Topic::Saving);
    settings_.rememberFile(path);
    status_->setNote(tr("saved as %1").arg(path));
    if (document_.origin() == Document::Origin::File) {
        addressBar_->setReadOnly(QDir::toNativeSeparators(path));
        addressBar_->setLook(lookOf(document_), noteOf(document_));
    }
    emit changed();
}

void SessionPage::exportEvents()
{
    if (!document_.timeline()) {
        return;
    }
    const auto filter = filter::parse(filterBar_->text().toStdString());
    auto* dialog = new ExportDialog(
        {.timeline = document_.timeline(),
         .view = filterBar_->view(),
         .filter = filter.value_or(filter::Filter()),
         .expression = filterBar_->text(),
         .selected = view_->selectedEvents(),
         .title = document_.path().isEmpty() ? title() : QFileInfo(document_.path()).fileName(),
         .proposedFile =
             [this](const QString& suffix) {
                 return proposedFile(
                     document_, folderFor(document_, settings_.preferences().saveFolder), suffix);
             }},
        this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ExportDialog::started, this, [this] { status_->setNote({}); });
    connect(dialog, &ExportDialog::exported, this,
            [this](const QString& path) { status_->setNote(tr("exported as %1").arg(path)); });
    dialog->open();
}

void SessionPage::startRows()
{
    if (document_.timeline()) {
        rows_.start({document_.timeline(), filterBar_->view(), matcher_});
    }
}

void SessionPage::applyFilter(const QString& text)
{
    const auto filter = filter::parse(text.toStdString());
    if (filter) {
        tooLong_ = std::make_shared<present::TooLongReport>();
        matcher_ = present::makeMatcher(*filter, tooLong_);
        noteWatcher_->setWanted(filter->noteKinds());
        timelinePane_->setFilter(text);
        details_->setSought(filter::searchedTexts(text.toStdString()));
        startRows();
    }
}

void SessionPage::rowsChanged()
{
    // Numbers that change more often than they can be read cost a layout each time.
    if (!rows_.isLive() || !sinceProgress_.isValid() ||
        sinceProgress_.elapsed() > ProgressInterval) {
        showProgress();
    }
    showAwaitedEvent();
    notes_->refresh();
}

void SessionPage::showProgress()
{
    sinceProgress_.start();
    filterBar_->setTooLong(tooLong_ ? tooLong_->events() : filter::TooLong());
    filterBar_->setProgress(rows_.progress(), static_cast<bool>(rows_.request().makeMatcher));
}

void SessionPage::showCurrentEvent()
{
    // While the rows are replaced, what was looked at stays in the details.
    if (!place_->isSettling()) {
        if (view_->currentEvent() != shownItself_) {
            shownItself_.reset();
        }
        details_->showEvent(view_->currentEvent(), model_.view());
    }
}

void SessionPage::showAwaitedEvent()
{
    if (showWhenListed_ && model_.rowOf(*showWhenListed_)) {
        view_->showEvent(*showWhenListed_);
        shownItself_ = view_->currentEvent();
        showWhenListed_.reset();
    }
}

void SessionPage::showTimeline()
{
    stack_->setCurrentIndex(1);
    shownItself_.reset(); // of the timeline before
    details_->setTimeline(document_.timeline());
    status_->setTimeline(document_.timeline());
    overview_->setTimeline(document_.timeline());
    statistics_->setTimeline(document_.timeline());
    vocabulary_.setTimeline(document_.timeline());
    setLive(true);
    startRows();
    pulse_->wake();
}

/// What is shown follows the timeline, or is brought to its end and rests.
void SessionPage::setLive(bool live)
{
    statistics_->setLive(live);
    rows_.setLive(live);
    overview_->setLive(live);
    vocabulary_.setLive(live);
    details_->setLive(live);
}

void SessionPage::refreshState()
{
    const Session::State state = document_.state();
    addressBar_->setState(state);
    addressBar_->setLook(lookOf(document_), noteOf(document_));
    if (state == Session::State::Open) {
        notifications_->resolve(Notification::Topic::Connecting);
        focusComposerIfWanted();
    } else if (state == Session::State::Closed) {
        reportEnd();
    }
    if (document_.timeline()) {
        pulse_->wake();
        setLive(pulse_->isLive());
        refreshTotals();
    }
    emit changed();
}

void SessionPage::refreshTotals()
{
    addressBar_->setLook(lookOf(document_), noteOf(document_));
    addressBar_->setSecurity(securityOf(document_));
    if (document_.origin() == Document::Origin::Session) {
        addressBar_->setRecordingSize(document_.recordingSize());
    }
    if (document_.isUnsaved() != toldUnsaved_) {
        if (document_.isUnsaved()) {
            status_->setNote({}); // that it was saved is not true any more
        }
        emit changed();
    }
    status_->refresh();
    showProgress();
    // What came in after the state had changed is shown as well.
    if (!rows_.isLive() && rows_.progress().scanned < rows_.progress().total &&
        !rows_.progress().cancelled) {
        rows_.setLive(false);
    }
}

void SessionPage::showLoadProgress(quint64 done, quint64 total)
{
    filterBar_->setLoading(done, total);
    status_->setNote(
        tr("reading %1 of %2").arg(present::formatBytes(done), present::formatBytes(total)));
}

void SessionPage::cancelWork()
{
    if (document_.isLoading()) {
        document_.cancelLoading();
    } else {
        rows_.cancel();
    }
}

void SessionPage::reportEnd()
{
    const auto timeline = document_.timeline();
    if (!timeline || certificateReported_ || !document_.session()) {
        return;
    }
    std::optional<Notification> unsent;
    if (const qsizetype count = composer_->keepUnsent(); count > 0) {
        unsent = unsentReport(count, [this] {
            composer_->bringBack();
            focusComposer();
        });
    }
    const auto error = timeline::firstError(*timeline, document_.session()->connection());
    if (!error || (endsOnPurposeAt_ && !(*error < *endsOnPurposeAt_))) {
        if (unsent) {
            notify(*unsent);
        }
        return;
    }
    const auto info = document_.connection();
    const bool opened = info && info->openAt;
    Notification report = endReport(timeline::currentDetail(*timeline, *error), opened,
                                    options_.url.host(), [this] { connectToAddress(); });
    if (unsent) {
        report.details += unsent->title + QLatin1Char('.');
        report.details += unsent->details;
        report.actions.push_back(unsent->actions.front());
    }
    notify(report);
    if (!opened && (!view_->currentEvent() || view_->currentEvent() == shownItself_)) {
        showWhenListed_ = error;
        showAwaitedEvent();
    }
    if (!opened && std::exchange(composerWanted_, false) && view_->hasFocus()) {
        focusAddress(); // to be corrected
    }
}

void SessionPage::offerToConnectAnyway(const connection::CertificateFailure& failure)
{
    certificateReported_ = true;
    notify(certificateReport(failure, [this, fingerprint = failure.fingerprint] {
        options_.acceptedCertificate = fingerprint;
        connectToAddress();
    }));
}

void SessionPage::report(const Result<void>& result)
{
    if (!result) {
        notify(refusalReport(result.error()));
    }
}

} // namespace framescope::ui

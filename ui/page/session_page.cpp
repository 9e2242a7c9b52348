// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/session_page.h"

#include "collection/separated_secrets.h"
#include "filter/language/filter.h"
#include "present/words/format.h"
#include "ui/collection/variables.h"
#include "ui/composer/composer.h"
#include "ui/composer/saved_messages.h"
#include "ui/composer/sent_messages.h"
#include "ui/connect/address_bar.h"
#include "ui/details/shell/details_pane.h"
#include "ui/document/pulse.h"
#include "ui/document/save_target.h"
#include "ui/exporting/export_dialog.h"
#include "ui/filter/filter_bar.h"
#include "ui/notes/note_control.h"
#include "ui/notes/unsaved_notes.h"
#include "ui/overview/overview_strip.h"
#include "ui/page/comparison_offer.h"
#include "ui/page/composer_control.h"
#include "ui/page/connection_control.h"
#include "ui/page/connection_exchange.h"
#include "ui/page/contract_control.h"
#include "ui/page/document_look.h"
#include "ui/page/filter_control.h"
#include "ui/page/page_panes.h"
#include "ui/page/send_again.h"
#include "ui/page/session_overview.h"
#include "ui/page/shown_event.h"
#include "ui/page/status_line.h"
#include "ui/page/task_pane.h"
#include "ui/settings/settings.h"
#include "ui/statistics/statistics_pane.h"
#include "ui/style/building_blocks.h"
#include "ui/timeline/fold_control.h"
#include "ui/timeline/place_keeper.h"
#include "ui/timeline/table/timeline_view.h"
#include "ui/timeline/timeline_pane.h"
#include "ui/widgets/notification_bar.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>

namespace framescope::ui {

SessionPage::SessionPage(library::RecordingsFolder& folder, Settings& settings, QWidget* parent)
    : QWidget(parent), settings_(settings), document_(folder), model_(rows_),
      addressBar_(new AddressBar), notifications_(new NotificationBar),
      overview_(new OverviewStrip), filterBar_(new FilterBar(settings)),
      timelinePane_(new TimelinePane(model_, rows_)), view_(&timelinePane_->view()),
      details_(new DetailsPane), statistics_(new StatisticsPane), composer_(new Composer),
      status_(new StatusLine), stack_(new QStackedWidget), splitter_(new QSplitter),
      taskSplitter_(new QSplitter), mainSplitter_(new QSplitter),
      pulse_(new Pulse(document_, this)),
      connection_(new ConnectionControl(
          {document_, *addressBar_, *view_, *composer_, *notifications_, settings}, *this)),
      filter_(new FilterControl({document_, *filterBar_, *timelinePane_, *details_, rows_}, this)),
      shownEvent_(new ShownEvent(*view_, model_, *new PlaceKeeper(*view_, model_, rows_, this),
                                 *details_, this)),
      composing_(new ComposerControl(*composer_, folder.historyFile())),
      sendAgain_(new SendAgain(*view_, model_, *composer_)),
      contract_(new ContractControl(
          {document_, model_, *details_, *filterBar_, *filter_, *notifications_}, *this))
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
    connect(&rows_, &present::VisibleRowsJob::changed, notes_, &NoteControl::refresh);
    refreshState();
}

SessionPage::~SessionPage()
{
    saveLayout();
    composer_->setSession(nullptr);
    delete stack_; // contains the views of the model, which must go first
}

void SessionPage::connectParts()
{
    connect(connection_, &ConnectionControl::began, shownEvent_, &ShownEvent::forgetError);
    connect(connection_, &ConnectionControl::began, status_, [this] { status_->setNote({}); });
    connect(connection_, &ConnectionControl::failed, shownEvent_, &ShownEvent::await);
    connect(connection_, &ConnectionControl::savedChanged, this, &SessionPage::showMessages);
    connect(connection_, &ConnectionControl::savedChanged, this, &SessionPage::changed);
    connect(&composing_->saved(), &SavedMessages::saveRequested, this,
            [this](const collection::SavedMessage& message) {
                connection_->keepMessage(message);
                emit saveConnectionRequested();
            });
    connect(&connection_->exchange(), &ConnectionExchange::copiesSecretsChanged, this,
            &SessionPage::changed);
    connect(filterBar_, &FilterBar::followChosen, view_, &TimelineView::setFollowing);
    connect(filterBar_, &FilterBar::left, this, &SessionPage::focusTimeline);
    connect(view_, &TimelineView::followingChanged, filterBar_, &FilterBar::setFollowing);
    offerEnding();
    offerComparison(*view_, model_, *details_, [this] { showComparison(); });
    connect(timelinePane_, &TimelinePane::noticed, status_, &StatusLine::setNote);
    connect(sendAgain_, &SendAgain::noticed, status_, &StatusLine::setNote);
    connect(composing_, &ComposerControl::noticed, status_, &StatusLine::setNote);
    connect(timelinePane_, &TimelinePane::notified, this, &SessionPage::notify);
    connect(&rows_, &present::VisibleRowsJob::changed, shownEvent_, &ShownEvent::showAwaited);
    connect(&vocabulary_, &present::VocabularyJob::changed, this, &SessionPage::offerVocabulary);
    connect(contract_, &ContractControl::changed, this, &SessionPage::offerVocabulary);
    connect(contract_, &ContractControl::changed, this, &SessionPage::changed);
    connect(contract_, &ContractControl::noticed, status_, &StatusLine::setNote);
    connect(&document_, &Document::timelineChanged, this, &SessionPage::showTimeline);
    connect(&document_, &Document::stateChanged, this, &SessionPage::refreshState);
    connect(&document_, &Document::titleChanged, this, &SessionPage::changed);
    connect(&document_, &Document::notified, this, &SessionPage::notify);
    connect(&document_, &Document::loadProgressed, this, [this](quint64 done, quint64 total) {
        status_->setNote(
            tr("reading %1 of %2").arg(present::formatBytes(done), present::formatBytes(total)));
    });
    connect(&document_, &Document::loadFinished, this, [this] {
        status_->setNote({});
        if (document_.timeline() && !document_.isOurs()) {
            settings_.remember(Recent::Files, document_.path());
        }
    });
    connect(&document_, &Document::openFailed, this, &SessionPage::openFailed);
    connect(&document_, &Document::saved, this, &SessionPage::wasSaved);
    connect(this, &SessionPage::changed, this, [this] { toldUnsaved_ = document_.isUnsaved(); });
    connect(&document_, &Document::notesEdited, this, [this] {
        notifications_->resolve(Notification::Topic::Notes);
        rows_.setLive(rows_.isLive()); // a note may have added a row
        emit changed();
    });
    auto* overview = new SessionOverview(*overview_, *filterBar_, *view_, model_, rows_, this);
    connect(overview, &SessionOverview::rangeChanged, statistics_, &StatisticsPane::setRange);
    connect(statistics_, &StatisticsPane::closeRequested, this, &SessionPage::toggleStatistics);
    connect(pulse_, &Pulse::beat, this, &SessionPage::refreshTotals);
    connect(pulse_, &Pulse::clockBeat, this, &SessionPage::refreshLook);
    connect(pulse_, &Pulse::liveChanged, this, &SessionPage::setLive);
}

/// Leads from where an ending is told to the whole story.
void SessionPage::offerEnding()
{
    const auto isClosed = [this](const std::optional<EventId>& event) {
        return event && document_.timeline()->entry(*event).type == timeline::Type::Closed;
    };
    const auto request = [this] { emit actionRequested(ActionId::GoToEnding); };
    const auto requestOf = [this, request](ConnectionId connection) {
        wantedEnding_ = connection;
        request();
    };
    connect(connection_, &ConnectionControl::endingRequested, this, requestOf);
    connect(addressBar_, &AddressBar::endingRequested, this, [this, requestOf] {
        if (const auto newest = document_.connection()) {
            requestOf(newest->id); // that of which the look tells
        }
    });
    connect(view_, &QAbstractItemView::doubleClicked, this, [this, isClosed, request] {
        if (isClosed(view_->currentEvent())) {
            request();
        }
    });
    connect(view_, &TimelineView::rowMenuOpens, this, [this, isClosed, request](QMenu& menu) {
        if (isClosed(view_->currentEvent())) {
            menu.addAction(tr("How it ended"), this, request);
        }
    });
}

/// Of the connection that is wanted, otherwise of that of the current row, otherwise the newest.
std::optional<EventId> SessionPage::ending(std::optional<ConnectionId> wanted) const
{
    const auto timeline = document_.timeline();
    const auto current = timeline ? view_->currentEvent() : std::nullopt;
    if (!wanted && current) {
        wanted = timeline->entry(*current).conn();
    }
    std::optional<EventId> newest;
    for (std::size_t size = timeline ? timeline->size() : 0; size > 0; --size) {
        const EventId id{static_cast<std::uint32_t>(size - 1)};
        const timeline::Entry& entry = timeline->entry(id);
        if (entry.type == timeline::Type::Closed) {
            newest = newest.value_or(id);
            if (!wanted || *wanted == entry.conn()) {
                return id;
            }
        }
    }
    return newest;
}

/// Offers what was seen, and the messages of the contract, in the filter's completion.
void SessionPage::offerVocabulary()
{
    filter::Vocabulary offered = vocabulary_.vocabulary();
    if (contract_->contract()) {
        for (const contract::Message& message : contract_->contract()->messages()) {
            offered.contractMessages.push_back(message.name);
        }
    }
    filterBar_->setVocabulary(offered);
}

void SessionPage::setVariables(Variables& variables)
{
    connection_->setVariables(variables);
    const auto take = [this, &variables] {
        composer_->setVariables(variables.environment(), variables.secrets());
        composing_->sent().addSecrets(variables.secrets());
    };
    connect(composer_, &Composer::secretsWanted, this,
            [this, &variables](const QStringList& names) {
                variables.provide(names, this, [this] { composer_->send(); });
            });
    connect(connection_, &ConnectionControl::began, this, [this] {
        auto secrets = collection::withoutSecrets(connection_->asSaved(), {}).secrets;
        std::erase_if(secrets, [](const auto& one) {
            constexpr qsizetype Shortest = 4; // what is shorter stands in many a message
            return one.second.size() < Shortest;
        });
        composing_->sent().addSecrets(secrets);
    });
    connect(&variables, &Variables::changed, this, take);
    take();
}

/// Offers the messages of the connection in the composer.
void SessionPage::showMessages()
{
    composing_->saved().setMessages(connection_->messages());
}

QString SessionPage::title() const
{
    if (task_) {
        return task_->title();
    }
    const QString title = document_.title();
    if (title.isEmpty() && connection_->origin()) {
        return connection_->origin()->saved.name;
    }
    return title.isEmpty() ? tr("New session") : title;
}

StateLook SessionPage::look() const
{
    return task_ ? task_->look() : lookOf(document_);
}

void SessionPage::refreshLook()
{
    const bool hasEnded = !task_ && document_.state() == session::Session::State::Closed;
    addressBar_->setLook(look(), task_ ? task_->note() : noteOf(document_), hasEnded);
}

bool SessionPage::isEmpty() const
{
    return !task_ && document_.origin() == Document::Origin::Empty;
}

bool SessionPage::isUnsaved() const
{
    return document_.isUnsaved() || (task_ && task_->isUnsaved());
}

void SessionPage::setTask(std::unique_ptr<TaskPane> task)
{
    task_ = task.release();
    showTaskPane();
    if (task_->isServer()) {
        view_->nameSides();
        overview_->nameSides();
    }
    addressBar_->setPlace(task_->place());
    connect(task_, &TaskPane::changed, this, [this] {
        addressBar_->setPlace(task_->place());
        refreshState();
    });
    connect(task_, &TaskPane::saved, this, &SessionPage::wasSaved);
    refreshState();
}

void SessionPage::start()
{
    if (task_) {
        task_->start();
    } else {
        connection_->connectToAddress();
    }
}

void SessionPage::stop()
{
    if (task_) {
        task_->stop();
    } else {
        connection_->disconnectNormally();
    }
}

void SessionPage::connectTo(const QString& address)
{
    addressBar_->setAddress(address);
    connection_->connectToAddress();
}

void SessionPage::openFile(const QString& path)
{
    setReadOnly(QDir::toNativeSeparators(path));
    document_.openFile(path);
}

bool SessionPage::openLeftBehind(const QString& path)
{
    if (!document_.openLeftBehind(path)) {
        return false;
    }
    setReadOnly(tr("Recovered recording, not saved yet"));
    return true;
}

void SessionPage::setReadOnly(const QString& name)
{
    addressBar_->setPlace(name);
    panes_->setReadOnly();
    filterBar_->setLive(false);
}

void SessionPage::notify(const Notification& notification)
{
    notifications_->show(notification);
}

void SessionPage::save()
{
    if (task_ && task_->takesSave()) {
        if (task_->file().isEmpty()) {
            saveAs();
        } else {
            task_->saveTo(task_->file());
        }
    } else if (const QString target = knownTarget(document_); !target.isEmpty()) {
        document_.save(target);
    } else {
        saveAs();
    }
}

void SessionPage::saveAs()
{
    QFileDialog* dialog = nullptr;
    if (task_ && task_->takesSave()) {
        dialog = task_->makeSaveDialog(this);
        connect(dialog, &QFileDialog::fileSelected, task_, &TaskPane::saveTo);
    } else if (document_.timeline()) {
        dialog = makeSaveDialog(document_, this, settings_.preferences().saveFolder);
        connect(dialog, &QFileDialog::fileSelected, &document_, &Document::save);
    }
    if (dialog) {
        dialog->open();
    }
}

void SessionPage::wasSaved(const QString& path)
{
    notifications_->resolve(Notification::Topic::Saving);
    settings_.remember(Recent::Files, path);
    status_->setNote(tr("saved as %1").arg(path));
    if (document_.origin() == Document::Origin::File) {
        addressBar_->setPlace(task_ ? task_->place() : QDir::toNativeSeparators(path));
        refreshLook();
    }
    emit changed();
}

void SessionPage::exportEvents()
{
    if (!document_.timeline()) {
        return;
    }
    const auto filter = filter::parse(filterBar_->text().toStdString(), contract_->contract());
    const QString file = QFileInfo(document_.path()).fileName();
    const QString title = file.isEmpty() ? this->title() : file;
    auto* dialog = new ExportDialog(
        {.timeline = document_.timeline(),
         .filter = filter.value_or(filter::Filter()),
         .ranges = view_->selectedEvents(),
         .options = {.view = filterBar_->view(),
                     .title = title.toStdString(),
                     .filter = filterBar_->text().toStdString()}},
        [this](const QString& suffix) {
            return proposedFile(document_, folderFor(document_, settings_.preferences().saveFolder),
                                suffix);
        },
        this);
    connect(dialog, &ExportDialog::started, this, [this] { status_->setNote({}); });
    connect(dialog, &ExportDialog::exported, this,
            [this](const QString& path) { status_->setNote(tr("exported as %1").arg(path)); });
    style::openOnce(dialog);
}

void SessionPage::showTimeline()
{
    stack_->setCurrentIndex(1);
    shownEvent_->forgetRow();
    details_->setTimeline(document_.timeline());
    status_->setTimeline(document_.timeline());
    overview_->setTimeline(document_.timeline());
    statistics_->setTimeline(document_.timeline());
    vocabulary_.setTimeline(document_.timeline());
    setLive(true);
    filter_->start();
    pulse_->wake();
}

/// While live, the views follow the timeline. Otherwise they read to its end and stop.
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
    refreshLook();
    if (document_.timeline()) {
        pulse_->wake();
        setLive(pulse_->isLive());
        refreshTotals();
    }
    emit changed();
}

void SessionPage::refreshTotals()
{
    refreshLook();
    addressBar_->setSecurity(securityOf(document_));
    if (document_.session() || document_.isConnected()) {
        addressBar_->setRecordingSize(document_.recordingSize());
    }
    if (document_.isUnsaved() != toldUnsaved_) {
        if (document_.isUnsaved()) {
            status_->setNote({}); // "saved as" is no longer true
        }
        emit changed();
    }
    status_->refresh();
    filter_->showProgress();
    // Rows recorded after the state changed are shown as well.
    if (!rows_.isLive() && rows_.progress().scanned < rows_.progress().total &&
        !rows_.progress().cancelled) {
        rows_.setLive(false);
    }
}

} // namespace framescope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/document.h"

#include "present/words/address_title.h"
#include "present/words/format.h"

#include <QFile>
#include <QFileInfo>

#include <utility>

namespace framescope::ui {

using session::Session;

namespace {

/// Whether any bytes were sent or received; otherwise there is nothing to lose.
bool hasTraffic(const timeline::Timeline& timeline)
{
    const timeline::Totals totals = timeline.statistics();
    return totals.direction[0].wireBytes + totals.direction[1].wireBytes > 0;
}

} // namespace

Document::Document(library::RecordingsFolder& folder, QObject* parent)
    : QObject(parent), folder_(folder)
{
}

Document::~Document()
{
    // A recovered recording that was not saved stays, even if it could not be read.
    const bool kept = isUnsaved() || (origin_ == Origin::File && path_.isEmpty());
    const bool remove = discarded_ || !kept;
    loadJob_.reset();
    if (isSaving()) { // let the save finish; the retirement of recordings waits for it
        folder_.retirement().take([saves = saving_.leave()] { saves.wait(); });
    }
    std::unique_ptr<QObject> writer = std::move(session_);
    if (watched_) {
        writer = std::move(watched_);
    }
    if (!recording_.isEmpty()) {
        folder_.retire(std::move(writer), recording_, remove);
    }
    for (const QString& recording : aside_) {
        folder_.retire(nullptr, recording, true);
    }
}

Session::State Document::state() const
{
    return session_ ? session_->state() : Session::State::Idle;
}

bool Document::isConnected() const
{
    return watched_ ? watched_->isGrowing()
                    : state() != Session::State::Idle && state() != Session::State::Closed;
}

std::optional<timeline::ConnectionInfo> Document::connection() const
{
    if (!timeline_ || timeline_->connectionCount() == 0) {
        return std::nullopt;
    }
    return timeline_->connection(
        ConnectionId{static_cast<std::uint32_t>(timeline_->connectionCount())});
}

bool Document::isLoading() const
{
    return loadJob_ && loadJob_->isRunning();
}

bool Document::holds(const QString& file) const
{
    const QString wanted = QFileInfo(file).canonicalFilePath();
    const auto isAt = [&wanted](const QString& path) {
        return !path.isEmpty() && QFileInfo(path).canonicalFilePath() == wanted;
    };
    if (wanted.isEmpty()) {
        return false;
    }
    // Another program may have replaced the file since it was opened or saved.
    return isAt(recording_) ||
           (isAt(path_) && known_ &&
            FileState::of(QFile::encodeName(wanted).toStdString()) == known_->state);
}

QString Document::title() const
{
    if (!path_.isEmpty()) {
        return QFileInfo(path_).fileName();
    }
    if (watched_) {
        return watched_->title();
    }
    if (origin_ == Origin::File) {
        const auto info = connection();
        return info && !info->url.empty()
                   ? present::addressTitle(QUrl(QString::fromStdString(info->url)))
                   : tr("Recovered recording");
    }
    return present::addressTitle(connection::urlForTitle(options_));
}

std::uint64_t Document::recordingSize() const
{
    if (origin_ == Origin::File) {
        return fileSize_;
    }
    const auto file = timeline_ ? timeline_->file() : nullptr;
    return file ? file->size().value_or(0) : 0;
}

bool Document::isUnsaved() const
{
    if (discarded_) {
        return false;
    }
    if (origin_ == Origin::File && timeline_ && !isLoading() &&
        timeline_->noteEditCount() != savedNotes_) {
        return true;
    }
    return isRecordingUnsaved();
}

bool Document::isRecordingUnsaved() const
{
    return isOurs() && timeline_ && (origin_ == Origin::File || hasTraffic(*timeline_)) &&
           (path_.isEmpty() || recordingSize() != savedSize_);
}

Result<void> Document::createSession()
{
    const auto path = folder_.newRecording();
    if (!path) {
        return tl::unexpected(path.error());
    }
    auto session = Session::create(*path, true);
    if (!session) {
        folder_.release(*path, true);
        return tl::unexpected(session.error());
    }
    recording_ = *path;
    session_ = std::move(*session);
    origin_ = Origin::Session;
    connect(session_.get(), &Session::stateChanged, this, &Document::sessionChanged);
    connect(session_.get(), &Session::certificateRejected, this, &Document::certificateRejected);
    connect(session_.get(), &Session::news, this, &Document::grew);
    connect(session_.get(), &Session::notesEdited, this, &Document::notesEdited);
    connect(session_.get(), &Session::noteRefused, this, &Document::tellRefusal);
    connect(session_.get(), &Session::recordingFailed, this, &Document::tellFailure);
    setTimeline(session_->timeline());
    return {};
}

Result<void> Document::connectTo(const connection::ConnectionOptions& options)
{
    if (!session_) {
        if (auto created = createSession(); !created) {
            return created;
        }
    }
    auto opened = session_->open(options);
    if (opened) {
        options_ = options;
        emit titleChanged();
    }
    return opened;
}

void Document::watch(std::unique_ptr<WatchedRecording> recording)
{
    putAside();
    watched_ = std::move(recording);
    recording_ = watched_->path();
    origin_ = Origin::Watched;
    connect(watched_.get(), &WatchedRecording::changed, this, &Document::stateChanged);
    connect(watched_.get(), &WatchedRecording::news, this, &Document::grew);
    connect(watched_.get(), &WatchedRecording::notesEdited, this, &Document::notesEdited);
    connect(watched_.get(), &WatchedRecording::noteRefused, this, &Document::tellRefusal);
    connect(watched_.get(), &WatchedRecording::recordingFailed, this, &Document::tellFailure);
    setTimeline(watched_->timeline());
    emit titleChanged();
    emit stateChanged();
}

void Document::keepAside(const QString& recording)
{
    if (folder_.adopt(recording)) {
        aside_.insert(recording);
    }
}

void Document::showAgain(const QString& recording)
{
    if (recording == recording_ && !watched_) {
        return;
    }
    putAside();
    recording_ = recording;
    aside_.erase(recording);
    load(recording);
}

/// Keeps the recording that is shown, as another one takes its place.
void Document::putAside()
{
    loadJob_.reset();
    if (watched_) {
        watched_->disconnect();
        watched_->moveToThread(nullptr); // so that any thread may destroy it
        folder_.retirement().take([ending = std::shared_ptr<WatchedRecording>(
                                       std::move(watched_))]() mutable { ending.reset(); });
    }
    if (!recording_.isEmpty()) {
        aside_.insert(std::exchange(recording_, {}));
    }
    path_.clear();
    known_.reset();
    loadReport_.reset();
    savedSize_ = 0;
    savedNotes_ = 0;
}

void Document::openFile(const QString& path)
{
    path_ = path;
    if (const auto state = FileState::of(QFile::encodeName(path).toStdString())) {
        known_ = {path, *state};
    }
    load(path);
}

bool Document::openLeftBehind(const QString& path)
{
    if (!folder_.adopt(path)) {
        return false;
    }
    recording_ = path;
    load(path);
    return true;
}

void Document::load(const QString& path)
{
    origin_ = Origin::File;
    fileSize_ = static_cast<std::uint64_t>(QFileInfo(path).size());
    loadJob_ = std::make_unique<present::LoadJob>(path);
    connect(loadJob_.get(), &present::LoadJob::opened, this, &Document::setTimeline);
    connect(loadJob_.get(), &present::LoadJob::progressed, this, &Document::loadProgressed);
    connect(loadJob_.get(), &present::LoadJob::finished, this, &Document::loadEnded);
    loadJob_->start();
    emit titleChanged();
    emit stateChanged();
}

void Document::cancelLoading()
{
    if (loadJob_) {
        loadJob_->cancel();
    }
}

std::optional<Notification> Document::reportOf(const present::LoadJob::Outcome& outcome) const
{
    using present::formatBytes;
    const auto& summary = outcome.summary;
    if (outcome.error) {
        return Notification::of(
            Notification::Kind::Error,
            tr("%1 can't be opened").arg(QFileInfo(loadJob_->path()).fileName()),
            {QString::fromStdString(outcome.error->message())});
    }
    if (outcome.cancelled) {
        return Notification::of(Notification::Kind::Info, tr("Reading was stopped"),
                                {tr("The events read so far are shown.")});
    }
    if (!summary.damage.empty()) {
        return Notification::of(Notification::Kind::Warning,
                                tr("The file is damaged; everything before the damage is shown"),
                                {QString::fromStdString(summary.damage)});
    }
    if (summary.tornTail) {
        return Notification{
            Notification::Kind::Warning,
            tr("The file ends inside a block; everything before it is shown"),
            {tr("%1 of %2 were read.")
                 .arg(formatBytes(summary.bytesRead), formatBytes(summary.fileSize))},
            {}};
    }
    if (timeline_ && timeline_->size() == 0) {
        return Notification::of(
            Notification::Kind::Info, tr("There is no WebSocket in this file"),
            {tr("It holds %1 packets.").arg(present::formatCount(summary.packets))});
    }
    return std::nullopt;
}

void Document::loadEnded(const present::LoadJob::Outcome& outcome)
{
    savedNotes_ = timeline_ ? timeline_->noteEditCount() : 0;
    loadReport_ = reportOf(outcome);
    if (outcome.error && !timeline_) {
        emit openFailed(*loadReport_);
        return;
    }
    emit loadFinished();
    emit stateChanged();
    emit titleChanged();
    if (loadReport_) {
        emit notified(*loadReport_);
    }
}

void Document::editNotes(const std::vector<timeline::NoteEdit>& edits)
{
    if (session_) {
        session_->editNotes(edits);
        return;
    }
    if (watched_) {
        watched_->editNotes(edits);
        return;
    }
    bool any = false;
    for (auto next = edits.begin(); loadJob_ && next != edits.end(); ++next) {
        const auto made = loadJob_->editNotes(*next);
        if (!made) {
            tellRefusal(QString::fromStdString(made.error().message()));
            break;
        }
        any = true;
    }
    if (any) {
        discarded_ = false; // what somebody makes notes on is wanted
        emit notesEdited();
    }
}

void Document::tellRefusal(const QString& message)
{
    emit notified(Notification::of(Notification::Kind::Error,
                                   tr("The note or mark can't be stored"), {message},
                                   Notification::Topic::Notes));
}

void Document::tellFailure(const QString& message)
{
    emit notified(Notification::of(Notification::Kind::Error,
                                   tr("The recording stopped; everything recorded so far is kept"),
                                   {message}));
}

void Document::save(const QString& target)
{
    if (isSaving() || !timeline_) {
        return;
    }
    savingNotes_ = timeline_->noteEditCount();
    saving_.run(
        [timeline = timeline_, target, isUsersFile = !isOurs(),
         known = known_](work::Run& /*run*/) {
            return library::saveWithNotes(timeline, target, isUsersFile, known);
        },
        [this, target, of = timeline_.get()](const Result<library::Saved>& result) {
            if (result && of != timeline_.get()) { // another one was shown meanwhile
                emit saved(target);
            } else {
                saveEnded(target, result);
            }
        });
}

void Document::saveEnded(const QString& target, const Result<library::Saved>& result)
{
    if (!result) {
        emit notified(Notification::of(
            Notification::Kind::Error, tr("%1 could not be saved").arg(target),
            {QString::fromStdString(result.error().message())}, Notification::Topic::Saving));
        emit saveFailed();
        return;
    }
    path_ = target;
    known_ = {target, result->state};
    // For a file that no longer grows, an incomplete last block was skipped but counts as saved.
    savedSize_ = origin_ == Origin::File ? fileSize_ : result->upTo;
    savedNotes_ = savingNotes_;
    emit titleChanged();
    emit saved(target);
}

void Document::leaveConnection()
{
    constexpr std::uint16_t GoingAway = 1001; // RFC 6455 7.4.1
    if (watched_) {
        watched_->stop();
    } else if (state() == Session::State::Open) {
        static_cast<void>(session_->close(GoingAway));
    } else if (state() == Session::State::Connecting || state() == Session::State::Waiting) {
        session_->abort();
    }
}

void Document::discard()
{
    discarded_ = true;
    emit discarded();
}

void Document::setTimeline(std::shared_ptr<const timeline::Timeline> timeline)
{
    timeline_ = std::move(timeline);
    emit timelineChanged();
}

void Document::awaitGrowth()
{
    if (session_) {
        session_->awaitNews();
    } else if (watched_) {
        watched_->awaitNews();
    }
}

void Document::sessionChanged()
{
    const auto info = state() == Session::State::Open ? connection() : std::nullopt;
    openSince_ = info ? info->openAt : std::nullopt;
    emit stateChanged();
}

} // namespace framescope::ui

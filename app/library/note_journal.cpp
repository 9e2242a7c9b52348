// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/note_journal.h"

#include "base/bytes.h"
#include "base/file/replacement_file.h"
#include "library/lock_file.h"
#include "work/retirement.h"

#include <nlohmann/json.hpp>

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <atomic>
#include <utility>
#include <vector>

#include <sys/stat.h>

namespace framescope::library {

namespace {

using Json = nlohmann::ordered_json;

/// The queue of all journals. A new journal waits for the work that a destroyed one has left, and
/// then finds its file unlocked.
work::Retirement& queue()
{
    static work::Retirement only;
    return only;
}

/// The places of a timeline's events among those that are not notes. Examines each event once.
class Places
{
public:
    void setTimeline(NoteJournal::Timeline timeline)
    {
        if (timeline_ != timeline) {
            timeline_ = std::move(timeline);
            notes_.clear();
            seen_ = 0;
        }
        for (const auto end = static_cast<std::uint32_t>(timeline_->size()); seen_ < end; ++seen_) {
            if (timeline_->entry(EventId{seen_}).type == timeline::Type::Note) {
                notes_.push_back(seen_);
            }
        }
    }

    /// The number of events before this one that are not notes.
    std::uint64_t of(EventId id) const
    {
        return id.value - static_cast<std::uint64_t>(std::distance(
                              notes_.begin(), std::ranges::lower_bound(notes_, id.value)));
    }
    /// The event at a place. Call it for ascending places, with the same `notesBefore`, first 0.
    EventId at(std::uint64_t place, std::size_t& notesBefore) const
    {
        while (notesBefore < notes_.size() && notes_[notesBefore] <= place + notesBefore) {
            ++notesBefore;
        }
        return EventId{static_cast<std::uint32_t>(place + notesBefore)};
    }
    /// The number of places.
    std::uint64_t count() const { return seen_ - notes_.size(); }

private:
    NoteJournal::Timeline timeline_;
    std::vector<std::uint32_t> notes_; ///< events, ascending
    std::uint32_t seen_ = 0;
};

using NotesByPlace = std::map<std::uint64_t, KeptNote>;

void addLine(const Json& line, NotesByPlace& notes)
{
    const auto on = line.find("on");
    if (on == line.end() || !on->is_number_unsigned()) {
        return;
    }
    KeptNote& kept = notes[on->get<std::uint64_t>()];
    if (const auto note = line.find("note"); note != line.end() && note->is_string()) {
        kept.note = note->get<std::string>();
    }
    if (const auto marked = line.find("marked"); marked != line.end() && marked->is_boolean()) {
        kept.marked = marked->get<bool>();
    }
}

std::string lineOf(const Json& json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string lineOf(std::uint64_t place, const KeptNote& kept)
{
    Json line;
    if (kept.note) {
        line["note"] = *kept.note;
    }
    if (kept.marked) {
        line["marked"] = *kept.marked;
    }
    line["on"] = place;
    return lineOf(line);
}

} // namespace

struct NoteJournal::State
{
    explicit State(const QString& folderPath) : folder(folderPath) {}

    void open(const QString& recording);
    bool hold();
    void read();
    LeftNotes leftFor(Timeline timeline);
    void setUnsaved(Timeline timeline, const Unsaved& notes);
    void write();

    const QString folder;
    QString path; ///< of the journal; empty if the recording does not exist
    std::optional<LockFile> lock;
    Json head;                  ///< identifies the recording and its state
    NotesByPlace left;          ///< by an earlier run, and not handled yet
    NotesByPlace unsaved;       ///< by this run
    bool leftOfAnother = false; ///< another program wrote to the recording after `left`
    Places places;
    std::atomic<unsigned> asked = 0; ///< number of changes; only the newest one is written
};

void NoteJournal::State::open(const QString& recording)
{
    lock.reset();
    left.clear();
    unsaved.clear();
    leftOfAnother = false;
    path = fileFor(folder, recording);
    const QFileInfo info(recording);
    head = {{"file", info.canonicalFilePath().toStdString()},
            {"size", info.size()},
            {"modified", info.lastModified().toMSecsSinceEpoch()}};
    if (!path.isEmpty() && QFile::exists(path)) {
        hold();
    }
}

/// Locks the journal if necessary, and then reads it. False if another process has it.
bool NoteJournal::State::hold()
{
    if (!lock && !path.isEmpty()) {
        lock = LockFile::take(path + QStringLiteral(".lock"));
        if (lock) {
            read();
        }
    }
    return lock.has_value();
}

void NoteJournal::State::read()
{
    QFile source(path);
    if (!source.open(QIODevice::ReadOnly)) {
        return;
    }
    const Json found = Json::parse(source.readLine().toStdString(), nullptr, false);
    leftOfAnother = !found.is_object() || found != head;
    while (!source.atEnd()) {
        const Json line = Json::parse(source.readLine().toStdString(), nullptr, false);
        if (line.is_object()) {
            addLine(line, left);
        }
    }
}

LeftNotes NoteJournal::State::leftFor(Timeline timeline)
{
    LeftNotes found;
    if (left.empty()) {
        return found;
    }
    places.setTimeline(std::move(timeline));
    std::size_t notesBefore = 0;
    for (const auto& [place, kept] : left) {
        if (place < places.count()) {
            found.notes.emplace(places.at(place, notesBefore), kept);
        } else {
            ++found.withoutRow;
        }
    }
    found.fileChanged = leftOfAnother;
    return found;
}

void NoteJournal::State::setUnsaved(Timeline timeline, const Unsaved& notes)
{
    unsaved.clear();
    places.setTimeline(std::move(timeline));
    for (const auto& [event, kept] : notes) {
        unsaved.emplace(places.of(event), kept);
    }
}

/// Ignores errors: the notes are still in the window, to be saved.
void NoteJournal::State::write()
{
    const bool nothing = left.empty() && unsaved.empty();
    if (nothing && !lock) {
        return; // there is none, or another process has it
    }
    QDir().mkpath(folder);
    ::chmod(QFile::encodeName(folder).constData(), S_IRWXU);
    if (!hold()) {
        return;
    }
    if (nothing) {
        QFile::remove(path);
        lock.reset();
        return;
    }
    Json first = head;
    if (!left.empty() && leftOfAnother) {
        first["left"] = "for another state of the file";
    }
    std::string text = lineOf(first);
    for (const NotesByPlace* notes : {&left, &unsaved}) {
        for (const auto& [place, kept] : *notes) {
            text += lineOf(place, kept);
        }
    }
    auto file = ReplacementFile::create(QFile::encodeName(path).toStdString());
    if (file && file->write(asBytes(text))) {
        static_cast<void>(file->commit());
    }
}

NoteJournal::NoteJournal(const QString& folder) : state_(std::make_shared<State>(folder)) {}

QString NoteJournal::fileFor(const QString& folder, const QString& recording)
{
    const QString path = QFileInfo(recording).canonicalFilePath();
    if (path.isEmpty()) {
        return {};
    }
    const QByteArray name =
        QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha256).toHex();
    return QDir(folder).filePath(QString::fromLatin1(name.left(32)) + QStringLiteral(".notes"));
}

void NoteJournal::ask(std::function<void(State&)> change)
{
    queue().take([state = state_, number = ++state_->asked, change = std::move(change)] {
        change(*state);
        if (number == state->asked) {
            state->write();
        }
    });
}

void NoteJournal::open(const QString& file, Timeline timeline, std::function<void(LeftNotes)> then)
{
    queue().take([state = state_, file, timeline = std::move(timeline), then = std::move(then)] {
        state->open(file);
        then(state->leftFor(timeline));
    });
}

void NoteJournal::keep(Timeline timeline, Unsaved unsaved)
{
    ask([timeline = std::move(timeline), unsaved = std::move(unsaved)](State& state) {
        state.setUnsaved(timeline, unsaved);
    });
}

void NoteJournal::saved(const QString& file, Timeline timeline, Unsaved unsaved)
{
    ask([file, timeline = std::move(timeline), unsaved = std::move(unsaved)](State& state) {
        NotesByPlace left = std::exchange(state.left, {});
        const bool leftOfAnother = state.leftOfAnother;
        if (state.lock) {
            QFile::remove(state.path);
        }
        state.open(file);
        state.left = std::move(left);
        state.leftOfAnother = leftOfAnother;
        state.setUnsaved(timeline, unsaved);
    });
}

void NoteJournal::forgetLeft(bool withoutRowToo)
{
    ask([withoutRowToo](State& state) {
        state.left.erase(state.left.begin(), withoutRowToo
                                                 ? state.left.end()
                                                 : state.left.lower_bound(state.places.count()));
    });
}

} // namespace framescope::library

// SPDX-License-Identifier: GPL-3.0-or-later
#include "library/note_journal.h"

#include "work/retirement.h"

#include <nlohmann/json.hpp>

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <variant>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace framescope::library {

namespace {

using Json = nlohmann::ordered_json;

/// The places of a timeline's events among those that are no notes. Each event is looked at once.
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

    /// How many events that are no notes come before this one.
    std::uint64_t of(EventId id) const
    {
        return id.value - static_cast<std::uint64_t>(std::distance(
                              notes_.begin(), std::ranges::lower_bound(notes_, id.value)));
    }
    /// How many places there are.
    std::uint64_t count() const { return seen_ - notes_.size(); }
    const std::vector<std::uint32_t>& notes() const { return notes_; }

private:
    NoteJournal::Timeline timeline_;
    std::vector<std::uint32_t> notes_; ///< events, ascending
    std::uint32_t seen_ = 0;
};

/// What holds in the end, by place.
using Remarks = std::map<std::uint64_t, KeptNote>;

void take(const Json& line, Remarks& remarks)
{
    const auto on = line.find("on");
    if (on == line.end() || !on->is_number_unsigned()) {
        return;
    }
    KeptNote& remark = remarks[on->get<std::uint64_t>()];
    if (const auto note = line.find("note"); note != line.end() && note->is_string()) {
        remark.note = note->get<std::string>();
    }
    if (const auto marked = line.find("marked"); marked != line.end() && marked->is_boolean()) {
        remark.marked = marked->get<bool>();
    }
}

std::string serialised(const Json& json)
{
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

/// The lines that `take` makes the same of.
std::string linesOf(const Remarks& remarks)
{
    std::string lines;
    for (const auto& [place, remark] : remarks) {
        Json line;
        if (remark.note) {
            line["note"] = *remark.note;
        }
        if (remark.marked) {
            line["marked"] = *remark.marked;
        }
        line["on"] = place;
        lines += serialised(line);
    }
    return lines;
}

/// Those whose events are there, and how many others.
KeptNotes placed(const Remarks& remarks, const Places& places)
{
    KeptNotes kept;
    auto note = places.notes().begin();
    std::uint64_t notesBefore = 0;
    for (const auto& [place, remark] : remarks) {
        if (place >= places.count()) {
            ++kept.withoutRow;
            continue;
        }
        for (; note != places.notes().end() && *note <= place + notesBefore; ++note) {
            ++notesBefore;
        }
        kept.remarks.push_back(remark);
        kept.remarks.back().about = EventId{static_cast<std::uint32_t>(place + notesBefore)};
    }
    return kept;
}

/// Journals that were given up end in the order in which they were; one that was made later begins
/// after them, for they hold the locks of files that it may be about.
class Ends
{
public:
    std::uint64_t given()
    {
        const std::lock_guard lock(mutex_);
        return given_;
    }
    void give()
    {
        const std::lock_guard lock(mutex_);
        ++given_;
    }
    void reached()
    {
        const std::lock_guard lock(mutex_);
        ++reached_;
        wake_.notify_all();
    }
    void await(std::uint64_t count)
    {
        std::unique_lock lock(mutex_);
        wake_.wait(lock, [&] { return reached_ >= count; });
    }

private:
    std::mutex mutex_;
    std::condition_variable wake_;
    std::uint64_t given_ = 0;
    std::uint64_t reached_ = 0;
};

Ends& ends()
{
    static Ends only;
    return only;
}

} // namespace

struct NoteJournal::Worker
{
    /// One remark that is to be written.
    struct Line
    {
        Timeline timeline;
        EventId about;
        Json what;
    };
    using Job = std::variant<std::function<void()>, Line>;

    explicit Worker(QString folder) : folder(std::move(folder)), thread([this] { run(); }) {}

    ~Worker()
    {
        {
            const std::lock_guard lock(mutex);
            stopping = true;
        }
        wake.notify_one();
        thread.join();
        close();
    }

    void ask(Job job)
    {
        {
            const std::lock_guard lock(mutex);
            jobs.push_back(std::move(job));
        }
        wake.notify_one();
    }

    /// Asks for what makes the lines that are still to be written superfluous.
    void askInstead(std::function<void()> job)
    {
        {
            const std::lock_guard lock(mutex);
            while (!jobs.empty() && std::holds_alternative<Line>(jobs.back())) {
                jobs.pop_back();
            }
            jobs.emplace_back(std::move(job));
        }
        wake.notify_one();
    }

    void run()
    {
        ends().await(endsBefore);
        for (;;) {
            std::function<void()> job;
            std::vector<Line> lines;
            {
                std::unique_lock lock(mutex);
                wake.wait(lock, [this] { return stopping || !jobs.empty(); });
                if (jobs.empty()) {
                    return;
                }
                while (!jobs.empty() && std::holds_alternative<Line>(jobs.front())) {
                    lines.push_back(std::get<Line>(std::move(jobs.front())));
                    jobs.pop_front();
                }
                if (lines.empty()) {
                    job = std::get<std::function<void()>>(std::move(jobs.front()));
                    jobs.pop_front();
                }
            }
            lines.empty() ? job() : append(std::move(lines));
        }
    }

    void openFile(const QString& path)
    {
        close();
        left.clear();
        leftOfAnother = false;
        journal = fileFor(folder, path);
        const QFileInfo info(path);
        state = {{"file", info.canonicalFilePath().toStdString()},
                 {"size", info.size()},
                 {"modified", info.lastModified().toMSecsSinceEpoch()}};
        if (!journal.isEmpty() && QFile::exists(journal)) {
            lockJournal(0);
        }
    }

    /// Whether the journal is open and ours alone; what stands in it is read when it gets so.
    bool lockJournal(int flags)
    {
        while (descriptor < 0) {
            descriptor =
                ::open(QFile::encodeName(journal).constData(),
                       flags | O_RDWR | O_APPEND | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
            if (descriptor < 0) {
                return false;
            }
            struct stat status = {};
            if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0 || ::fstat(descriptor, &status) != 0) {
                close();
                return false;
            }
            if (status.st_nlink == 0) {
                close(); // whoever had it took it away in between
                continue;
            }
            read();
        }
        return true;
    }

    void close()
    {
        if (descriptor >= 0) {
            ::close(std::exchange(descriptor, -1));
        }
    }

    void read()
    {
        QFile source(journal);
        if (!source.open(QIODevice::ReadOnly) || source.size() == 0) {
            return;
        }
        const Json head = Json::parse(source.readLine().toStdString(), nullptr, false);
        leftOfAnother = !head.is_object() || head != state;
        while (!source.atEnd()) {
            // A line that was cut off by the crash is no JSON.
            const Json line = Json::parse(source.readLine().toStdString(), nullptr, false);
            if (line.is_object()) {
                take(line, left);
            }
        }
    }

    KeptNotes found(const Timeline& timeline)
    {
        if (left.empty()) {
            return {};
        }
        places.setTimeline(timeline);
        KeptNotes kept = placed(left, places);
        kept.fileChanged = leftOfAnother;
        return kept;
    }

    void append(std::vector<Line> lines)
    {
        std::string text;
        for (Line& line : lines) {
            places.setTimeline(std::move(line.timeline));
            line.what["on"] = places.of(line.about);
            text += serialised(line.what);
        }
        write(text);
    }

    /// What can't be kept is still in the window, to be saved.
    void write(std::string text)
    {
        if (journal.isEmpty() || !QDir().mkpath(folder)) {
            return;
        }
        ::chmod(QFile::encodeName(folder).constData(), S_IRWXU);
        struct stat status = {};
        if (!lockJournal(O_CREAT) || ::fstat(descriptor, &status) != 0) {
            return;
        }
        char last = '\n';
        if (status.st_size == 0) {
            text.insert(0, serialised(head()));
        } else if (::pread(descriptor, &last, 1, status.st_size - 1) == 1 && last != '\n') {
            text.insert(0, 1, '\n'); // of a line that was cut off
        }
        if (::write(descriptor, text.data(), text.size()) != static_cast<ssize_t>(text.size())) {
            static_cast<void>(!::ftruncate(descriptor, status.st_size));
        }
    }

    /// Of a journal that begins now.
    Json head() const
    {
        Json head = state;
        if (!left.empty() && leftOfAnother) {
            head["left"] = "for another state of the file";
        }
        return head;
    }

    void remove()
    {
        if (descriptor >= 0) {
            QFile::remove(journal);
            close();
        }
    }

    /// Only what an earlier run left stays.
    void forget()
    {
        if (left.empty()) {
            remove();
        } else if (descriptor >= 0 && ::ftruncate(descriptor, 0) == 0) {
            write(linesOf(left));
        }
    }

    void forgetAll()
    {
        left.clear();
        remove();
    }

    void saved(const QString& file)
    {
        Remarks keep = std::exchange(left, {});
        const bool ofAnother = leftOfAnother;
        remove();
        openFile(file);
        remove();
        left = std::move(keep);
        leftOfAnother = ofAnother;
        if (!left.empty()) {
            const Remarks before = left;
            write(linesOf(before));
        }
    }

    void takeOver(Timeline timeline)
    {
        places.setTimeline(std::move(timeline));
        left.erase(left.begin(), left.lower_bound(places.count()));
    }

    const QString folder;
    const std::uint64_t endsBefore = ends().given();
    QString journal;
    Json state;                 ///< tells whether the recording is as it was
    Remarks left;               ///< by an earlier run, and not answered yet
    bool leftOfAnother = false; ///< somebody wrote to the recording after that
    Places places;
    int descriptor = -1;
    std::mutex mutex;
    std::condition_variable wake;
    std::deque<Job> jobs;  ///< under `mutex`
    bool stopping = false; ///< under `mutex`
    std::thread thread;    ///< the last: it uses the others
};

NoteJournal::NoteJournal(QString folder) : worker_(std::make_unique<Worker>(std::move(folder))) {}

NoteJournal::~NoteJournal() = default;

void NoteJournal::retire(std::unique_ptr<NoteJournal> journal)
{
    ends().give();
    Retirement::ofProgram().take(
        [ending = std::shared_ptr<NoteJournal>(std::move(journal))]() mutable {
            ending.reset();
            ends().reached();
        });
}

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

void NoteJournal::open(const QString& file, Timeline timeline, std::function<void(KeptNotes)> then)
{
    worker_->ask(
        [worker = worker_.get(), file, timeline = std::move(timeline), then = std::move(then)] {
            worker->openFile(file);
            KeptNotes kept = worker->found(timeline);
            if (then && (!kept.remarks.empty() || kept.withoutRow > 0)) {
                then(std::move(kept));
            }
        });
}

void NoteJournal::keepNote(Timeline timeline, EventId about, std::string text)
{
    worker_->ask(Worker::Line{std::move(timeline), about, {{"note", std::move(text)}}});
}

void NoteJournal::keepMark(Timeline timeline, EventId about, bool marked)
{
    worker_->ask(Worker::Line{std::move(timeline), about, {{"marked", marked}}});
}

void NoteJournal::forget()
{
    worker_->askInstead([worker = worker_.get()] { worker->forget(); });
}

void NoteJournal::saved(const QString& file)
{
    worker_->askInstead([worker = worker_.get(), file] { worker->saved(file); });
}

void NoteJournal::takeOver(Timeline timeline)
{
    worker_->ask(
        [worker = worker_.get(), timeline = std::move(timeline)] { worker->takeOver(timeline); });
}

void NoteJournal::forgetAll()
{
    worker_->askInstead([worker = worker_.get()] { worker->forgetAll(); });
}

} // namespace framescope::library

// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/remark_journal.h"

#include <nlohmann/json.hpp>

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace framescope::session {

namespace {

using Json = nlohmann::ordered_json;

/// How many events that are no notes come before this one.
std::uint64_t placeOf(const timeline::Timeline& timeline, EventId id)
{
    std::uint64_t place = 0;
    for (std::uint32_t i = 0; i < id.value; ++i) {
        place += timeline.entry(EventId{i}).type == timeline::Type::Note ? 0 : 1;
    }
    return place;
}

/// What holds in the end, by place.
using Remarks = std::map<std::uint64_t, KeptRemark>;

void take(const Json& line, Remarks& remarks)
{
    const auto on = line.find("on");
    if (on == line.end() || !on->is_number_unsigned()) {
        return;
    }
    KeptRemark& remark = remarks[on->get<std::uint64_t>()];
    if (const auto note = line.find("note"); note != line.end() && note->is_string()) {
        remark.note = note->get<std::string>();
    }
    if (const auto marked = line.find("marked"); marked != line.end() && marked->is_boolean()) {
        remark.marked = marked->get<bool>();
    }
}

/// Those whose events are there.
std::vector<KeptRemark> placed(const Remarks& remarks, const timeline::Timeline& timeline)
{
    std::vector<KeptRemark> found;
    auto next = remarks.begin();
    std::uint64_t place = 0;
    for (std::uint32_t i = 0; i < timeline.size() && next != remarks.end(); ++i) {
        if (timeline.entry(EventId{i}).type == timeline::Type::Note) {
            continue;
        }
        if (next->first == place++) {
            found.push_back(next->second);
            found.back().about = EventId{i};
            ++next;
        }
    }
    return found;
}

} // namespace

struct RemarkJournal::Worker
{
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

    void ask(std::function<void()> job)
    {
        {
            const std::lock_guard lock(mutex);
            jobs.push_back(std::move(job));
        }
        wake.notify_one();
    }

    void run()
    {
        for (;;) {
            std::function<void()> job;
            {
                std::unique_lock lock(mutex);
                wake.wait(lock, [this] { return stopping || !jobs.empty(); });
                if (jobs.empty()) {
                    return;
                }
                job = std::move(jobs.front());
                jobs.pop_front();
            }
            job();
        }
    }

    /// What tells whether the recording is as it was.
    Json stateOfFile() const
    {
        const QFileInfo info(file);
        return {{"file", info.absoluteFilePath().toStdString()},
                {"size", info.size()},
                {"modified", info.lastModified().toMSecsSinceEpoch()}};
    }

    void openFile(const QString& path)
    {
        close();
        file = path;
        const QString canonical = QFileInfo(path).canonicalFilePath();
        const QByteArray name =
            QCryptographicHash::hash(canonical.toUtf8(), QCryptographicHash::Sha256).toHex();
        journal =
            QDir(folder).filePath(QString::fromLatin1(name.left(32)) + QStringLiteral(".notes"));
        if (QFile::exists(journal)) {
            lockJournal(0);
        }
    }

    /// Whether the journal is open and ours alone.
    bool lockJournal(int flags)
    {
        if (descriptor >= 0) {
            return true;
        }
        descriptor = ::open(QFile::encodeName(journal).constData(),
                            flags | O_RDWR | O_APPEND | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
        if (descriptor >= 0 && ::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
            close();
        }
        return descriptor >= 0;
    }

    void close()
    {
        if (descriptor >= 0) {
            ::close(std::exchange(descriptor, -1));
        }
    }

    KeptRemarks read(const timeline::Timeline& timeline) const
    {
        KeptRemarks kept;
        QFile source(journal);
        if (descriptor < 0 || !source.open(QIODevice::ReadOnly)) {
            return kept;
        }
        const Json head = Json::parse(source.readLine().toStdString(), nullptr, false);
        kept.fileChanged = head != stateOfFile();
        Remarks remarks;
        while (!source.atEnd()) {
            // A line that was cut off by the crash is no JSON.
            const Json line = Json::parse(source.readLine().toStdString(), nullptr, false);
            if (line.is_object()) {
                take(line, remarks);
            }
        }
        kept.remarks = placed(remarks, timeline);
        return kept;
    }

    void append(Json line, const timeline::Timeline& timeline, EventId about)
    {
        if (journal.isEmpty() || !QDir().mkpath(folder)) {
            return;
        }
        ::chmod(QFile::encodeName(folder).constData(), S_IRWXU);
        struct stat status = {};
        if (!lockJournal(O_CREAT) || ::fstat(descriptor, &status) != 0) {
            return;
        }
        line["on"] = placeOf(timeline, about);
        const std::string text =
            (status.st_size == 0 ? serialised(stateOfFile()) : std::string()) + serialised(line);
        // What can't be kept is still in the window, to be saved.
        static_cast<void>(!::write(descriptor, text.data(), text.size()));
    }

    static std::string serialised(const Json& json)
    {
        return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
    }

    void forget()
    {
        if (descriptor >= 0) {
            QFile::remove(journal);
            close();
        }
    }

    const QString folder;
    QString file;
    QString journal;
    int descriptor = -1;
    std::mutex mutex;
    std::condition_variable wake;
    std::deque<std::function<void()>> jobs; ///< under `mutex`
    bool stopping = false;                  ///< under `mutex`
    std::thread thread;                     ///< the last: it uses the others
};

RemarkJournal::RemarkJournal(QString folder) : worker_(std::make_unique<Worker>(std::move(folder)))
{
}

RemarkJournal::~RemarkJournal() = default;

void RemarkJournal::open(const QString& file, Timeline timeline,
                         std::function<void(KeptRemarks)> then)
{
    worker_->ask(
        [worker = worker_.get(), file, timeline = std::move(timeline), then = std::move(then)] {
            worker->openFile(file);
            KeptRemarks kept = worker->read(*timeline);
            if (then && !kept.remarks.empty()) {
                then(std::move(kept));
            }
        });
}

void RemarkJournal::keepNote(Timeline timeline, EventId about, std::string text)
{
    worker_->ask(
        [worker = worker_.get(), timeline = std::move(timeline), about, text = std::move(text)] {
            worker->append({{"note", text}}, *timeline, about);
        });
}

void RemarkJournal::keepMark(Timeline timeline, EventId about, bool marked)
{
    worker_->ask([worker = worker_.get(), timeline = std::move(timeline), about, marked] {
        worker->append({{"marked", marked}}, *timeline, about);
    });
}

void RemarkJournal::forget()
{
    worker_->ask([worker = worker_.get()] { worker->forget(); });
}

} // namespace framescope::session

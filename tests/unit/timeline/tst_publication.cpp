// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/capture_script.h"
#include "support/test_program.h"
#include "timeline/index/event_record.h"

#include <QTest>

#include <atomic>
#include <set>
#include <thread>

namespace tst_publication {

using namespace framescope;
using namespace framescope::test;
using namespace framescope::timeline;

namespace {

constexpr int Messages = 3000;

std::string contentOf(std::uint64_t n)
{
    return "message " + std::to_string(n) + std::string(n % 50, '.');
}

// Reads everything as soon as it is published, and counts errors.
class Follower
{
public:
    explicit Follower(const Timeline& timeline) : timeline_(timeline), reader_(timeline) {}

    void followUntil(const std::atomic<bool>& finished)
    {
        bool last = false;
        while (!last) {
            last = finished.load();
            const std::size_t size = timeline_.size();
            for (; next_ < size; ++next_) {
                look(EventId{next_});
            }
            statistics_ = timeline_.statistics();
            last_ = timeline_.connection(ConnectionId{1});
        }
    }

    std::uint32_t seen() const { return next_; }
    std::uint64_t texts() const { return texts_; }
    int mistakes() const { return mistakes_; }
    const Totals& statistics() const { return statistics_; }
    const ConnectionInfo& connection() const { return *last_; }

private:
    void look(EventId id)
    {
        const auto record = eventRecord(timeline_, reader_, id, View::Messages);
        if (!record) {
            ++mistakes_;
            return;
        }
        if (record->kind == Kind::Message) {
            const std::string text(asText(record->payload));
            mistakes_ += text == contentOf(texts_) ? 0 : 1;
            ++texts_;
        }
        if (record->entry.type == Type::Pong) {
            mistakes_ += record->detail.ping && *record->detail.ping < id ? 0 : 1;
        }
    }

    const Timeline& timeline_;
    StreamReader reader_;
    std::uint32_t next_ = 0;
    std::uint64_t texts_ = 0;
    int mistakes_ = 0;
    Totals statistics_;
    std::optional<ConnectionInfo> last_;
};

} // namespace

class PublicationTest : public QObject
{
    Q_OBJECT

private slots:
    /// A flood of frames that violate a rule costs only the entries.
    void equalDetailsAreStoredOnce()
    {
        CaptureScript capture;
        capture.play("connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n");
        const Timeline& timeline = capture.timeline();
        const auto first = static_cast<std::uint32_t>(timeline.size());
        Bytes flood;
        for (int i = 0; i < 100; ++i) {
            append(flood, Bytes{0x01, 0x00, 0x8a, 0x00}); // a message that is never ended, a pong
        }
        capture.send(Direction::In, flood);
        std::set<const Detail*> details;
        std::uint32_t assembled = 0;
        for (std::uint32_t n = first; n < timeline.size(); ++n) {
            const Entry& entry = timeline.entry(EventId{n});
            details.insert(timeline.detail(entry));
            if (entry.has(Entry::Assembled)) {
                ++assembled;
                const EventId frame = timeline.detail(entry)->firstFrameOf(EventId{n});
                QCOMPARE(timeline.entry(frame).streamOffset, entry.streamOffset);
            }
        }
        QCOMPARE(assembled, 99U);
        QCOMPARE(timeline.size() - first, 299U);
        QVERIFY2(details.size() < 10, qPrintable(QString::number(details.size())));
    }

    // For ThreadSanitizer: data that readers see is not changed, or seen too early.
    void readersFollowTheWriter()
    {
        CaptureScript capture;
        std::atomic<bool> finished = false;
        Follower followers[2] = {Follower(capture.timeline()), Follower(capture.timeline())};
        std::vector<std::thread> threads;
        for (Follower& follower : followers) {
            threads.emplace_back([&] { follower.followUntil(finished); });
        }
        capture.play(R"(connecting ws://example.com/chat
                        tcp
                        -> request deflate
                        <- 101 deflate)");
        for (int i = 0; i < Messages; ++i) {
            const char* const kind = i % 3 == 0   ? "-> text "
                                     : i % 3 == 1 ? "<- text "
                                                  : "<- deflated text ";
            capture.step(kind + contentOf(static_cast<std::uint64_t>(i)));
            if (i % 100 == 0) {
                capture.step("-> ping " + std::to_string(i));
                capture.step("<- pong " + std::to_string(i));
            }
        }
        capture.play(R"(<- close 1000
                        -> close 1000
                        closed)");
        capture.finish();
        finished = true;
        for (std::thread& thread : threads) {
            thread.join();
        }
        for (const Follower& follower : followers) {
            QCOMPARE(follower.mistakes(), 0);
            QCOMPARE(follower.texts(), std::uint64_t{Messages});
            QCOMPARE(follower.seen(), static_cast<std::uint32_t>(capture.timeline().size()));
            QCOMPARE(follower.statistics().roundTrips, std::uint64_t{Messages / 100});
            QVERIFY(follower.connection().closing->clean);
        }
    }
};

FRAMESCOPE_TEST(PublicationTest)

} // namespace tst_publication

#include "tst_publication.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "present/rows/preview_loader.h"
#include "support/capture_script.h"
#include "support/test_program.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <map>

namespace tst_preview_loader {

using namespace framescope;
using namespace framescope::present;

namespace {

constexpr std::uint32_t Messages = 600;

/// Messages that say their number, with a word before it.
struct Recorded
{
    explicit Recorded(const std::string& word)
    {
        script.play("tcp\n-> request\n<- 101\n");
        first = static_cast<std::uint32_t>(script.timeline().size());
        for (std::uint32_t i = 0; i < Messages; ++i) {
            script.step("<- text " + word + " " + std::to_string(i));
        }
    }

    EventId message(std::uint32_t number) const { return EventId{first + number}; }

    mutable test::CaptureScript script;
    std::uint32_t first = 0;
};

/// What a loader has delivered, in order.
struct Delivered
{
    explicit Delivered(const PreviewLoader& loader)
    {
        QObject::connect(&loader, &PreviewLoader::loaded, &context,
                         [this](const PreviewLoader::Loaded& previews) {
                             ++times;
                             for (const auto& [id, text, verdict] : previews) {
                                 ++counts[id.value];
                                 texts[id.value] = text;
                                 order.push_back(id);
                             }
                         });
    }

    QObject context;
    int times = 0;
    std::map<std::uint32_t, int> counts;
    std::map<std::uint32_t, QString> texts;
    std::vector<EventId> order;
};

} // namespace

class TestPreviewLoader : public QObject
{
    Q_OBJECT

private slots:
    void loadsAScreenInOneGo();
    void isMadeOnce();
    void lastAskedForComesFirst();
    void forgetsWhatScrolledAway();
    void anotherTimelineDropsWhatWasAskedFor();
    void canBeAskedForAgain();
    void endsWhileLoading();
};

void TestPreviewLoader::loadsAScreenInOneGo()
{
    const Recorded recorded("row");
    PreviewLoader loader;
    Delivered delivered(loader);
    loader.setTimeline(recorded.script.live().timeline());
    for (std::uint32_t i = 0; i < 30; ++i) {
        loader.request(recorded.message(i));
    }
    QTRY_COMPARE(delivered.counts.size(), std::size_t{30});
    QCOMPARE(delivered.times, 1);
    QVERIFY(std::is_sorted(delivered.order.begin(), delivered.order.end()));
    QCOMPARE(delivered.texts[recorded.message(7).value], QStringLiteral("row 7"));
}

void TestPreviewLoader::isMadeOnce()
{
    const Recorded recorded("row");
    PreviewLoader loader;
    Delivered delivered(loader);
    loader.setTimeline(recorded.script.live().timeline());
    for (int times = 0; times < 3; ++times) {
        for (std::uint32_t i = 0; i < 10; ++i) {
            loader.request(recorded.message(i));
        }
    }
    QTRY_COMPARE(delivered.counts.size(), std::size_t{10});
    QVERIFY(std::ranges::all_of(delivered.counts, [](const auto& c) { return c.second == 1; }));
}

void TestPreviewLoader::lastAskedForComesFirst()
{
    const Recorded recorded("row");
    PreviewLoader loader;
    Delivered delivered(loader);
    loader.setTimeline(recorded.script.live().timeline());
    for (std::uint32_t i = 0; i < 100; ++i) {
        loader.request(recorded.message(i));
    }
    loader.request(recorded.message(3)); // again: it is on screen once more
    QTRY_COMPARE(delivered.counts.size(), std::size_t{100});
    const auto placeOf = [&](std::uint32_t number) {
        return std::ranges::find(delivered.order, recorded.message(number)) -
               delivered.order.begin();
    };
    QVERIFY(placeOf(3) < placeOf(50));
    QVERIFY(placeOf(99) < placeOf(50));
    QVERIFY(placeOf(50) < placeOf(10));
}

void TestPreviewLoader::forgetsWhatScrolledAway()
{
    const Recorded recorded("row");
    PreviewLoader loader;
    Delivered delivered(loader);
    loader.setTimeline(recorded.script.live().timeline());
    for (std::uint32_t i = 0; i < Messages; ++i) {
        loader.request(recorded.message(i));
    }
    QTRY_COMPARE(delivered.counts.size(), PreviewLoader::MaxPending);
    QVERIFY(!delivered.counts.contains(recorded.message(0).value));
    loader.request(recorded.message(0));
    QTRY_VERIFY(delivered.counts.contains(recorded.message(0).value));
}

void TestPreviewLoader::anotherTimelineDropsWhatWasAskedFor()
{
    const Recorded one("one");
    const Recorded two("two");
    PreviewLoader loader;
    Delivered delivered(loader);
    for (int i = 0; i < 50; ++i) {
        loader.setTimeline(one.script.live().timeline());
        loader.request(one.message(1));
        QCoreApplication::processEvents(); // it may have begun, or be on its way
        delivered.texts.clear();
        loader.setTimeline(two.script.live().timeline());
        loader.request(two.message(2));
        QTRY_VERIFY(!delivered.texts.empty());
        QCOMPARE(delivered.texts.size(), std::size_t{1});
        QCOMPARE(delivered.texts[two.message(2).value], QStringLiteral("two 2"));
    }
    loader.setTimeline(nullptr);
}

void TestPreviewLoader::canBeAskedForAgain()
{
    const Recorded recorded("row");
    PreviewLoader loader;
    Delivered delivered(loader);
    loader.setTimeline(recorded.script.live().timeline());
    for (int times = 1; times <= 3; ++times) {
        loader.request(recorded.message(5));
        QTRY_COMPARE(delivered.counts[recorded.message(5).value], times);
    }
}

void TestPreviewLoader::endsWhileLoading()
{
    const Recorded recorded("row");
    for (int i = 0; i < 20; ++i) {
        PreviewLoader loader;
        loader.setTimeline(recorded.script.live().timeline());
        for (std::uint32_t row = 0; row < 100; ++row) {
            loader.request(recorded.message(row));
        }
        QCoreApplication::processEvents();
    }
}

FRAMESCOPE_TEST(TestPreviewLoader)

} // namespace tst_preview_loader

#include "tst_preview_loader.moc"
